import assert from 'node:assert/strict';
import type { Fault, SeenRequest } from '../../src/sandbox/cloud/script.ts';
import type { FilingDesk } from './filing-desks.ts';
import { filedUnder } from './filing-runs.ts';
import { startLane } from './lane.ts';

/** What a bot asks for after its start, whatever people do. */
function isOfBackground({ api, path, body }: SeenRequest): boolean {
  return api === 'graph' || /customers|profiles|supporttopics|services/i.test(path) || /graph\.microsoft\.com/.test(body);
}

/** A filing asks the cloud for what the desk says, and nothing else. @param lost what becomes of the first creation */
export async function requestsAreKnown(desk: FilingDesk, notMade: readonly string[], lost?: Fault): Promise<void> {
  const lane = await startLane(desk.lane);
  try {
    await desk.prepare(lane);
    const { script } = lane.sandbox.cloud;
    const steps = Object.entries(desk.steps([]));
    await filedUnder(lane, desk, () => {
      script.forget();
      return lost === undefined ? () => undefined : script.fault({ ...desk.creation, ...lost });
    });
    const named = script.requests
      .filter((seen) => !isOfBackground(seen))
      .map((seen) => {
        const { api, method, path, body } = seen;
        const step = steps.find(
          ([, { matching }]) =>
            matching.api === api && matching.method === method && matching.path?.test(path) === true && matching.body?.test(body) !== false,
        );
        return step?.[0] ?? `${api} ${method} ${path}`;
      });

    assert.deepEqual(new Set(named), new Set(steps.map(([name]) => name).filter((name) => !notMade.includes(name))));
  } finally {
    await lane.sandbox.stop();
  }
}
