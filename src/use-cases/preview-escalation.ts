import { dutyAt } from '../domain/duty.ts';
import { previewCalls, type EscalationPreview } from '../domain/escalation-preview.ts';
import type { EscalationPlan } from '../domain/escalation-plan.ts';
import { nameKey, rotaNamed, type RoutedAbout } from '../domain/escalation-routing.ts';
import type { Locale } from '../domain/locale.ts';
import type { EnteredShift } from '../domain/on-call.ts';
import type { ShiftStore } from '../ports/shift-store.ts';

/** What a case opened at a moment would set going if nobody took it, with the people who have the duty then. */
export type PreviewEscalation = (
  plan: EscalationPlan,
  about: RoutedAbout & { readonly language: Locale },
  openedAt: Date,
) => Promise<EscalationPreview>;

/** Around what is previewed: levels come within weeks. */
const DAY_MS = 86_400_000;
const SPAN_DAYS = { before: 100, after: 400 };

export function previewEscalation(deps: { readonly shifts: Pick<ShiftStore, 'all'> }): PreviewEscalation {
  return async (plan, about, openedAt) => {
    const from = new Date(openedAt.getTime() - SPAN_DAYS.before * DAY_MS);
    const to = new Date(openedAt.getTime() + SPAN_DAYS.after * DAY_MS);
    const entered = Map.groupBy(await deps.shifts.all(from, to), (shift: EnteredShift) => nameKey(shift.rota));
    return previewCalls(plan, about, openedAt, (name, at) => {
      const rota = rotaNamed(plan, name);
      return rota && dutyAt(rota, entered.get(nameKey(name)) ?? [], at)?.person;
    });
  };
}
