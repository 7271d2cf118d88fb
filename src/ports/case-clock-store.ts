import type { CaseClock } from '../domain/case-clock.ts';
import type { CaseDecision, CaseWithClocks } from '../domain/case-decision.ts';

/** A clock whose time has come. */
export interface DueClock extends CaseClock {
  readonly caseId: string;
  /** The version of the plan that its case goes by. */
  readonly planVersion: number;
  readonly dueAt: Date;
}

/** The clocks of all cases, for the sweeper. */
export interface CaseClockStore {
  /** Running ones that are due by now, in the order of their due times; bounded. */
  due(now: Date, limit: number): Promise<readonly DueClock[]>;
  /**
   * Runs a clock at most once, in one transaction: marks it as run and stores what `decide` makes of its case; undefined from `decide`: it is overtaken, and
   * cancelled. False when it ran already, is not due any more, or holds no more: then `due` does not give it again.
   */
  run(clock: DueClock, decide: (present: CaseWithClocks) => CaseDecision | undefined, at: Date): Promise<boolean>;
  /** When the next one is due; undefined when none runs. */
  nextDue(): Promise<Date | undefined>;

  /** Notes that everything was run that was due at this moment; an earlier moment than the one noted changes nothing. */
  beat(at: Date): Promise<void>;
  /** Undefined before the first one. */
  lastBeat(): Promise<Date | undefined>;
  /** Forgets the clocks of cases that were resolved long ago; gives how many. */
  prune(now: Date): Promise<number>;
}
