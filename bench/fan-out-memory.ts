import os from 'node:os';
import type { NewWorld } from './fan-out-world.ts';
import { print } from './line.ts';

const PLACES = 10_000;
const STEPS = 10;
const UNLIMITED = Infinity;
/** What remains between two steps of a flat line: the collector's own hesitation. */
const BAR_MB = 10;

/** The heap after collection, each time 10,000 more cards are out. */
export async function benchFanOutMemory(newWorld: NewWorld): Promise<void> {
  const world = await newWorld({ places: PLACES, channels: 100, sendsPerSecond: UNLIMITED });
  try {
    const how = `heap in use after a collection, after each ${PLACES} deliveries; ${os.availableParallelism()} cores`;
    const heaps: number[] = [];
    for (let step = 1; step <= STEPS; step++) {
      const issueId = `EX${400_000 + step}`;
      await world.detect(issueId);
      await world.drained(issueId);
      await world.crowd.forget();
      globalThis.gc?.();
      const heap = process.memoryUsage().heapUsed / 1024 ** 2;
      heaps.push(heap);
      print({ figure: `memory after ${step * PLACES} deliveries`, value: heap, unit: 'MB of heap', how });
    }
    // The first two fill what is remembered for good.
    const [, settled = Number.NaN] = heaps;
    print({
      figure: 'memory, growth from 20,000 to 100,000 deliveries',
      value: (heaps.at(-1) ?? Number.NaN) - settled,
      unit: 'MB of heap',
      bar: BAR_MB,
      how,
    });
  } finally {
    await world.stop();
  }
}
