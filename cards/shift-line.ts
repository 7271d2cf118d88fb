import type { DutyStanding } from '../src/domain/duty-standing.ts';
import type { PlanPerson } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import { zonedMomentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { plain, safe } from './safe-text.ts';

interface ShiftChangeView extends DutyStanding {
  readonly rota: string;
  /** It is so for a while already. */
  readonly isOld: boolean;
  readonly timeZone: string;
}

/** A message about a change of shift. */
export interface ShiftLine {
  /** Markdown; with `<at>…</at>` for the mention, and for nobody else. */
  readonly text: string;
  /** For the notification: plain, without mentions. */
  readonly summary: string;
  readonly mentions: readonly { readonly text: string; readonly id: string; readonly name: string }[];
}

/** What would be read or drawn as something else within a mention, whose text must be found again letter by letter. */
const NO_MENTION = /[<>&\\[\]()*_~#`]/g;

/** Who is on call from now on, until when, who went and who comes next; of what is so for a while: since when. */
export function shiftLine(locale: Locale, view: ShiftChangeView): ShiftLine {
  const t = words(locale);
  const mention = view.person && mentionOf(view.person);
  return {
    text: sentences(t, locale, view, safe, mention?.text).join(' '),
    summary: sentences(t, locale, view, plain, mention?.name).join(' ').replaceAll('**', ''),
    mentions: mention === undefined ? [] : [mention],
  };
}

function mentionOf({ id, name }: PlanPerson): ShiftLine['mentions'][number] {
  const written = plain(name, LIMITS.listedName).replaceAll(NO_MENTION, ' ').trim();
  return { id, name: written, text: `<at>${written}</at>` };
}

function sentences(t: Words, locale: Locale, view: ShiftChangeView, write: typeof safe, person: string | undefined): readonly string[] {
  const { until, next, timeZone } = view;
  const since = view.isOld ? view.since : undefined;
  const before = view.isOld ? undefined : view.before;
  const rota = write(view.rota, LIMITS.name);
  const name = (one: PlanPerson): string => write(one.name, LIMITS.listedName);
  const moment = (at: Date): string => zonedMomentIn(locale, timeZone, at);
  const then = next === undefined ? [] : [t('oncall.post.next', { next: name(next.person), from: moment(next.from) })];
  if (person === undefined) {
    const was = before === undefined ? [] : [t('oncall.post.was', { before: name(before) })];
    return [
      since === undefined ? t('oncall.post.nobody', { rota }) : t('oncall.post.nobodyStands', { rota, since: moment(since) }),
      ...was,
      ...then,
    ];
  }
  return [
    since === undefined ? t('oncall.post.begins', { person, rota }) : t('oncall.post.stands', { person, rota, since: moment(since) }),
    ...(until === undefined ? [] : [t('oncall.post.until', { until: moment(until) })]),
    ...(before === undefined ? [] : [t('oncall.post.relieves', { before: name(before) })]),
    ...then,
  ];
}
