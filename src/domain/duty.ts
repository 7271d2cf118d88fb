import { sameName } from './escalation-routing.ts';
import type { PlanPerson, Rota } from './escalation-plan.ts';
import type { EnteredShift, Shift } from './on-call.ts';
import { momentOf, wallTimeOf, type WallTime } from './wall-time.ts';

/** Who has the duty at a moment, and the span of it that nothing interrupts; undefined: nobody. */
export function dutyAt(rota: Rota, entered: readonly EnteredShift[], at: Date): Shift | undefined {
  return pieceAt(rota, byRank(rota, entered), at.getTime()).shift;
}

/** The shifts that touch a span, in order, each whole; where nobody has the duty there is none. */
export function shiftsBetween(rota: Rota, entered: readonly EnteredShift[], from: Date, to: Date): readonly Shift[] {
  const ranked = byRank(rota, entered);
  const found: Shift[] = [];
  for (let moment = from.getTime(); moment < to.getTime();) {
    const { shift, end } = pieceAt(rota, ranked, moment);
    if (shift !== undefined) found.push(shift);
    moment = end;
  }
  return found;
}

/** What stands first comes first: entered by hand before imported, and of each the one entered last. */
function byRank({ name }: Rota, entered: readonly EnteredShift[]): readonly EnteredShift[] {
  const own = entered.filter((shift) => shift.from < shift.to && sameName(shift.rota, name));
  const lastFirst = own.toReversed().toSorted((one, other) => other.enteredAt.getTime() - one.enteredAt.getTime());
  return [...lastFirst.filter(({ source }) => source !== 'calendar'), ...lastFirst.filter(({ source }) => source === 'calendar')];
}

/** What holds at a moment, and when it ends; without a shift: when the next may begin. */
interface Piece {
  readonly shift: Shift | undefined;
  readonly end: number;
}

function pieceAt(rota: Rota, ranked: readonly EnteredShift[], moment: number): Piece {
  // Whatever stands higher and is over, or still to come, leaves only what is between.
  let [start, end] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const { person, from, to, source } of ranked) {
    const [begins, ends] = [from.getTime(), to.getTime()];
    if (begins <= moment && moment < ends) return piece(rota, { person, source }, Math.max(start, begins), Math.min(end, ends));
    if (ends <= moment) start = Math.max(start, ends);
    else end = Math.min(end, begins);
  }
  const turn = turnAt(rota, moment);
  return piece(rota, turn.person && { person: turn.person, source: 'rota' }, Math.max(start, turn.start), Math.min(end, turn.end));
}

function piece({ name }: Rota, duty: Pick<Shift, 'person' | 'source'> | undefined, start: number, end: number): Piece {
  return { shift: duty && { rota: name, ...duty, from: new Date(start), to: new Date(end) }, end };
}

interface Turn {
  readonly person: PlanPerson | undefined;
  readonly start: number;
  readonly end: number;
}

/** Whose turn the rota itself says it is. */
function turnAt(rota: Rota, moment: number): Turn {
  const { turn, members } = rota;
  if (turn === 'calendar' || members.length === 0) {
    return { person: undefined, start: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY };
  }
  const first = Date.parse(rota.from) / DAY_MS;
  const handOver = (index: number): number => handOverOn(first + index * turn.days, rota);
  if (moment < handOver(0)) return { person: undefined, start: Number.NEGATIVE_INFINITY, end: handOver(0) };
  // The day tells the turn but for the hours before its hand-over, and for the days that a place has left out of its calendar.
  let index = Math.floor((dayNumber(wallTimeOf(rota.timeZone, new Date(moment))) - first) / turn.days);
  while (handOver(index) > moment) index -= 1;
  while (handOver(index + 1) <= moment) index += 1;
  return { person: members[index % members.length], start: handOver(index), end: handOver(index + 1) };
}

const DAY_MS = 86_400_000;

/** Days since 1970 by the calendar of the place. */
function dayNumber({ year, month, day }: Pick<WallTime, 'year' | 'month' | 'day'>): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function handOverOn(day: number, { timeZone, handOverAt }: Rota): number {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return momentOf(timeZone, { year, month, day: date.getUTCDate(), hour: Math.floor(handOverAt / 60), minute: handOverAt % 60 }).getTime();
}
