import type { PlanPerson, Rota } from './escalation-plan.ts';
import type { Shift } from './on-call.ts';

/** How far ahead, and back, the duties of a rota are looked at, in days: several turns. */
export function daysInSight({ turn }: Pick<Rota, 'turn'>): number {
  return turn === 'calendar' ? 100 : Math.max(14, 4 * turn.days);
}

/** The same around a moment. */
export function inSight(rota: Pick<Rota, 'turn'>, at: Date): { readonly from: Date; readonly to: Date } {
  const aroundMs = daysInSight(rota) * 86_400_000;
  return { from: new Date(at.getTime() - aroundMs), to: new Date(at.getTime() + aroundMs) };
}

/** How a duty stands at a moment, with the pieces that one person has in a row taken together. */
export interface DutyStanding {
  /** Since when it stands so; undefined: nobody had the duty before. */
  readonly since: Date | undefined;
  /** Who has it; undefined: nobody. */
  readonly person: PlanPerson | undefined;
  /** Who had it until then. */
  readonly before: PlanPerson | undefined;
  /** Until when it stands so; undefined: no change is in sight. */
  readonly until: Date | undefined;
  /** Who has it next, whether at once or after a while with nobody. */
  readonly next: { readonly person: PlanPerson; readonly from: Date } | undefined;
}

/** @param shifts from some time before the moment to some time after it, in order (`shiftsBetween`). */
export function standingAt(shifts: readonly Shift[], at: Date): DutyStanding {
  const rows = inRows(shifts);
  const index = rows.findIndex(({ from, to }) => from <= at && at < to);
  const now = rows[index];
  const before = now === undefined ? rows.findLast(({ to }) => to <= at) : rows[index - 1];
  const following = rows.find(({ from }) => from > at);
  const next = following && { person: following.person, from: following.from };
  if (now === undefined) return { since: before?.to, person: undefined, before: before?.person, until: next?.from, next };
  const relieves = before?.to.getTime() === now.from.getTime();
  const isLast = next === undefined && shifts.at(-1)?.source === 'rota';
  // The rota goes on by itself: where its last piece ends is only where the look ended.
  return { since: now.from, person: now.person, before: relieves ? before.person : undefined, until: isLast ? undefined : now.to, next };
}

type Row = Pick<Shift, 'person' | 'from' | 'to'>;

function inRows(shifts: readonly Shift[]): readonly Row[] {
  const rows: Row[] = [];
  for (const { person, from, to } of shifts) {
    const last = rows.at(-1);
    if (last?.person.id === person.id && last.to.getTime() === from.getTime()) rows.splice(-1, 1, { ...last, to });
    else rows.push({ person, from, to });
  }
  return rows;
}
