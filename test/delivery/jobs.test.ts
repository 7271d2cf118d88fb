import assert from 'node:assert/strict';
import sinon from 'sinon';
import { everyMinutes, registerJobs, type JobsDeps } from '../../src/delivery/jobs.ts';
import { createMetrics } from '../../src/delivery/metrics.ts';
import { BotError } from '../../src/domain/errors.ts';
import { JOBS, type JobData, type JobName } from '../../src/ports/job-queue.ts';

const NOW = new Date('2026-11-20T12:00:00Z');

function given(overrides: Partial<JobsDeps> = {}) {
  const handlers = new Map<JobName, (data: JobData, signal: AbortSignal) => Promise<void>>();
  const schedules = new Map<JobName, string>();
  const enqueued: JobName[] = [];
  const log = { debug: sinon.fake(), info: sinon.fake(), warn: sinon.fake(), error: sinon.fake() };
  const metrics = createMetrics();
  const prune = sinon.fake.resolves(0);
  const deps: JobsDeps = {
    queue: {
      enqueue: async (name) => void enqueued.push(name),
      work: async (name, handler) => void handlers.set(name, handler),
      schedule: async (name, cron) => void schedules.set(name, cron),
    },
    fileRequest: sinon.fake.resolves(undefined),
    recoverRequests: sinon.fake.resolves(0),
    remindHandOffs: sinon.fake.resolves(0),
    refreshCustomers: sinon.fake.resolves({ customers: 0, added: 0, removed: 0, missing: [] }),
    refreshTopics: sinon.fake.resolves(undefined),
    refreshAzureProblems: sinon.fake.resolves(undefined),
    trackRequests: sinon.fake.resolves(undefined),
    tellRequest: sinon.fake.resolves(undefined),
    tellTaken: sinon.fake.resolves(undefined),
    learnDomains: sinon.fake.resolves(undefined),
    askFollowers: sinon.fake.resolves(0),
    refreshWatchers: sinon.fake.resolves(0),
    remindUnseen: sinon.fake.resolves(0),
    announceIncident: sinon.fake.resolves(undefined),
    mendDeliveries: sinon.fake.resolves(0),
    refreshAccess: sinon.fake.resolves({ relationships: 0, read: 0, failed: 0 }),
    tellEndingAccess: sinon.fake.resolves(0),
    readIncidents: sinon.fake.resolves(0),
    sendDigests: sinon.fake.resolves(0),
    sendDeliveries: sinon.fake.resolves(0),
    sweepCases: sinon.fake.resolves(undefined),
    followCaseRequest: sinon.fake.resolves(undefined),
    followCaseIncident: sinon.fake.resolves(undefined),
    tellShifts: sinon.fake.resolves(undefined),
    showCase: sinon.fake.resolves(undefined),
    mendCases: sinon.fake.resolves(0),
    healthPoller: { reconcile: sinon.fake.resolves(undefined) },
    turns: { prune },
    drafts: { prune },
    incidents: { prune },
    follows: { prune },
    clocks: { prune },
    casePosts: { prune },
    shifts: { prune },
    conversations: { prune },
    storage: { prune },
    customerRefreshMinutes: 60,
    accessRefreshMinutes: 60,
    clock: { now: () => NOW },
    log,
    metrics,
    ...overrides,
  };
  const run = async (name: JobName, data: JobData = {}): Promise<void> => handlers.get(name)?.(data, AbortSignal.timeout(1000));
  return { deps, handlers, schedules, enqueued, log, metrics, prune, run };
}

