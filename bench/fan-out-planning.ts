import os from 'node:os';
import { seedIncident } from './crowd-customers.ts';
import type { NewWorld } from './fan-out-world.ts';
import { median, print } from './line.ts';

const SMALL = 1_000;
const LARGE = 10_000;
const ROUNDS = 5;
const MOST_GROWTH = 1.15;
const never = new AbortController().signal;

/** From a change to all its rows of the ledger: who is told, judged by groups, watches and silences, in one transaction. Nothing is sent. */
export async function benchPlanning(newWorld: NewWorld): Promise<void> {
  const times = new Map<string, number>();
  for (const [places, customers] of [
    [SMALL, LARGE],
    [LARGE, SMALL],
    [LARGE, LARGE],
  ] as const) {
    const world = await newWorld({ places, channels: places / 100, customers, sendsPerSecond: undefined });
    try {
      const spans: number[] = [];
      for (let round = -1; round < ROUNDS; round++) {
        const issueId = `EX${500_001 + round}`;
        await seedIncident(world.database, issueId, customers);
        const begun = performance.now();
        await world.announce(issueId, never);
        if (round >= 0) spans.push(performance.now() - begun); // the first one warms up
        const rows = await world.database.kysely.selectFrom('delivery').select('place_id').where('issue_id', '=', issueId).execute();
        if (rows.length !== places) throw new Error(`${rows.length} rows for ${places} conversations`);
      }
      times.set(`${places} ${customers}`, median(spans));
      print({
        figure: `planning, ${places} conversations, an incident that hits ${customers} customers`,
        value: median(spans),
        unit: 'ms',
        how: `real PostgreSQL, all rows of the ledger written; median of ${ROUNDS}; ${os.availableParallelism()} cores`,
      });
    } finally {
      await world.stop();
    }
  }
  const most = times.get(`${LARGE} ${LARGE}`) ?? Number.NaN;
  for (const [what, least] of [
    ['conversations', times.get(`${SMALL} ${LARGE}`)],
    ['customers hit', times.get(`${LARGE} ${SMALL}`)],
  ] as const) {
    const value = Math.log(most / (least ?? Number.NaN)) / Math.log(LARGE / SMALL);
    const how = `from ${SMALL} to ${LARGE} ${what}, the other one at ${LARGE}: the exponent of n`;
    print({ figure: `planning, growth with ${what}`, value, unit: 'exponent', bar: MOST_GROWTH, how });
  }
}
