import type { CaseLineView } from '../src/domain/case-view.ts';
import { durationIn, zonedMomentIn } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';
import { eventText } from './case-event.ts';
import { LIMITS } from './limits.ts';
import { plain, safe } from './safe-text.ts';
import { severityName } from './severity-words.ts';

/** A message about one event of a case. */
export interface CaseLine {
  /** Markdown; with `<at>…</at>` for each mention, and for nobody else. */
  readonly text: string;
  /** For the notification: plain, without mentions. */
  readonly summary: string;
  readonly mentions: readonly { readonly text: string; readonly id: string; readonly name: string }[];
}

/** Later than this is said: less is how often the clocks are looked at. */
const LATE_S = 120;
/** What would be read or drawn as something else within a mention, whose text must be found again letter by letter. */
const NO_MENTION = /[<>&\\[\]()*_~#`]/g;
const CLOCKS: ReadonlySet<string> = new Set(['call', 'warning', 'breach', 'exhausted']);

/** One line for one event. What names nobody who acts says what is the matter; a call says also what the case is about, for those who do not know it. */
export function caseLine(view: CaseLineView): CaseLine {
  const { case: of, locale } = view;
  const mentions = mentionsOf(view);
  const called = mentions.map(({ text }) => text).join(' ');
  const text = [
    [called, lineOf(view, safe)].filter((part) => part !== '').join(' '),
    ...besides(view, safe),
    // In a channel of its own there is no card above the line.
    ...(view.event.kind === 'call' ? [words(locale)('case.lines.open', { reference: of.reference })] : []),
  ].join('\n\n');
  // A notification shows the line alone: it says what the case is about whatever happened.
  const about = isAboutSaid(view) ? undefined : aboutOf(of, plain);
  return { text, summary: [plainly(lineOf(view, plain, about)), ...besides(view, plain)].join(' '), mentions };
}

function lineOf({ case: of, event, locale, timeZone }: CaseLineView, write: typeof safe, about?: string): string {
  const t = words(locale);
  const moment = (at: Date): string => zonedMomentIn(locale, timeZone, at);
  const what = eventText({ t, write, moment }, event);
  const quoted =
    event.text === undefined || event.text.trim() === ''
      ? what
      : t('case.lines.quoted', { what, text: write(event.text, LIMITS.note, 'lines') });
  const by = event.actor === 'system' ? quoted : t('case.lines.by', { actor: write(event.actor.name, LIMITS.name), what: quoted });
  return t('case.lines.line', { reference: of.reference, what: about === undefined ? by : `${about} · ${by}` });
}

const isAboutSaid = ({ event: { kind } }: CaseLineView): boolean => kind === 'call' || kind === 'exhausted';

function aboutOf({ customerName, title }: CaseLineView['case'], write: typeof safe): string {
  // Whoever wrote the title may have named the customer in it.
  const customer = customerName !== undefined && title.includes(customerName) ? undefined : customerName;
  return [customer, title].flatMap((part) => (part === undefined ? [] : [write(part, LIMITS.listedTitle)])).join(': ');
}

/** What else is to be known: what it is about, that it comes late, where nobody is on call. */
function besides(view: CaseLineView, write: typeof safe): readonly string[] {
  const { case: of, event, nobodyOn, locale } = view;
  const t = words(locale);
  const lines: string[] = [];
  if (isAboutSaid(view)) lines.push(t('case.lines.about', { severity: severityName(t, of.severity), about: aboutOf(of, write) }));
  if (nobodyOn.length > 0)
    lines.push(t('case.lines.nobodyOn', { rotas: nobodyOn.map((rota) => write(rota, LIMITS.listedName)).join(', ') }));
  const late = event.detail.lateSeconds ?? 0;
  if (CLOCKS.has(event.kind) && late > LATE_S) lines.push(t('case.lines.late', { duration: durationIn(locale, late * 1000) }));
  return lines;
}

/** Everybody once, and no two with the same text: Teams tells them apart by it. */
function mentionsOf({ mentions }: CaseLineView): CaseLine['mentions'] {
  const used = new Map<string, number>();
  return mentions.map(({ name, accountId }) => {
    const written = plain(name.replace(NO_MENTION, ''), LIMITS.name) || accountId.replace(NO_MENTION, '');
    const times = (used.get(written) ?? 0) + 1;
    used.set(written, times);
    const shown = times === 1 ? written : `${written} (${times})`;
    return { text: `<at>${shown}</at>`, id: accountId, name: shown };
  });
}

/** The layout of a line is markdown; a notification shows none. */
function plainly(text: string): string {
  return text.replaceAll('**', '');
}
