import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { AzureProblem } from '../../src/domain/azure-filing.ts';
import { refreshAzureProblems } from '../../src/use-cases/refresh-azure-problems.ts';
import { anAzureProblem } from '../support/azure-problems.ts';
import { NEVER, backEndFailure, handClock } from '../support/use-case-fixtures.ts';

const HOUR = 3_600_000;

describe('refreshAzureProblems', () => {
  const clock = handClock();
  const list = [anAzureProblem('Storage', 'Access denied')];
  let store: { replace: sinon.SinonSpy; refreshedAt: () => Promise<Date | undefined> };
  beforeEach(() => (store = { replace: sinon.fake.resolves(undefined), refreshedAt: () => Promise.resolve(undefined) }));

  const refresh = (problems: () => Promise<readonly AzureProblem[]>, filesByApi = true) =>
    refreshAzureProblems({ directory: { problems }, store, clock, filesByApi })(NEVER);
  const age = (hours: number) => () => Promise.resolve(new Date(clock.now().getTime() - hours * HOUR));

  it('replaces our copy with what Microsoft lists', async () => {
    await refresh(() => Promise.resolve(list));

    assert.deepEqual(store.replace.args, [[list, clock.now()]]);
  });

  it('reads nothing while the copy is young, and reads again when it is a day old', async () => {
    const problems = sinon.fake.resolves(list);
    store.refreshedAt = age(19);
    await refresh(problems);
    assert.equal(problems.callCount, 0);

    store.refreshedAt = age(24);
    await refresh(problems);
    assert.equal(problems.callCount, 1);
  });

  it('reads nothing where nothing is ever filed by the API', async () => {
    const problems = sinon.fake.resolves(list);
    await refresh(problems, false);

    assert.equal(problems.callCount, 0);
  });

  it('keeps the copy when Azure fails, and fails, to be tried again', async () => {
    await assert.rejects(
      refresh(() => Promise.reject(backEndFailure('UNAVAILABLE'))),
      { code: 'UNAVAILABLE' },
    );

    assert.equal(store.replace.callCount, 0);
  });

  it('keeps the copy when Azure lists nothing at all', async () => {
    await refresh(() => Promise.resolve([]));

    assert.equal(store.replace.callCount, 0);
  });
});
