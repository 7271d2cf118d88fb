import { inSight } from '../domain/duty-standing.ts';
import { dutyAt } from '../domain/duty.ts';
import { rotaNamed } from '../domain/escalation-routing.ts';
import type { Shift } from '../domain/on-call.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { ShiftStore } from '../ports/shift-store.ts';

/** Who has the duty of a rota at a moment, by the newest plan; undefined: nobody, or there is no such rota. */
export type WhoIsOnCall = (rotaName: string, at: Date) => Promise<Shift | undefined>;

export function whoIsOnCall(deps: { readonly plans: Pick<PlanStore, 'current'>; readonly shifts: Pick<ShiftStore, 'of'> }): WhoIsOnCall {
  return async (rotaName, at) => {
    const rota = rotaNamed(await deps.plans.current(), rotaName);
    if (rota === undefined) return undefined;
    const { from, to } = inSight(rota, at);
    return dutyAt(rota, await deps.shifts.of(rota.name, from, to), at);
  };
}
