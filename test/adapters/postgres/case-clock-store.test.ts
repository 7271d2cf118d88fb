import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { postgresCaseClockStore } from '../../../src/adapters/postgres/case-clock-store.ts';
import { postgresCaseStore } from '../../../src/adapters/postgres/case-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { decideCase } from '../../../src/domain/case-change.ts';
import { decideClock } from '../../../src/domain/clock-decision.ts';
import type { CaseAction } from '../../../src/domain/support-case.ts';
import type { CaseClockStore, DueClock } from '../../../src/ports/case-clock-store.ts';
import type { CaseStore, NewCase } from '../../../src/ports/case-store.ts';
import { ADELE, aNewCase, DMITRI, minutesLater, OPENED_AT, rulesOf } from '../../support/cases.ts';
import { freshDatabase } from '../../support/database.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';

describe('case clock store', () => {
  let database: Database;
  let cases: CaseStore;
  let clocks: CaseClockStore;
  beforeEach(async () => {
    database = await freshDatabase();
    cases = postgresCaseStore(database, NO_JOBS);
    clocks = postgresCaseClockStore(database, NO_JOBS, 90);
  });
  afterEach(() => database.close());

  const opened = async (at = OPENED_AT, change: Partial<NewCase> = {}): Promise<string> =>
    (await cases.open(aNewCase(change), ADELE, at)).id;
  const act = (id: string, action: CaseAction, at: Date) =>
    cases.change(id, (present) => decideCase(present, action, DMITRI, rulesOf, at), { key: undefined, at });
  const run = (clock: DueClock, at: Date, store = clocks) =>
    store.run(clock, (present) => decideClock(present, clock, rulesOf(present.case.severity), at), at);
  const kinds = async (id: string) =>
    (await cases.events(id, 100)).map(({ kind, detail }) => [kind, detail.target].filter(Boolean).join(' '));
  /** The first clock of a case: 45 minutes after it was opened, of 60 to take it. */
  const firstDue = async (): Promise<DueClock> => (await clocks.due(minutesLater(45), 1))[0] ?? assert.fail('nothing is due');

  it('gives what is due in the order of the due times, and no more than asked for', async () => {
    const first = await opened();
    const second = await opened(OPENED_AT, { clocks: aNewCase().clocks.map((clock) => ({ ...clock, dueAt: minutesLater(50) })) });

    const due = await clocks.due(minutesLater(60), 100);

    assert.deepEqual(
      due.slice(0, 2).map(({ caseId, planVersion, kind, target, dueAt }) => ({ caseId, planVersion, kind, target, dueAt })),
      [
        { caseId: first, planVersion: 0, kind: 'warning', target: 'acknowledge', dueAt: minutesLater(45) },
        { caseId: second, planVersion: 0, kind: 'breach', target: 'acknowledge', dueAt: minutesLater(50) },
      ],
    );
    assert.deepEqual(
      due.map(({ dueAt }) => dueAt).toSorted((a, b) => a.getTime() - b.getTime()),
      due.map(({ dueAt }) => dueAt),
    );
    assert.deepEqual(await clocks.due(minutesLater(60), 1), due.slice(0, 1));
    assert.deepEqual(await clocks.due(minutesLater(44), 100), []);
  });

  it('knows when the next one is due', async () => {
    assert.equal(await clocks.nextDue(), undefined);

    await opened();

    assert.deepEqual(await clocks.nextDue(), minutesLater(45));
  });

  it('runs one once, however many want to', async () => {
    const id = await opened();
    const due = await firstDue();

    const ran = await Promise.all([1, 2, 3, 4, 5].map(() => run(due, minutesLater(45))));

    assert.equal(ran.filter(Boolean).length, 1);
    assert.deepEqual(await kinds(id), ['opened', 'warning acknowledge']);
    assert.equal((await cases.byId(id))?.version, 2);
  });

  it('cancels what is overtaken, without a word', async () => {
    const id = await opened();
    const due = await firstDue();

    assert.equal(await clocks.run(due, () => undefined, minutesLater(45)), false);

    assert.deepEqual(await kinds(id), ['opened']);
    assert.deepEqual(await clocks.due(minutesLater(45), 10), []);
  });

  it('does not run what a press has moved or cancelled meanwhile', async () => {
    const id = await opened();
    const due = await firstDue();
    await act(id, { kind: 'severity', severity: 'minimal', reason: 'Only one person.' }, minutesLater(45));

    assert.equal(await run(due, minutesLater(45)), false);
    assert.deepEqual(await kinds(id), ['opened', 'severity']);

    await act(id, { kind: 'take' }, minutesLater(46));
    assert.equal(await run(due, minutesLater(46)), false);
  });

  it('and a press that meet both count, one after the other', async () => {
    for (let round = 0; round < 10; round++) {
      const id = await opened();
      const due = (await clocks.due(minutesLater(60), 100)).find(({ caseId, kind }) => caseId === id && kind === 'breach') ?? assert.fail();

      await Promise.all([run(due, minutesLater(61)), act(id, { kind: 'note', text: 'Looking.' }, minutesLater(61))]);

      assert.deepEqual((await kinds(id)).toSorted(), ['breach acknowledge', 'note', 'opened']);
      assert.equal((await cases.byId(id))?.version, 3);
    }
  });

  it('leaves everything as it was when the decision fails', async () => {
    await opened();
    const due = await firstDue();
    const fail = (): never => {
      throw new TypeError('No rules');
    };

    await assert.rejects(clocks.run(due, fail, minutesLater(45)), TypeError);

    assert.deepEqual(await firstDue(), due);
  });

  it('waits for whoever has the case just now', async () => {
    const id = await opened();
    const due = await firstDue();
    let done = false;
    const running = database.kysely.transaction().execute(async (transaction) => {
      await sql`select from support_case where id = ${id} for update`.execute(transaction);
      const ran = run(due, minutesLater(45)).finally(() => (done = true));
      await wait(50);
      assert.equal(done, false);
      return { ran };
    });

    assert.equal(await (await running).ran, true);
  });

  it('has no beat before the first sweep, and never goes back', async () => {
    assert.equal(await clocks.lastBeat(), undefined);

    await clocks.beat(minutesLater(1));
    await clocks.beat(minutesLater(3));
    await clocks.beat(minutesLater(2));

    assert.deepEqual(await clocks.lastBeat(), minutesLater(3));
  });

  it('forgets the clocks of cases that were resolved long ago, and of no other', async () => {
    const [old, fresh, open] = [await opened(), await opened(), await opened()];
    const long = minutesLater(91 * 1440);
    await act(old, { kind: 'resolve', cause: 'fixed', text: 'Done.' }, minutesLater(1));
    await act(fresh, { kind: 'resolve', cause: 'fixed', text: 'Done.' }, minutesLater(2 * 1440));
    await act(open, { kind: 'take' }, minutesLater(1));

    const forgotten = await clocks.prune(long);

    const all = aNewCase().clocks.length;
    assert.equal(forgotten, all);
    const left = async (id: string) => (await cases.withClocks(id))?.clocks.length;
    assert.deepEqual([await left(old), await left(fresh), await left(open)], [0, all, all]);
  });
});
