import type { CaseClock, CaseClockKey, ClockChanges } from './case-clock.ts';
import type { CaseTarget } from './support-case.ts';

export const isLive = ({ state }: CaseClock): boolean => state === 'running' || state === 'paused';

/** The clocks of a case while a change is reckoned. */
export interface ClockStand {
  all(): readonly CaseClock[];
  live(): readonly CaseClock[];
  /** In place of what its key stands for, unless that ran already. */
  put(clock: CaseClock): void;
  cancel(key: CaseClockKey): void;
  changes(): ClockChanges;
}

export function standOf(clocks: readonly CaseClock[]): ClockStand {
  const former = new Map(clocks.map((clock) => [clockName(clock), clock]));
  const present = new Map(former);
  const stand: ClockStand = {
    all: () => [...present.values()],
    live: () => [...present.values()].filter(isLive),
    put(clock) {
      if (present.get(clockName(clock))?.state !== 'run') present.set(clockName(clock), clock);
    },
    cancel(key) {
      const clock = present.get(clockName(key));
      if (clock !== undefined && isLive(clock)) stand.put({ ...clock, state: 'cancelled' });
    },
    changes: () => ({
      add: [...present].filter(([name]) => !former.has(name)).map(([, clock]) => clock),
      set: [...present].filter(([name, clock]) => former.has(name) && former.get(name) !== clock).map(([, clock]) => clock),
    }),
  };
  return stand;
}

/** Names a clock within its case. */
export const clockName = ({ cycle, kind, target, level, round }: CaseClockKey): string => `${cycle} ${kind} ${target} ${level} ${round}`;

/** A target that ran out before this moment, whether the sweeper has said so or not. */
export const isMissed = ({ kind, state, dueAt }: CaseClock, now: Date): boolean =>
  kind === 'breach' && state === 'running' && dueAt !== undefined && dueAt <= now;

/** Of the acknowledgement only that of this cycle counts; the others go on over a release. */
export function latestBreach(clocks: readonly CaseClock[], target: CaseTarget, cycle: number): CaseClock | undefined {
  const breaches = clocks.filter((clock) => clock.kind === 'breach' && clock.target === target);
  const counted = target === 'acknowledge' ? breaches.filter((clock) => clock.cycle === cycle) : breaches;
  return counted.toSorted((a, b) => a.cycle - b.cycle).at(-1);
}
