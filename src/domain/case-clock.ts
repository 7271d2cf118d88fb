import type { CaseTarget } from './support-case.ts';

/**
 * A moment at which something is to happen to a case unless it is overtaken: a level is called, a target is near (`warning`) or missed (`breach`).
 * A row with a due time; the sweeper runs what is due, in the order of the due times, and looks again whether it still holds.
 */
export type CaseClockKind = 'call' | 'warning' | 'breach' | 'exhausted';

/** Names a clock within its case, for good: planned twice it is there once, and it runs once. */
export interface CaseClockKey {
  /** Of the case when it was planned. */
  readonly cycle: number;
  readonly kind: CaseClockKind;
  /** Of `warning` and `breach`. */
  readonly target: CaseTarget | 'none';
  /** Of a call: 1 is the first level; 0 of everything else. */
  readonly level: number;
  /** Of a call: 1 is the first time; 0 of everything else. */
  readonly round: number;
}

/** `running` until its time comes; `paused` while the case waits for the customer; `run` is final, `cancelled` until a change of the severity plans it anew. */
export type CaseClockState = 'running' | 'paused' | 'run' | 'cancelled';

export interface CaseClock extends CaseClockKey {
  readonly state: CaseClockState;
  /** Undefined while paused. */
  readonly dueAt: Date | undefined;
  /** While paused: how much of it was left, in working time of `hours`. */
  readonly leftMs: number | undefined;
  /** The calendar it counts by; undefined: around the clock. */
  readonly hours: string | undefined;
}

/** What becomes of a case's clocks by a change. */
export interface ClockChanges {
  /** New ones; one whose key is there already stays as it is. */
  readonly add: readonly CaseClock[];
  /** Others of the same key, with their new state, due time and time left; one that ran stays as it is. */
  readonly set: readonly CaseClock[];
}
