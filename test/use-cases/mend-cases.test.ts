import assert from 'node:assert/strict';
import { mendCases } from '../../src/use-cases/mend-cases.ts';
import { minutesLater } from '../support/cases.ts';

function given(some: { readonly woken?: number; readonly waiting?: readonly { readonly caseId: string; readonly since: Date }[] } = {}) {
  const jobs: string[] = [];
  const reports: number[] = [];
  const logged: string[] = [];
  const mend = mendCases({
    posts: { wake: async () => some.woken ?? 0, waiting: async () => some.waiting ?? [] },
    jobs: { enqueue: async (name, { id }, { key } = {}) => void jobs.push([name, id, key].join(' ')) },
    clock: { now: () => minutesLater(10) },
    report: (seconds) => void reports.push(seconds),
    log: (event, details) => void logged.push(`${event} ${JSON.stringify(details)}`),
  });
  return { mend, jobs, reports, logged };
}

describe('the round that mends cases', () => {
  it('has those shown that wait, and reports how long the first of them does', async () => {
    const { mend, jobs, reports, logged } = given({
      waiting: [
        { caseId: 'c1', since: minutesLater(9) },
        { caseId: 'c2', since: minutesLater(10) },
      ],
    });

    assert.equal(await mend(), 2);
    assert.deepEqual(jobs, ['show-case c1 c1', 'show-case c2 c2']);
    assert.deepEqual([reports, logged], [[60], []]);
  });

  it('reports that nothing waits', async () => {
    const { mend, reports } = given();

    assert.equal(await mend(), 0);
    assert.deepEqual(reports, [0]);
  });

  it('says in the log that cases are shown late, and that cards are posted again', async () => {
    const { mend, logged } = given({ woken: 3, waiting: [{ caseId: 'c1', since: minutesLater(7) }] });

    await mend();

    assert.deepEqual(logged, ['case cards posted again {"cards":3}', 'cases shown late {"cases":1,"seconds":180}']);
  });
});