describe('jobs', () => {
  it('are all served', async () => {
    const { deps, handlers } = given();

    await registerJobs(deps);

    assert.deepEqual([...handlers.keys()].toSorted(), [...JOBS].toSorted());
  });

  it('look after requests every minute and do at the start what a new database lacks', async () => {
    const { deps, schedules, enqueued } = given();

    await registerJobs(deps);

    assert.equal(schedules.get('recover-requests'), '* * * * *');
    assert.equal(schedules.get('track-requests'), '* * * * *');
    assert.equal(schedules.get('read-incidents'), '* * * * *');
    assert.deepEqual(enqueued.toSorted(), [
      'recover-requests',
      'refresh-access',
      'refresh-azure-problems',
      'refresh-customers',
      'refresh-topics',
      'sweep-cases',
    ]);
  });

  it('announce one incident at a time, and every minute look after what is stuck', async () => {
    const { deps, schedules, run } = given();
    await registerJobs(deps);

    await run('announce-incident', { id: 'EX1' });

    sinon.assert.calledOnceWithMatch(deps.announceIncident as sinon.SinonSpy, 'EX1');
    assert.equal(schedules.get('mend-deliveries'), '* * * * *');
  });

  it('tell cases what became of their request and of their incident', async () => {
    const { deps, run } = given();
    await registerJobs(deps);

    await run('follow-case-request', { id: 'r1' });
    await run('follow-case-incident', { id: 'EX1' });

    sinon.assert.calledOnceWithMatch(deps.followCaseRequest as sinon.SinonSpy, 'r1');
    sinon.assert.calledOnceWithMatch(deps.followCaseIncident as sinon.SinonSpy, 'EX1');
  });

  it('follow the requests that were filed, and tell what is new of one', async () => {
    const { deps, run } = given();
    await registerJobs(deps);

    await run('track-requests');
    await run('tell-request', { id: 'r1' });

    sinon.assert.calledOnce(deps.trackRequests as sinon.SinonSpy);
    sinon.assert.calledOnceWithMatch(deps.tellRequest as sinon.SinonSpy, 'r1');
  });

  it('sweep the clocks of cases at once and every minute', async () => {
    const { deps, schedules, run } = given();
    await registerJobs(deps);

    await run('sweep-cases');

    sinon.assert.calledOnce(deps.sweepCases as sinon.SinonSpy);
    assert.equal(schedules.get('sweep-cases'), '* * * * *');
  });

  it('show one case at a time, and every minute look after those that were left unshown', async () => {
    const { deps, schedules, run } = given();
    await registerJobs(deps);

    await run('show-case', { id: 'c1' });
    await run('mend-cases');

    sinon.assert.calledOnceWithMatch(deps.showCase as sinon.SinonSpy, 'c1');
    sinon.assert.calledOnce(deps.mendCases as sinon.SinonSpy);
    assert.equal(schedules.get('mend-cases'), '* * * * *');
  });

  it('send digests every five minutes', async () => {
    const { deps, schedules, run } = given();
    await registerJobs(deps);

    await run('send-digests');

    sinon.assert.calledOnce(deps.sendDigests as sinon.SinonSpy);
    assert.equal(schedules.get('send-digests'), '*/5 * * * *');
  });

  it('poll the health of new customers as soon as they are known', async () => {
    const { deps, run } = given();
    await registerJobs(deps);

    await run('refresh-customers');

    sinon.assert.callOrder(deps.refreshCustomers as sinon.SinonSpy, deps.healthPoller.reconcile as sinon.SinonSpy);
  });

  it('pass on the id, and refuse to run without one where it is needed', async () => {
    const { deps, run } = given();
    await registerJobs(deps);

    await run('file-request', { id: 'r1' });

    sinon.assert.calledOnceWithMatch(deps.fileRequest as sinon.SinonSpy, 'r1');
    await assert.rejects(run('learn-domains'), { code: 'INVALID' });
  });

  it('ask the followers of one incident, and every five minutes those who could not be asked', async () => {
    const { deps, schedules, run } = given();
    await registerJobs(deps);

    await run('ask-followers', { id: 'EX1' });
    await run('ask-followers');

    assert.deepEqual(
      (deps.askFollowers as sinon.SinonSpy).args.map(([id]) => id),
      ['EX1', undefined],
    );
    assert.equal(schedules.get('ask-followers'), '*/5 * * * *');
  });

  it('look up the people who are told every ten minutes, and one of them when asked to', async () => {
    const { deps, schedules, run } = given();
    await registerJobs(deps);

    await run('refresh-watchers');
    await run('refresh-watchers', { id: 'adele' });

    assert.deepEqual(
      (deps.refreshWatchers as sinon.SinonSpy).args.map(([id]) => id),
      [undefined, 'adele'],
    );
    assert.equal(schedules.get('refresh-watchers'), '*/10 * * * *');
  });

  it('tell of shifts every minute', async () => {
    const { deps, schedules, run } = given();
    await registerJobs(deps);

    await run('tell-shifts');

    sinon.assert.calledOnce(deps.tellShifts as sinon.SinonSpy);
    assert.equal(schedules.get('tell-shifts'), '* * * * *');
  });

  it('prune turns, drafts, incidents, their followers, clocks, shifts, the pace of cases, dialog state and addresses', async () => {
    const { deps, prune, run } = given();
    await registerJobs(deps);

    await run('prune');

    assert.deepEqual(
      prune.args,
      Array.from({ length: 9 }, () => [NOW]),
    );
  });

  it('are logged and counted when they fail, and the queue hears of it', async () => {
    const failing = given({ refreshTopics: sinon.fake.rejects(new BotError('UNAVAILABLE', 'GET answered 503')) });
    await registerJobs(failing.deps);

    await assert.rejects(failing.run('refresh-topics'), { code: 'UNAVAILABLE' });

    assert.deepEqual(failing.log.warn.firstCall.args[0], {
      job: 'refresh-topics',
      id: undefined,
      code: 'UNAVAILABLE',
      message: 'GET answered 503',
    });
    assert.match(await failing.metrics.text(), /bot_job_seconds_count\{name="refresh-topics",outcome="failed"\} 1/);
  });

  const crons: readonly [number, string][] = [
    [1, '*/1 * * * *'],
    [15, '*/15 * * * *'],
    [60, '7 * * * *'],
    [180, '7 */3 * * *'],
    [1440, '7 3 * * *'],
  ];
  for (const [minutes, cron] of crons) {
    it(`have the schedule ${cron} for every ${minutes} minutes`, () => {
      assert.equal(everyMinutes(minutes), cron);
    });
  }
});
