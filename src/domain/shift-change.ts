import { momentOf } from './wall-time.ts';
import { minuteOfDay } from './quiet-hours.ts';
import type { PlanPerson } from './escalation-plan.ts';
import type { Shift } from './on-call.ts';

/** Why nothing was entered. */
export const SHIFT_PROBLEMS = ['no-moment', 'past', 'too-far', 'backwards', 'gone', 'same-person', 'nobody'] as const;
export type ShiftProblem = (typeof SHIFT_PROBLEMS)[number];
/** Of a shift that is given to somebody. */
export type ChangeProblem = Exclude<ShiftProblem, 'same-person'>;

/** An import takes what lies so many days ahead. */
export const IMPORTED_DAYS = 365;

/** Nobody plans further ahead. */
const FURTHEST_MS = 2 * 366 * 86_400_000;

export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** What of a span can still be given to somebody: from now on, within two years. */
export function enterable({ from, to }: Span, now: Date): Span | 'backwards' | 'past' | 'too-far' {
  if (to <= from) return 'backwards';
  if (to <= now) return 'past';
  if (to.getTime() > now.getTime() + FURTHEST_MS) return 'too-far';
  return { from: from > now ? from : now, to };
}

/** Two shifts whose people change places, as far as they are not over. */
export function swapOf(one: Shift, other: Shift, now: Date): readonly (Span & { readonly person: PlanPerson })[] | ShiftProblem {
  if (one.person.id === other.person.id) return 'same-person';
  const spans = [enterable(one, now), enterable(other, now)] as const;
  const [first, second] = spans;
  if (typeof first === 'string') return first;
  if (typeof second === 'string') return second;
  return [
    { ...first, person: other.person },
    { ...second, person: one.person },
  ];
}

/** A day (`2026-11-21`) and a time (`18:30`) by the wall clock of a place; undefined when they are none. */
export function wallMoment({ day, time }: { readonly day: string; readonly time: string }, timeZone: string): Date | undefined {
  const date = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/.exec(day.trim())?.groups;
  const minute = minuteOfDay(time);
  if (date === undefined || minute === undefined) return undefined;
  const wall = { year: Number(date['year']), month: Number(date['month']), day: Number(date['day']) };
  const moment = momentOf(timeZone, { ...wall, hour: Math.floor(minute / 60), minute: minute % 60 });
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
