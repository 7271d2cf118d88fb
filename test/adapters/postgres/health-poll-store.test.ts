import assert from 'node:assert/strict';
import { postgresCustomerStore } from '../../../src/adapters/postgres/customer-store.ts';
import { openDatabase, type Database } from '../../../src/adapters/postgres/database.ts';
import { postgresHealthPollStore } from '../../../src/adapters/postgres/health-poll-store.ts';
import { postgresHealthStore } from '../../../src/adapters/postgres/health-store.ts';
import type { HealthPollStore, PollFailure } from '../../../src/ports/health-poll-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { anIssue, aSnapshot, later, NOON } from '../../support/health-fixtures.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';
import { aCustomer } from '../../support/use-case-fixtures.ts';

const SPREAD = { apartMs: 60_000, withinMs: 600_000 };
const FORBIDDEN: PollFailure = { code: 'FORBIDDEN', status: 403, vendorCode: 'Forbidden', correlationId: 'c-1' };

describe('health poll store', () => {
  let database: Database;
  let polls: HealthPollStore;
  beforeEach(async () => {
    database = await freshDatabase();
    polls = postgresHealthPollStore(database);
  });
  afterEach(() => database.close());

  const customers = (...tenantIds: string[]) =>
    postgresCustomerStore(database).replaceAll({ customers: tenantIds.map((tenantId) => aCustomer({ tenantId })), missing: [] }, NOON);
  const taken = async (now: Date, limit = 10, until = later(60)): Promise<string[]> =>
    (await polls.claim(now, until, limit)).map(({ tenantId }) => tenantId);

  it('takes in new customers, one after the other', async () => {
    await customers('a', 'b', 'c');

    assert.deepEqual(await polls.reconcile(NOON, SPREAD), { added: 3, removed: 0, customers: 3, failing: 0 });

    const due = (await polls.claim(later(10), later(60), 10)).map(({ dueAt }) => dueAt);
    assert.deepEqual(due, [NOON, later(1), later(2)]);
  });

  it('takes in all new customers within the time given', async () => {
    await customers('a', 'b', 'c');

    await polls.reconcile(NOON, { apartMs: 3_600_000, withinMs: 180_000 });

    const due = (await polls.claim(later(10), later(60), 10)).map(({ dueAt }) => dueAt);
    assert.deepEqual(due, [NOON, later(1), later(2)]);
  });

  it('leaves those that are polled already as they are', async () => {
    await customers('a');
    await polls.reconcile(NOON, SPREAD);
    await polls.succeeded('a', NOON, later(5));
    await customers('a', 'b');

    assert.deepEqual(await polls.reconcile(later(1), SPREAD), { added: 1, removed: 0, customers: 2, failing: 0 });
    assert.deepEqual((await polls.stateOf('a'))?.dueAt, later(5));
  });

  it('keeps nothing of a customer that was removed', async () => {
    const health = postgresHealthStore(database, NO_JOBS);
    await customers('a', 'b');
    await polls.reconcile(NOON, SPREAD);
    for (const tenantId of ['a', 'b']) await health.save(aSnapshot(tenantId, NOON, [anIssue('EX1')]));
    await customers('a');

    assert.deepEqual(await polls.reconcile(later(1), SPREAD), { added: 0, removed: 1, customers: 1, failing: 0 });

    const hit = await database.kysely.selectFrom('incident_customer').select('tenant_id').execute();
    assert.deepEqual([await polls.stateOf('b'), await health.latest('b'), hit], [undefined, undefined, [{ tenant_id: 'a' }]]);
  });

  it('keeps nothing of a reading that came in after its customer was removed', async () => {
    const health = postgresHealthStore(database, NO_JOBS);
    await customers('a');
    await health.save(aSnapshot('gone', NOON, [anIssue('EX1')]));

    await polls.reconcile(NOON, SPREAD);

    const hit = await database.kysely.selectFrom('incident_customer').selectAll().execute();
    assert.deepEqual([await health.latest('gone'), hit], [undefined, []]);
  });

  it('gives out who is due, longest waiting first, and nobody twice', async () => {
    await customers('a', 'b', 'c');
    await polls.reconcile(NOON, SPREAD);
    await polls.succeeded('b', NOON, later(-5));
    const all = await taken(later(10));

    assert.deepEqual([all[0], all.length, await taken(later(11))], ['b', 3, []]);
  });

  it('gives out nobody before the time', async () => {
    await customers('a');
    await polls.reconcile(NOON, SPREAD);
    await polls.succeeded('a', NOON, later(5));

    assert.deepEqual([await taken(later(4)), await taken(later(5))], [[], ['a']]);
  });

  it('gives out again what a reader that died had taken', async () => {
    await customers('a');
    await polls.reconcile(NOON, SPREAD);
    await taken(NOON, 10, later(1));

    assert.deepEqual(await taken(later(1)), ['a']);
  });

  it('gives out at once what was given back', async () => {
    await customers('a');
    await polls.reconcile(NOON, SPREAD);
    await taken(NOON);
    await polls.giveBack(['a']);

    assert.deepEqual(await taken(NOON), ['a']);
  });

  it('shares the customers among replicas, each customer to one', async () => {
    await customers(...Array.from({ length: 60 }, (_, n) => `t${n}`));
    await polls.reconcile(NOON, { apartMs: 0, withinMs: 1 });
    const other = await openDatabase(database.url);
    const replicas = [polls, postgresHealthPollStore(other)] as const;

    const claims = await Promise.all(
      Array.from({ length: 12 }, (_, n) => (n % 2 === 0 ? replicas[0] : replicas[1]).claim(later(1), later(60), 7)),
    );
    const ids = claims.flat().map(({ tenantId }) => tenantId);
    await other.close();

    assert.deepEqual([ids.length, new Set(ids).size], [60, 60]);
  });

  it('lets one replica at a time bring the rows in step', async () => {
    await customers('a', 'b');
    const other = await openDatabase(database.url);
    const results = await Promise.all([polls, postgresHealthPollStore(other)].map((each) => each.reconcile(NOON, SPREAD)));
    await other.close();

    assert.equal(
      results.reduce((sum, result) => sum + (result?.added ?? 0), 0),
      2,
    );
  });

  it('notes failures in a row, since when and why, until the next success', async () => {
    await customers('a');
    await polls.reconcile(NOON, SPREAD);
    await polls.succeeded('a', NOON, later(5));
    await polls.failed('a', { ...FORBIDDEN, code: 'UNREACHABLE' }, later(5), later(10));
    await polls.failed('a', FORBIDDEN, later(10), later(20));
    const failing = await polls.stateOf('a');
    await polls.succeeded('a', later(20), later(25));

    assert.deepEqual(failing, {
      tenantId: 'a',
      readAt: NOON,
      triedAt: later(10),
      dueAt: later(20),
      failures: 2,
      failedSince: later(5),
      failure: FORBIDDEN,
    });
    assert.deepEqual(await polls.stateOf('a'), {
      ...failing,
      readAt: later(20),
      triedAt: later(20),
      dueAt: later(25),
      failures: 0,
      failedSince: undefined,
      failure: undefined,
    });
  });

  it('is not told anything new by an older reading', async () => {
    await customers('a');
    await polls.reconcile(NOON, SPREAD);
    await polls.succeeded('a', later(5), later(10));
    await polls.failed('a', FORBIDDEN, later(4), later(99));

    assert.deepEqual((await polls.stateOf('a'))?.failure, undefined);
  });

  it('counts the customers that fail', async () => {
    await customers('a', 'b');
    await polls.reconcile(NOON, SPREAD);
    await polls.failed('a', FORBIDDEN, NOON, later(5));

    assert.equal((await polls.reconcile(later(1), SPREAD))?.failing, 1);
  });
});
