import assert from 'node:assert/strict';
import sinon from 'sinon';
import { BackEndError } from '../../src/domain/errors.ts';
import type { HealthSnapshot, ServiceHealthOverview } from '../../src/domain/service-health.ts';
import type { PollFailure, PollState } from '../../src/ports/health-poll-store.ts';
import type { HealthSource } from '../../src/ports/health-source.ts';
import { pollHealth } from '../../src/use-cases/poll-health.ts';
import { aSnapshot } from '../support/health-fixtures.ts';
import { backEndFailure, handClock, NEVER, never } from '../support/use-case-fixtures.ts';

const MINUTE = 60_000;
const INTERVAL = 5 * MINUTE;
const { overviews } = aSnapshot('t', new Date(0), []);

describe('pollHealth', () => {
  let clock: ReturnType<typeof handClock>;
  let saved: HealthSnapshot[];
  let changed: boolean;
  let states: Map<string, PollState>;
  let jobs: string[];
  let log: sinon.SinonSpy;
  beforeEach(() => {
    clock = handClock();
    saved = [];
    changed = false;
    states = new Map();
    jobs = [];
    log = sinon.fake();
  });

  const before = (tenantId: string): PollState =>
    states.get(tenantId) ?? {
      tenantId,
      readAt: undefined,
      triedAt: undefined,
      dueAt: clock.now(),
      failures: 0,
      failedSince: undefined,
      failure: undefined,
    };
  const polls = {
    stateOf: async (tenantId: string) => states.get(tenantId),
    succeeded: async (tenantId: string, at: Date, dueAt: Date) =>
      void states.set(tenantId, {
        ...before(tenantId),
        readAt: at,
        triedAt: at,
        dueAt,
        failures: 0,
        failedSince: undefined,
        failure: undefined,
      }),
    failed: async (tenantId: string, failure: PollFailure, at: Date, dueAt: Date) => {
      const state = before(tenantId);
      states.set(tenantId, { ...state, triedAt: at, dueAt, failures: state.failures + 1, failedSince: state.failedSince ?? at, failure });
    },
  };
  const polling = (source: HealthSource['overviews'], save?: () => Promise<boolean>) =>
    pollHealth({
      source: { overviews: source },
      store: { save: save ?? (async (snapshot) => saved.push(snapshot) > 0 && changed) },
      polls,
      jobs: { enqueue: async (name) => void jobs.push(name) },
      clock,
      intervalMs: INTERVAL,
      log,
    });
  const failing = (error: Error) => polling(sinon.fake.rejects(error));
  /** Minutes from now until the customer is due. */
  const wait = (tenantId = 't'): number => ((states.get(tenantId)?.dueAt.getTime() ?? Number.NaN) - clock.now().getTime()) / MINUTE;

  it('stores what it reads, and reads again after the interval, more or less', async () => {
    const waits: number[] = [];
    for (let n = 0; n < 50; n++) {
      await polling(() => Promise.resolve(overviews))(`t${n}`, NEVER);
      waits.push(wait(`t${n}`));
    }

    assert.deepEqual(saved[0], { tenantId: 't0', fetchedAt: clock.now(), overviews });
    assert.ok(waits.every((minutes) => minutes >= 4.5 && minutes <= 5.5) && new Set(waits).size > 40);
  });

  it('is as old as its beginning, so that one that was begun later is never put aside for it', async () => {
    const begunAt = clock.now();
    const slow = async () => {
      clock.move(20_000);
      return overviews;
    };
    const snapshot = await polling(slow)('t', NEVER);

    assert.deepEqual([snapshot.fetchedAt, saved[0]?.fetchedAt, states.get('t')?.readAt], [begunAt, begunAt, begunAt]);
  });

  it('waits twice as long after each failure, up to an hour', async () => {
    const poll = failing(backEndFailure('UNAVAILABLE'));
    const waits: number[] = [];
    for (let n = 0; n < 7; n++) {
      await assert.rejects(poll('t', NEVER));
      waits.push(wait());
      clock.move(Math.floor(wait()) * MINUTE);
    }

    for (const [n, expected] of [5, 10, 20, 40, 60, 60, 60].entries()) {
      const minutes = waits[n] ?? 0;
      assert.ok(minutes >= expected && minutes < expected * 1.11 + 8, `${n}: ${minutes}`);
    }
  });

  it('is not kept from a customer for longer because people tried in vain', async () => {
    const poll = failing(backEndFailure('UNAVAILABLE'));
    for (let n = 0; n < 20; n++) await assert.rejects(poll('t', NEVER));

    assert.ok(wait() < 6);
  });

  it('heeds how long Microsoft asks to wait', async () => {
    await assert.rejects(failing(backEndFailure('THROTTLED', 'none', 20 * MINUTE))('t', NEVER));

    assert.ok(wait() >= 20 && wait() < 23);
  });

  it('never comes back sooner than the interval, whatever is asked', async () => {
    await assert.rejects(failing(backEndFailure('THROTTLED', 'none', 1000))('t', NEVER));

    assert.ok(wait() >= 5);
  });

  it('comes back within a day or so, whatever is asked', async () => {
    await assert.rejects(failing(backEndFailure('THROTTLED', 'none', 1e12))('t', NEVER));

    assert.ok(wait() < 27 * 60);
  });

  it("keeps the code, Microsoft's own and the number to quote", async () => {
    const refusal = {
      backEnd: 'entra',
      code: 'FORBIDDEN',
      effect: 'none',
      message: '',
      status: 400,
      vendorCode: 'AADSTS50020',
      correlationId: 'c-1',
    } as const;
    await assert.rejects(failing(new BackEndError(refusal))('t', NEVER));

    assert.deepEqual(states.get('t')?.failure, { code: 'FORBIDDEN', status: 400, vendorCode: 'AADSTS50020', correlationId: 'c-1' });
  });

  it('takes a fault of the database for ours, not for Microsoft’s', async () => {
    const fault = new BackEndError({ backEnd: 'database', code: 'UNAVAILABLE', effect: 'none', message: '' });
    const poll = polling(
      () => Promise.resolve(overviews),
      () => Promise.reject(fault),
    );
    await assert.rejects(poll('t', NEVER));

    assert.equal(states.get('t')?.failure?.code, 'INTERNAL');
  });

  it('says in the log when a customer begins to fail or fails otherwise, and not each time', async () => {
    for (const code of ['FORBIDDEN', 'FORBIDDEN', 'THROTTLED', 'THROTTLED'] as const)
      await assert.rejects(failing(backEndFailure(code))('t', NEVER));

    assert.deepEqual(
      log.args.map(([, { tenantId, code }]) => [tenantId, code]),
      [
        ['t', 'FORBIDDEN'],
        ['t', 'THROTTLED'],
      ],
    );
  });

  it('has the news of incidents read at once, and nothing when there are none', async () => {
    const poll = polling(() => Promise.resolve(overviews));
    await poll('t', NEVER);
    const without = [...jobs];
    changed = true;
    await poll('t', NEVER);

    assert.deepEqual([without, jobs], [[], ['read-incidents']]);
  });

  it('reads a customer once for all who ask at the same time', async () => {
    const source = sinon.fake.resolves<[string, AbortSignal], Promise<readonly ServiceHealthOverview[]>>(overviews);
    const poll = polling(source);
    await Promise.all([poll('t', NEVER), poll('t', NEVER), poll('other', NEVER)]);

    assert.equal(source.callCount, 2);
  });

  it('reads on when the one who asked leaves', async () => {
    const { promise, resolve } = Promise.withResolvers<readonly ServiceHealthOverview[]>();
    const poll = polling(() => promise);
    await assert.rejects(poll('t', AbortSignal.abort(new Error('turn over'))), /turn over/);
    const waiting = poll('t', NEVER);
    resolve(overviews);
    await waiting;

    assert.equal(saved.length, 1);
  });

  it('takes a source that never answers for a failure', async () => {
    const timers = sinon.useFakeTimers({ toFake: ['setTimeout'] });
    const timeout = sinon.stub(AbortSignal, 'timeout').callsFake((ms) => {
      const controller = new AbortController();
      timers.setTimeout(() => controller.abort(new DOMException('over', 'TimeoutError')), ms);
      return controller.signal;
    });
    try {
      const polled = assert.rejects(polling(() => never())('t', NEVER), { code: 'TIMED_OUT' });
      timers.tick(25_000);
      await polled;
    } finally {
      timeout.restore();
      timers.restore();
    }

    assert.equal(states.get('t')?.failure?.code, 'TIMED_OUT');
  });
});
