import type { CaseClockStore } from '../ports/case-clock-store.ts';
import { pause, type Pause } from './pace.ts';
import { sweepOnce, type SweepDeps } from './sweep-once.ts';

/** Runs the clocks of cases whose time has come, for nearly a minute: then the next job of the schedule takes over, here or in another replica. */
export type SweepCases = (signal: AbortSignal) => Promise<void>;

const RUN_MS = 55_000;
/** A clock may be planned that is due before all others. */
const LOOK_MS = 5_000;

export function sweepCases(
  deps: SweepDeps & {
    readonly clocks: Pick<CaseClockStore, 'nextDue'>;
    /** Milliseconds of a clock that never goes back. */
    readonly elapsed?: () => number;
    readonly wait?: Pause;
  },
): SweepCases {
  const { clocks, clock, elapsed = () => performance.now(), wait = pause } = deps;
  return async (signal) => {
    const sweep = sweepOnce(deps);
    const endAt = elapsed() + RUN_MS;
    for (;;) {
      await sweep(signal);
      const next = await clocks.nextDue();
      const untilNext = next === undefined ? LOOK_MS : next.getTime() - clock.now().getTime();
      // What is due already came in this moment, or could not be run.
      const ms = untilNext > 0 ? Math.min(LOOK_MS, untilNext) : LOOK_MS;
      if (signal.aborted || elapsed() + ms >= endAt) return;
      await wait(ms, signal);
    }
  };
}
