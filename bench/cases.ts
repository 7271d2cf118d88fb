import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openDatabase } from '../src/adapters/postgres/database.ts';
import { startEmbeddedServer } from '../src/adapters/postgres/embedded-server.ts';
import { runWeek } from '../test/support/case-week/run-week.ts';
import { print } from './line.ts';
import { newDatabase } from './new-database.ts';

const CASES = 10_000;
/** In which Europe puts its clocks back. */
const FROM = new Date('2026-10-22T00:00:00Z');
const SEED = 20_261_121;

/** A week of cases under a moved clock, two sweepers at once, with outages: every clock that rang against a plain reckoning, minute by minute. */
export async function benchCases(): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const server = await startEmbeddedServer(directory);
  try {
    const database = await openDatabase(await newDatabase(server.url, 'cases'));
    const begun = performance.now();
    const { cases, rung, late, missed, unexpected, early, doubled, outOfOrder } = await runWeek(database, {
      from: FROM,
      cases: CASES,
      seed: SEED,
    });
    const how = `${cases} cases in a week, ${rung} clocks rang, ${late} of them late by an outage; ${Math.round((performance.now() - begun) / 1000)} s; seed ${SEED}`;
    const wrong = { missed, doubled, early, unexpected, 'out of order': outOfOrder };
    for (const [what, all] of Object.entries(wrong)) {
      print({ figure: `clocks of cases, ${what}`, value: all.length, unit: 'clocks', bar: 0, how });
    }
    await database.close();
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}
