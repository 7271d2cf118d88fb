import type { Rota } from '../src/domain/escalation-plan.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Shift } from '../src/domain/on-call.ts';
import type { ShiftProblem } from '../src/domain/shift-change.ts';
import { words } from '../src/locales/words.ts';
import { button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { shiftKey, shiftTitle } from './on-call-words.ts';
import layout from './on-call-swap.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

export interface ShiftSwapView {
  readonly rota: Pick<Rota, 'name' | 'timeZone'>;
  /** Names the form, so that it is carried out once. */
  readonly key: string;
  /** At least two. */
  readonly shifts: readonly Shift[];
  /** Chosen ones. */
  readonly one: string;
  readonly other: string;
  readonly problem: { readonly name: ShiftProblem; readonly person: string } | undefined;
}

const render = cardLayout(layout);

/** Two shifts whose people change places (`oncall.exchange`). */
export function shiftSwapCard(locale: Locale, view: ShiftSwapView): AdaptiveCard {
  const t = words(locale);
  const { rota, key, problem } = view;
  const shifts = view.shifts.map((shift) => ({ title: shiftTitle(t, locale, rota.timeZone, shift), value: shiftKey(shift) }));
  const choice = (id: 'one' | 'other') => ({ id, label: t(`oncall.swapForm.${id}`), value: view[id], shifts });
  return render(locale, {
    eyebrow: safe(rota.name, LIMITS.name),
    title: t('oncall.swapForm.title'),
    hasProblems: problem !== undefined,
    problemsTitle: t('oncall.problems'),
    problems:
      problem === undefined
        ? []
        : [{ text: t(`oncall.shiftProblems.${problem.name}`, { person: safe(problem.person, LIMITS.listedName) }) }],
    choices: [choice('one'), choice('other')],
    zoneNote: t('oncall.zoneNote', { zone: plain(rota.timeZone, LIMITS.listedName) }),
    data: { rota: rota.name, key },
    buttons: [button(t('oncall.back'), 'oncall.show', { rota: rota.name })],
  });
}
