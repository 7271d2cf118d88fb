import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { postgresCaseStore } from '../../src/adapters/postgres/case-store.ts';
import type { CaseClock } from '../../src/domain/case-clock.ts';
import type { BotProcess } from '../../src/sandbox/bot-process.ts';
import { ADELE, aNewCase } from '../support/cases.ts';
import { freshDatabase } from '../support/database.ts';
import { NO_JOBS } from '../support/no-jobs.ts';
import { startTwoBots, type TwoBots } from './fan-out-bots.ts';

/** What the sweeper needs, held until the test lets go: it dies with its transaction begun, or with everything of the clock written but not committed. */
const MOMENTS = { 'before it has the case': 'support_case', 'before what it wrote is committed': 'case_showing' } as const;
/** pg-boss gives a dead worker's job to another one after its heartbeat; the schedule has a new one each minute in any case. */
const TAKE_OVER_MS = 75_000;
const LOOK_MS = 50;
const LOCKED_WITHIN_MS = 1_000;

describe('A replica that is killed while it sweeps', function () {
  this.timeout(240_000);
  let two: TwoBots;
  before(async () => {
    two = await startTwoBots((await freshDatabase()).url);
  });
  after(() => two.stop());

  /** A case with one clock that is due in a moment. */
  async function opened(inMs = 0): Promise<string> {
    const due = new Date(Date.now() + inMs);
    const call = { cycle: 1, kind: 'call', target: 'none', level: 1, round: 1 } as const;
    const clock: CaseClock = { ...call, state: 'running', dueAt: due, leftMs: undefined, hours: undefined };
    const cases = postgresCaseStore(two.database, NO_JOBS);
    return (await cases.open(aNewCase({ requester: undefined, channelId: undefined, clocks: [clock] }), ADELE, due)).id;
  }

  async function callsOf(id: string): Promise<number> {
    const rows = await two.database.kysely
      .selectFrom('case_event')
      .select('id')
      .where('case_id', '=', id)
      .where('kind', '=', 'call')
      .execute();
    return rows.length;
  }

  async function until(holds: () => Promise<boolean>, what: string, withinMs = TAKE_OVER_MS): Promise<void> {
    for (const end = performance.now() + withinMs; !(await holds()); await wait(LOOK_MS)) {
      if (performance.now() > end) throw new Error(`Waited in vain for ${what}`);
    }
  }

  /** How many clocks a replica has run. */
  async function ranBy({ adminUrl }: BotProcess): Promise<number> {
    const text = await (await fetch(`${adminUrl}/metrics`)).text();
    return Number(/^bot_case_clock_late_seconds_count\{kind="call"\} (\d+)$/m.exec(text)?.[1] ?? 0);
  }

  async function sweeper(): Promise<BotProcess> {
    const before = await Promise.all(two.bots.map(ranBy));
    const id = await opened();
    await until(async () => (await callsOf(id)) === 1, 'a sweeper');
    await wait(LOOK_MS);
    const now = await Promise.all(two.bots.map(ranBy));
    return two.bots.find((_, index) => (now[index] ?? 0) > (before[index] ?? 0)) ?? assert.fail('nobody swept');
  }

  /** Somebody waits for a row that the test holds. */
  async function isBlocked(): Promise<boolean> {
    const { rows } = await sql<{ waiting: boolean }>`
      select count(*) > 0 as waiting from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(
      two.database.kysely,
    );
    return rows[0]?.waiting === true;
  }

  for (const [moment, table] of Object.entries(MOMENTS)) {
    it(`${moment} loses no call and doubles none: another one goes on`, async () => {
      const killed = await sweeper();
      const done = await opened();
      await until(async () => (await callsOf(done)) === 1, 'the call before');
      const id = await opened(LOCKED_WITHIN_MS);

      const died = await two.database.kysely.transaction().execute(async (transaction) => {
        const column = table === 'support_case' ? 'id' : 'case_id';
        await sql`select from ${sql.table(table)} where ${sql.ref(column)} = ${id} for update`.execute(transaction);
        await until(isBlocked, 'the sweeper at the lock');
        await killed.kill();
        return performance.now();
      });
      await until(async () => (await callsOf(id)) === 1, 'the call');
      const seconds = (performance.now() - died) / 1000;
      await killed.start();

      assert.deepEqual(await Promise.all([callsOf(done), callsOf(id)]), [1, 1]);
      assert.ok(seconds < TAKE_OVER_MS / 1000, `taken over after ${seconds} s`);
    });
  }
});
