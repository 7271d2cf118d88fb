import type { PlanPerson, Rota } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Shift } from '../src/domain/on-call.ts';
import type { ChangeProblem } from '../src/domain/shift-change.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { shiftKey, shiftTitle } from './on-call-words.ts';
import layout from './on-call-change.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

/** An input must have a value: this one stands for the time in the fields. */
export const OWN_SPAN = '*';

export interface ShiftChangeView {
  readonly rota: Pick<Rota, 'name' | 'timeZone'>;
  /** Names the form, so that it is carried out once. */
  readonly key: string;
  readonly shifts: readonly Shift[];
  /** Who may be put on call, the reader first. */
  readonly people: readonly PlanPerson[];
  /** As it was written; days such as `2026-11-21`, times such as `18:30`, or empty. */
  readonly shift: string;
  readonly person: string;
  readonly from: { readonly day: string; readonly time: string };
  readonly to: { readonly day: string; readonly time: string };
  readonly problem: ChangeProblem | undefined;
}

const render = cardLayout(layout);

/** Somebody else for a shift, or for any time (`oncall.enter`). */
export function shiftChangeCard(locale: Locale, view: ShiftChangeView): AdaptiveCard {
  const t = words(locale);
  const { rota, key, shifts, people, problem } = view;
  const written = (text: string): string | null => (text === '' ? null : plain(text, LIMITS.status));
  const end = (name: 'from' | 'to') => ({
    day: { id: `${name}Day`, label: t(`oncall.form.${name}Day`), value: written(view[name].day) },
    time: { id: `${name}Time`, label: t(`oncall.form.${name}Time`), value: written(view[name].time) },
  });
  return render(locale, {
    eyebrow: safe(rota.name, LIMITS.name),
    title: t('oncall.form.title'),
    hasProblems: problem !== undefined,
    problemsTitle: t('oncall.problems'),
    problems: problem === undefined ? [] : [{ text: t(`oncall.shiftProblems.${problem}`) }],
    shift: view.shift,
    shifts: [
      ...shifts.map((shift) => ({ title: shiftTitle(t, locale, rota.timeZone, shift), value: shiftKey(shift) })),
      { title: t('oncall.form.span'), value: OWN_SPAN },
    ],
    person: view.person,
    people: people.map(({ id, name }, index) => {
      const person = plain(name, LIMITS.listedName);
      return { title: index === 0 ? t('oncall.form.me', { person }) : person, value: id };
    }),
    ends: [end('from'), end('to')],
    zoneNote: t('oncall.zoneNote', { zone: plain(rota.timeZone, LIMITS.listedName) }),
    data: { rota: rota.name, key },
    buttons: [button(t('oncall.back'), 'oncall.show', { rota: rota.name })],
  });
}
