import type { FilingDesk } from './filing-desks.ts';
import type { Run } from './filing-runs.ts';
import type { Lane } from './lane-on.ts';

/** Runs, each taking the better part of its time waiting, so several at once, each on a sandbox of its own. */
export interface RunsUnderWay<T> {
  readonly lanes: readonly Lane[];
  /** What came of a run. */
  outcome(index: number): Promise<T>;
  stop(): Promise<void>;
}

/** @param seen what is made of an outcome while its lane is as it was left */
export async function runsUnderWay<T>(
  desk: FilingDesk,
  runs: readonly Run[],
  {
    lanes: count,
    start,
    seen,
  }: { readonly lanes: number; readonly start: () => Promise<Lane>; readonly seen: (lane: Lane, run: Run) => Promise<T> },
): Promise<RunsUnderWay<T>> {
  const outcomes = runs.map(() => Promise.withResolvers<T>());
  // A rejection is looked at later.
  for (const { promise } of outcomes) promise.catch(() => undefined);
  const left = [...runs.entries()];
  const lanes = await Promise.all(Array.from({ length: count }, start));

  async function work(lane: Lane): Promise<void> {
    await desk.prepare(lane);
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, run] = next;
      await seen(lane, run).then(outcomes[index]?.resolve, outcomes[index]?.reject);
    }
  }
  for (const lane of lanes) void work(lane);
  return {
    lanes,
    outcome: (index) => outcomes[index]?.promise ?? Promise.reject(new Error('no such run')),
    stop: async () => {
      left.length = 0;
      await Promise.all(lanes.map(({ sandbox }) => sandbox.stop()));
    },
  };
}
