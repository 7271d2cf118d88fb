import assert from 'node:assert/strict';
import sinon from 'sinon';
import { postgresCaseClockStore } from '../../src/adapters/postgres/case-clock-store.ts';
import { postgresCaseStore } from '../../src/adapters/postgres/case-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import { decideCase } from '../../src/domain/case-change.ts';
import { firstClocks } from '../../src/domain/clock-rules.ts';
import type { CaseClockStore } from '../../src/ports/case-clock-store.ts';
import type { CaseStore } from '../../src/ports/case-store.ts';
import { sweepCases } from '../../src/use-cases/sweep-cases.ts';
import { sweepOnce, type SweepDeps } from '../../src/use-cases/sweep-once.ts';
import { ADELE, aNewCase, DMITRI, minutesLater, OPENED_AT, rulesOf } from '../support/cases.ts';
import { freshDatabase } from '../support/database.ts';
import { NO_JOBS } from '../support/no-jobs.ts';
import { backEndFailure, handClock, NEVER } from '../support/use-case-fixtures.ts';

describe('sweeping the clocks of cases', () => {
  let database: Database;
  let cases: CaseStore;
  let clocks: CaseClockStore;
  let clock: ReturnType<typeof handClock>;
  let caseClock: sinon.SinonSpy;
  let deps: SweepDeps & { readonly clocks: CaseClockStore; readonly tell: sinon.SinonSpy; readonly log: sinon.SinonSpy };
  beforeEach(async () => {
    database = await freshDatabase();
    cases = postgresCaseStore(database, NO_JOBS);
    clocks = postgresCaseClockStore(database, NO_JOBS, 90);
    clock = handClock(OPENED_AT.toISOString());
    const plans = { current: async () => BUILT_IN_PLAN, version: async () => BUILT_IN_PLAN };
    caseClock = sinon.fake();
    deps = { clocks, plans, clock, tell: sinon.fake.resolves(0), metrics: { caseClock }, log: sinon.fake() };
  });
  afterEach(() => database.close());

  const opened = async (at = OPENED_AT): Promise<string> =>
    (await cases.open(aNewCase({ clocks: firstClocks(rulesOf('moderate'), at) }), ADELE, at)).id;
  const moveTo = (minute: number): void => clock.move(minutesLater(minute).getTime() - clock.now().getTime());
  async function trail(id: string): Promise<string[]> {
    const events = await cases.events(id, 100);
    return events.map(({ kind, at, detail: { target, lateSeconds } }) =>
      [kind, target, (at.getTime() - OPENED_AT.getTime()) / 60_000, lateSeconds && `late ${lateSeconds}`]
        .filter((part) => part !== undefined)
        .join(' '),
    );
  }

  it('runs what is due, and only that', async () => {
    const id = await opened();
    moveTo(45);

    await sweepOnce(deps)(NEVER);

    assert.deepEqual(await trail(id), ['opened 0', 'warning acknowledge 45']);
    sinon.assert.calledOnceWithExactly(caseClock, 'warning', 0);
  });

  it('runs everything that came due in an outage once, in its order, and says how late it is (pitfall 27)', async () => {
    const [first, second] = [await opened(), await opened(minutesLater(10))];
    await sweepOnce(deps)(NEVER);
    moveTo(105);

    await sweepOnce(deps)(NEVER);
    await sweepOnce(deps)(NEVER);

    assert.deepEqual(await trail(first), ['opened 0', 'warning acknowledge 105 late 3600', 'breach acknowledge 105 late 2700']);
    assert.deepEqual(await trail(second), ['opened 10', 'warning acknowledge 105 late 3000', 'breach acknowledge 105 late 2100']);
    const order = await database.kysely.selectFrom('case_event').select('case_id').where('kind', '<>', 'opened').orderBy('id').execute();
    assert.deepEqual(
      order.map(({ case_id }) => case_id),
      [first, second, first, second],
    );
  });

  it('does not say what was overtaken before the sweep', async () => {
    const id = await opened();
    moveTo(50);
    await cases.change(id, (present) => decideCase(present, { kind: 'take' }, DMITRI, rulesOf, clock.now()), {
      key: undefined,
      at: clock.now(),
    });

    await sweepOnce(deps)(NEVER);

    assert.deepEqual(await trail(id), ['opened 0', 'take 50']);
  });

  it('runs each clock once though two sweep at once', async () => {
    const ids = [await opened(), await opened(), await opened(), await opened()];
    moveTo(70);

    await Promise.all([sweepOnce(deps)(NEVER), sweepOnce(deps)(NEVER)]);

    for (const id of ids) assert.equal((await trail(id)).length, 3);
  });

  it('goes by the plan of each case, and asks for it once', async () => {
    for (let each = 0; each < 3; each++) await opened();
    moveTo(70);
    const version = sinon.fake.resolves(BUILT_IN_PLAN);

    await sweepOnce({ ...deps, plans: { ...deps.plans, version } })(NEVER);

    sinon.assert.calledOnceWithExactly(version, 0);
  });

  it('is kept by no case that fails, and leaves that one to the next job', async () => {
    const ids = [await opened(), await opened()];
    moveTo(45);
    const broken: CaseClockStore['run'] = (due, decide, at) =>
      due.caseId === ids[0] ? Promise.reject(backEndFailure('TIMED_OUT')) : clocks.run(due, decide, at);
    const run = sinon.fake(broken);
    const sweep = sweepOnce({ ...deps, clocks: { ...clocks, run } });

    await sweep(NEVER);
    await sweep(NEVER);

    assert.equal(run.callCount, 2);
    sinon.assert.calledOnceWithExactly(deps.log, 'clock of a case not run', { caseId: ids[0], kind: 'warning', code: 'TIMED_OUT' });
    await sweepOnce(deps)(NEVER);
    assert.deepEqual(await Promise.all(ids.map(trail)), [
      ['opened 0', 'warning acknowledge 45'],
      ['opened 0', 'warning acknowledge 45'],
    ]);
  });

  it('leaves the rest when it is to stop, and does not say that it is done', async () => {
    for (let each = 0; each < 3; each++) await opened();
    moveTo(45);
    const stop = new AbortController();
    const run: CaseClockStore['run'] = (due, decide, at) => {
      stop.abort();
      return clocks.run(due, decide, at);
    };

    await sweepOnce({ ...deps, clocks: { ...clocks, run } })(stop.signal);

    assert.equal((await clocks.due(clock.now(), 10)).length, 2);
    assert.equal(await clocks.lastBeat(), undefined);
  });

  describe('beats', () => {
    it('with every sweep', async () => {
      await sweepOnce(deps)(NEVER);

      assert.deepEqual(await clocks.lastBeat(), OPENED_AT);
      sinon.assert.notCalled(deps.tell);
    });

    it('and tells the channels when the clocks stood still for more than three minutes, after running what was due', async () => {
      const id = await opened();
      await clocks.beat(minutesLater(10));
      moveTo(45);
      let atTelling: string[] = [];
      const tell = sinon.fake<Parameters<SweepDeps['tell']>, Promise<number>>(async () => {
        atTelling = await trail(id);
        return 1;
      });

      await sweepOnce({ ...deps, tell })(NEVER);

      sinon.assert.calledOnceWithExactly(tell, { kind: 'ran-again', from: minutesLater(10), to: minutesLater(45) }, NEVER);
      assert.deepEqual(atTelling, ['opened 0', 'warning acknowledge 45']);
      assert.deepEqual(await clocks.lastBeat(), minutesLater(45));
    });

    it('and says nothing of a pause of three minutes', async () => {
      await clocks.beat(minutesLater(10));
      moveTo(13);

      await sweepOnce(deps)(NEVER);

      sinon.assert.notCalled(deps.tell);
    });

    it('only once the channels were told, so that a sweeper that dies leaves that to the next', async () => {
      await clocks.beat(minutesLater(10));
      moveTo(45);

      await assert.rejects(sweepOnce({ ...deps, tell: sinon.fake.rejects(backEndFailure('UNAVAILABLE')) })(NEVER), { code: 'UNAVAILABLE' });

      assert.deepEqual(await clocks.lastBeat(), minutesLater(10));
    });
  });

  describe('for nearly a minute', () => {
    /** What it waited, in milliseconds; time passes only while it waits. */
    async function waits(some: Partial<Parameters<typeof sweepCases>[0]> = {}, signal = NEVER): Promise<number[]> {
      const waited: number[] = [];
      const begunAt = clock.now().getTime();
      const wait = async (ms: number): Promise<void> => {
        waited.push(ms);
        clock.move(ms);
      };
      await sweepCases({ ...deps, wait, elapsed: () => clock.now().getTime() - begunAt, ...some })(signal);
      return waited;
    }

    it('looks every five seconds, since any moment a clock may be planned that is due at once', async () => {
      assert.deepEqual(
        await waits(),
        Array.from({ length: 10 }, () => 5000),
      );
    });

    it('runs a clock at its very time', async () => {
      const id = await opened();
      moveTo(45);
      clock.move(-12_300);

      const waited = await waits();

      assert.deepEqual(waited.slice(0, 4), [5000, 5000, 2300, 5000]);
      assert.deepEqual(await trail(id), ['opened 0', 'warning acknowledge 45']);
    });

    it('does not spin about a clock that cannot be run', async () => {
      await opened();
      moveTo(45);

      assert.ok((await waits({ clocks: { ...clocks, run: sinon.fake.rejects(backEndFailure('TIMED_OUT')) } })).every((ms) => ms === 5000));
    });

    it('ends at once when it is told to', async () => {
      assert.deepEqual(await waits({}, AbortSignal.abort()), []);
    });
  });
});
