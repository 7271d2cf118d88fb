import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { postgresCaseClockStore } from '../src/adapters/postgres/case-clock-store.ts';
import { openDatabase, type Database } from '../src/adapters/postgres/database.ts';
import { startEmbeddedServer } from '../src/adapters/postgres/embedded-server.ts';
import { startQueue } from '../src/adapters/postgres/queue.ts';
import { BUILT_IN_PLAN } from '../src/domain/built-in-plan.ts';
import { sweepOnce } from '../src/use-cases/sweep-once.ts';
import { median, print, warn } from './line.ts';
import { newDatabase } from './new-database.ts';

const SMALL = 5_000;
const LARGE = 50_000;
const DUE = 1_000;
const PORTION = 2_500;
const WARM_UP_ROUNDS = 20;
const IDLE_ROUNDS = 300;
const BUSY_ROUNDS = 5;
/** The index is a level deeper at most. */
const MOST_GROWTH = 0.15;
const OPENED_AT = new Date('2026-11-20T09:00:00Z');
const never = new AbortController().signal;

/** What a sweep costs with very many open cases: while nothing is due, and with a thousand clocks due at once. In turns, since the machine is noisy. */
export async function benchSweep(): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const server = await startEmbeddedServer(directory);
  const worlds: World[] = [];
  try {
    for (const open of [SMALL, LARGE]) worlds.push(await newWorld(await newDatabase(server.url, `sweep_${open}`), open));
    for (let round = 0; round < WARM_UP_ROUNDS; round++) for (const world of worlds) await world.sweep();
    for (let round = 0; round < IDLE_ROUNDS; round++) for (const world of worlds) world.idle.push(await world.sweep());
    for (let round = -1; round < BUSY_ROUNDS; round++) {
      for (const world of worlds) {
        await makeDue(world.database, DUE);
        const took = await world.sweep();
        if (round >= 0) world.busy.push(took); // the first one warms up
      }
    }
    for (const kind of ['idle', 'busy'] as const) tell(kind, worlds);
  } finally {
    for (const world of worlds) await world.stop();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function tell(kind: 'idle' | 'busy', worlds: readonly World[]): void {
  const what = kind === 'idle' ? 'nothing due' : `${DUE} due`;
  const rounds = `median of ${kind === 'idle' ? IDLE_ROUNDS : BUSY_ROUNDS}`;
  const how = `nine clocks for each case, real PostgreSQL and queue; ${rounds}; ${os.availableParallelism()} cores`;
  for (const world of worlds) print({ figure: `a sweep, ${world.open} open cases, ${what}`, value: median(world[kind]), unit: 'ms', how });
  const [small = Number.NaN, large = Number.NaN] = worlds.map((world) => median(world[kind]));
  const value = Math.log(large / small) / Math.log(LARGE / SMALL);
  const grown = `from ${SMALL} to ${LARGE} open cases: the exponent of n`;
  print({ figure: `a sweep, ${what}, growth with open cases`, value, unit: 'exponent', bar: MOST_GROWTH, how: grown });
}

interface World {
  readonly open: number;
  readonly database: Database;
  /** Milliseconds. */
  sweep(): Promise<number>;
  readonly idle: number[];
  readonly busy: number[];
  stop(): Promise<void>;
}

async function newWorld(url: string, open: number): Promise<World> {
  const database = await openDatabase(url);
  const queue = await startQueue(database, () => undefined);
  await seedCases(database, open);
  const plans = { current: async () => BUILT_IN_PLAN, version: async () => BUILT_IN_PLAN };
  const clock = { now: () => OPENED_AT };
  const clocks = postgresCaseClockStore(database, queue, 90);
  const sweep = sweepOnce({ clocks, plans, clock, tell: async () => 0, metrics: { caseClock: () => undefined }, log: warn });
  return {
    open,
    database,
    idle: [],
    busy: [],
    async sweep() {
      const begun = performance.now();
      await sweep(never);
      const took = performance.now() - begun;
      if ((await clocks.due(OPENED_AT, 1)).length > 0) throw new Error('Something due was not run');
      return took;
    },
    async stop() {
      await queue.stop();
      await database.close();
    },
  };
}

/** Open cases, whose clocks are all due within the next days; in portions, since a statement has its time. */
async function seedCases({ kysely }: Database, open: number): Promise<void> {
  for (let from = 1; from <= open; from += PORTION) {
    await sql`with added as (
      insert into support_case (id, reference, version, cycle, product, severity, language, title, description, state, plan_version, policy, channel_id,
        opened_at, open_since, updated_at)
      select gen_random_uuid(), 'CASE-' || n, 1, 1, 'azure', 'moderate', 'en', 'Mail is down', 'Nothing arrives.', 'open', 0, 'default', '19:experts',
        ${OPENED_AT}, ${OPENED_AT}, ${OPENED_AT}
      from generate_series(${from}::integer, ${Math.min(open, from + PORTION - 1)}::integer) n
      returning id)
    insert into case_clock (case_id, cycle, kind, target, level, round, state, due_at, state_at)
    select id, 1, kind, target, level, round, 'running', ${OPENED_AT}::timestamptz + interval '1 minute' + random() * interval '3 days', ${OPENED_AT}
    from added cross join (values ('call', 'none', 1, 1), ('call', 'none', 2, 1), ('exhausted', 'none', 0, 0), ('warning', 'acknowledge', 0, 0),
      ('breach', 'acknowledge', 0, 0), ('warning', 'first-response', 0, 0), ('breach', 'first-response', 0, 0), ('warning', 'resolution', 0, 0),
      ('breach', 'resolution', 0, 0)) clock (kind, target, level, round)`.execute(kysely);
  }
  await sql`vacuum analyze`.execute(kysely);
}

async function makeDue({ kysely }: Database, clocks: number): Promise<void> {
  await sql`update case_clock set due_at = ${OPENED_AT}::timestamptz - floor(random() * 3600) * interval '1 second'
    where (case_id, cycle, kind, target, level, round) in (select case_id, cycle, kind, target, level, round from case_clock
      where state = 'running' order by due_at limit ${clocks})`.execute(kysely);
}
