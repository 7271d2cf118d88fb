import os from 'node:os';
import type { NewWorld } from './fan-out-world.ts';
import { atQuantile, print } from './line.ts';

const PLACES = 200;
const INCIDENTS = 40;
const PER_SECOND = 50;
const NETWORK_MS = 60;
const BAR_MS = 2_000;

/** From the storing of a reading that has a new incident to the first card at the channel. */
export async function benchDetection(newWorld: NewWorld): Promise<void> {
  const world = await newWorld({ places: PLACES, channels: 5, sendsPerSecond: PER_SECOND });
  try {
    await world.crowd.rules({ limits: true, networkMs: NETWORK_MS });
    const detectedAt = new Map<string, number>();
    for (let n = 0; n < INCIDENTS; n++) {
      const issueId = `EX${300_001 + n}`;
      detectedAt.set(issueId, Date.now());
      await world.detect(issueId);
      await world.drained(issueId);
    }
    const { firstCards } = await world.crowd.counts();
    const times = [...detectedAt].map(([issueId, at]) => (firstCards[issueId] ?? Number.NaN) - at);
    const how = `${INCIDENTS} incidents one after the other, ${PLACES} conversations each; until it arrives at a channel that takes ${NETWORK_MS} ms a call; ${os.availableParallelism()} cores`;
    for (const [name, part] of [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const)
      print({ figure: `detection to first card, ${name}`, value: atQuantile(times, part), unit: 'ms', bar: BAR_MS, how });
  } finally {
    await world.stop();
  }
}
