import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import sinon from 'sinon';
import { postgresCustomerStore } from '../../src/adapters/postgres/customer-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresHealthPollStore } from '../../src/adapters/postgres/health-poll-store.ts';
import { postgresHealthStore } from '../../src/adapters/postgres/health-store.ts';
import { createHealthPoller, type HealthPoller, type HealthPollerDeps } from '../../src/delivery/health-poller.ts';
import { createMetrics } from '../../src/delivery/metrics.ts';
import type { HealthPollStore } from '../../src/ports/health-poll-store.ts';
import type { HealthSource } from '../../src/ports/health-source.ts';
import { pollHealth } from '../../src/use-cases/poll-health.ts';
import { freshDatabase } from '../support/database.ts';
import { aSnapshot } from '../support/health-fixtures.ts';
import { NO_JOBS } from '../support/no-jobs.ts';
import { aCustomer, backEndFailure, never } from '../support/use-case-fixtures.ts';

const { overviews } = aSnapshot('t', new Date(0), []);

describe('the health poller', () => {
  let database: Database;
  let polls: HealthPollStore;
  let running: HealthPoller[];
  const clock = { now: () => new Date() };
  const log = { debug: sinon.fake(), info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() };
  beforeEach(async () => {
    database = await freshDatabase();
    polls = postgresHealthPollStore(database);
    running = [];
    sinon.resetHistory();
  });
  afterEach(async () => {
    await Promise.all(running.map((one) => one.stop()));
    await database.close();
  });

  const customers = (...tenantIds: string[]) =>
    postgresCustomerStore(database).replaceAll(
      { customers: tenantIds.map((tenantId) => aCustomer({ tenantId })), missing: [] },
      new Date(),
    );

  function poller(source: HealthSource['overviews'], some: Partial<HealthPollerDeps> = {}) {
    const store = postgresHealthStore(database, NO_JOBS);
    const jobs = { enqueue: async () => undefined };
    const intervalMs = 300_000;
    const poll = pollHealth({ source: { overviews: source }, store, polls, jobs, clock, intervalMs, log: () => undefined });
    const metrics = createMetrics();
    const made = createHealthPoller({ poll, polls, intervalMs, clock, log, metrics, lookMs: 5, pauseMs: 5, ...some });
    running.push(made);
    return { made, metrics };
  }

  /** Waits for what comes about by itself; ends with the test's own time limit. */
  async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
    while (!(await holds())) await wait(5);
  }
  const readAt = async (tenantId: string) => (await polls.stateOf(tenantId))?.readAt;
  const failed = async (tenantId: string) => (await polls.stateOf(tenantId))?.failure?.code;

  it('reads every customer, and one that cannot be read keeps nobody else', async () => {
    await customers('a', 'b', 'c');
    const { made, metrics } = poller((tenantId) =>
      tenantId === 'b' ? Promise.reject(backEndFailure('FORBIDDEN')) : Promise.resolve(overviews),
    );
    made.start();

    await until(async () => (await readAt('a')) !== undefined && (await readAt('c')) !== undefined && (await failed('b')) === 'FORBIDDEN');
    await made.reconcile();

    const text = await metrics.text();
    assert.match(text, /bot_health_polls_total\{outcome="read"\} 2/);
    assert.match(text, /bot_health_polls_total\{outcome="FORBIDDEN"\} 1/);
    assert.match(text, /bot_health_customers 3\n[^]*bot_health_customers_failing 1\n/);
  });

  it('reads a new customer as soon as it is reconciled', async () => {
    const { made } = poller(() => Promise.resolve(overviews));
    made.start();
    await customers('a');
    await made.reconcile();

    await until(async () => (await readAt('a')) !== undefined);
    assert.equal((await polls.stateOf('a'))?.failures, 0);
  });

  it('reads a new customer soon, also when another was reconciling as it came', async () => {
    let busy = 2;
    const { made } = poller(() => Promise.resolve(overviews), {
      polls: { ...polls, reconcile: (now, spread) => (busy-- > 0 ? Promise.resolve(undefined) : polls.reconcile(now, spread)) },
    });
    await customers('a');
    await made.reconcile();
    made.start();

    await until(async () => (await readAt('a')) !== undefined);
    assert.equal((await polls.stateOf('a'))?.failures, 0);
  });

  it('reads no more than 32 at a time, and all in the end', async () => {
    await customers(...Array.from({ length: 80 }, (_, n) => `t${n}`));
    let now = 0;
    let most = 0;
    let done = 0;
    const { made } = poller(async () => {
      most = Math.max(most, ++now);
      await wait(5);
      now--;
      done++;
      return overviews;
    });
    await polls.reconcile(new Date(), { apartMs: 0, withinMs: 1 });
    made.start();

    await until(() => done === 80);
    assert.ok(most <= 32, String(most));
  });

  it('shares the customers with another replica', async () => {
    const ids = Array.from({ length: 60 }, (_, n) => `t${n}`);
    await customers(...ids);
    await polls.reconcile(new Date(), { apartMs: 0, withinMs: 1 });
    const read: string[] = [];
    const source = async (tenantId: string) => {
      read.push(tenantId);
      await wait(10);
      return overviews;
    };
    poller(source).made.start();
    poller(source).made.start();

    await until(() => read.length >= 60);
    assert.deepEqual(read.toSorted(), ids.toSorted());
  });

  it('gives back what it was reading when it stops', async () => {
    await customers('a');
    const source = sinon.fake(() => never<typeof overviews>());
    const { made } = poller(source);
    made.start();
    await until(() => source.callCount === 1);

    await made.stop();

    const [due] = await polls.claim(new Date(), new Date(Date.now() + 1000), 10);
    assert.deepEqual([due?.tenantId, due?.failures], ['a', 0]);
  });

  it('goes on when the database is back', async () => {
    await customers('a');
    let down = 3;
    const shaky: HealthPollerDeps['polls'] = {
      ...polls,
      claim: (...args) => (down-- > 0 ? Promise.reject(backEndFailure('UNAVAILABLE')) : polls.claim(...args)),
    };
    poller(() => Promise.resolve(overviews), { polls: shaky }).made.start();

    await until(async () => (await readAt('a')) !== undefined);
    assert.equal(log.warn.callCount, 3);
    assert.deepEqual(log.warn.firstCall.args[0], { code: 'UNAVAILABLE' });
  });

  it('tells how overdue the longest waiting customer is', async () => {
    await customers('a');
    await polls.reconcile(new Date(Date.now() - 90_000), { apartMs: 0, withinMs: 1 });
    const lag = sinon.fake();
    const { made } = poller(() => Promise.resolve(overviews), { metrics: { ...createMetrics(), pollLag: lag } });
    made.start();

    await until(() => lag.callCount > 0);
    assert.ok(lag.firstCall.args[0] >= 90 && lag.firstCall.args[0] < 120);
  });
});
