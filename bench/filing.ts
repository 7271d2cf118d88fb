import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openDatabase, type Database } from '../src/adapters/postgres/database.ts';
import { startEmbeddedServer } from '../src/adapters/postgres/embedded-server.ts';
import { DESKS, type FilingDesk } from '../test/whole-process/filing-desks.ts';
import { CONDITIONS, FAULTS } from '../test/whole-process/filing-faults.ts';
import { runsUnderWay } from '../test/whole-process/filing-lanes.ts';
import {
  changed,
  killed,
  killedAfterSubmit,
  killedDuringSubmit,
  resolved,
  struck,
  type Outcome,
  type Run,
} from '../test/whole-process/filing-runs.ts';
import { MOMENTS, TELLING } from '../test/whole-process/kill-at.ts';
import { laneOn } from '../test/whole-process/lane-on.ts';
import { print, warn } from './line.ts';
import { newDatabase } from './new-database.ts';

const LANES = 6;
const AZURE: keyof typeof DESKS = 'Azure Support';
const CONDITION_NAMES = Object.keys(CONDITIONS) as (keyof typeof CONDITIONS)[];
/** How often a request is struck: once, and more often than it is tried within one attempt. */
const TIMES = { read: [1, 4], write: [1, 2] } as const;

/** Every fault at every request of a filing, at each desk: the long form of the tests. */
export async function benchFiling(): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const server = await startEmbeddedServer(directory);
  try {
    let made = 0;
    for (const [name, desk] of Object.entries(DESKS)) await benchDesk(name, desk, () => newDatabase(server.url, `filing_${++made}`));
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function benchDesk(name: string, desk: FilingDesk, newUrl: () => Promise<string>): Promise<void> {
  const runs = runsOf(name, desk);
  const databases: Database[] = [];
  const counted = { lost: 0, doubled: 0, uncertain: 0, unresolved: 0, failed: 0, toldTwice: 0 };

  const underWay = await runsUnderWay(desk, [...runs.values()], {
    lanes: LANES,
    async start() {
      const database = await openDatabase(await newUrl());
      databases.push(database);
      return laneOn(database, desk.lane);
    },
    async seen(lane, run) {
      const outcome = await run(lane, desk);
      return { outcome, after: await resolved(lane, desk, outcome) };
    },
  });
  try {
    for (const [index, title] of [...runs.keys()].entries()) {
      const seen = await underWay.outcome(index).catch((error: unknown) => {
        warn(`${name}: ${title}: ${String(error)}`);
        return undefined;
      });
      if (seen === undefined) counted.lost += 1;
      else count(counted, seen);
    }
  } finally {
    await underWay.stop();
    for (const database of databases) await database.close();
  }
  const how = `${runs.size} filings at ${name}, each with one fault or kill -9, ${LANES} real bots on one PostgreSQL; ${os.availableParallelism()} cores`;
  const figure = (what: string, value: number, bar?: number): void =>
    print({ figure: `filing at ${name}, ${what}`, value, unit: 'requests', ...(bar === undefined ? {} : { bar }), how });
  figure('runs', runs.size);
  figure('lost', counted.lost, 0);
  figure('doubled', counted.doubled, 0);
  figure('told on more than one card', counted.toldTwice, 0);
  figure('uncertain', counted.uncertain);
  figure('failed or uncertain still after one press', counted.unresolved, 0);
  figure('failed, certainly not filed', counted.failed);
}

interface Counted {
  lost: number;
  doubled: number;
  uncertain: number;
  unresolved: number;
  failed: number;
  toldTwice: number;
}

function count(counted: Counted, { outcome, after }: { readonly outcome: Outcome; readonly after: Outcome }): void {
  if (!outcome.agrees || !after.agrees) counted.lost += 1;
  if (after.records > 1) counted.doubled += 1;
  if (after.cards !== 1) counted.toldTwice += 1;
  if (outcome.state === 'uncertain') counted.uncertain += 1;
  if (outcome.state === 'failed') counted.failed += 1;
  if (after.state === 'uncertain' || after.state === 'failed') counted.unresolved += 1;
}

function runsOf(name: string, desk: FilingDesk): ReadonlyMap<string, Run> {
  const steps = Object.keys(desk.steps([]));
  const runs = new Map<string, Run>([
    ['killed during the press', killedDuringSubmit],
    ['killed after the press', killedAfterSubmit],
  ]);
  for (const step of [...steps, TELLING]) for (const moment of MOMENTS) runs.set(`killed at ${step}, ${moment}`, killed(step, moment));
  for (const [step, { matching, which, afterCreation }] of Object.entries(desk.steps([]))) {
    // What is meant is none of the others of its kind.
    if (which !== undefined || afterCreation !== undefined || /botframework/.test(String(matching.body))) continue;
    if (name === AZURE) for (const condition of CONDITION_NAMES) runs.set(`${condition} at ${step}`, changed(condition, step));
    const repeated = matching.api === 'login' || matching.method === 'PUT' || step === 'the creation' ? TIMES.write : TIMES.read;
    for (const fault of Object.keys(FAULTS))
      for (const times of repeated) runs.set(`${step} ${fault}, ${times} times`, struck(step, fault, times));
  }
  return runs;
}
