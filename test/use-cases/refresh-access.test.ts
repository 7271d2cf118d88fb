import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { AccessAssignment } from '../../src/domain/delegated-access.ts';
import { refreshAccess } from '../../src/use-cases/refresh-access.ts';
import { aRelationship, days, NOON } from '../support/relationships.ts';
import { backEndFailure, handClock, NEVER } from '../support/use-case-fixtures.ts';

describe('refreshAccess', () => {
  function given(due: readonly string[], assignmentsOf: (id: string, signal: AbortSignal) => Promise<readonly AccessAssignment[]>) {
    const store = {
      replaceAll: sinon.fake.resolves(undefined),
      replaceAssignments: sinon.fake.resolves(undefined),
      dueForAssignments: sinon.fake.resolves(due),
    };
    const relationships = sinon.fake.resolves([aRelationship()]);
    const log = sinon.fake();
    return {
      store,
      relationships,
      log,
      refresh: refreshAccess({ directory: { relationships, assignmentsOf }, store, clock: handClock(NOON.toISOString()), log }),
    };
  }
  const ids = (count: number) => Array.from({ length: count }, (_, n) => `r${n}`);

  it('takes over the list, then reads the assignments that are due', async () => {
    const { store, refresh } = given(['r1'], async () => [{ groupId: 'a', roles: [] }]);

    assert.deepEqual(await refresh(NEVER), { relationships: 1, read: 1, failed: 0 });
    assert.deepEqual(store.replaceAll.args, [[[aRelationship()], NOON]]);
    assert.deepEqual(store.dueForAssignments.args, [[NOON, days(-1)]]);
    assert.deepEqual(store.replaceAssignments.args, [['r1', [{ groupId: 'a', roles: [] }], NOON]]);
  });

  it('reads each once, in bounded numbers at once', async () => {
    let running = 0;
    let most = 0;
    const { store, refresh } = given(ids(100), async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return [];
    });

    assert.equal((await refresh(NEVER)).read, 100);
    assert.equal(new Set(store.replaceAssignments.args.map(([id]) => id as string)).size, 100);
    assert.ok(most > 1 && most <= 8, String(most));
  });

  it('goes on after one that fails, and says so by its id', async () => {
    const { refresh, log, store } = given(ids(20), (id) =>
      id === 'r3' ? Promise.reject(backEndFailure('UNAVAILABLE')) : Promise.resolve([]),
    );

    assert.deepEqual(await refresh(NEVER), { relationships: 1, read: 19, failed: 1 });
    assert.deepEqual(log.args, [['assignments not read', { relationshipId: 'r3', code: 'UNAVAILABLE' }]]);
    assert.ok(!store.replaceAssignments.args.some(([id]) => id === 'r3'));
  });

  it('leaves the rest for the next run when Microsoft asks to slow down', async () => {
    const asked = sinon.fake.rejects(backEndFailure('THROTTLED'));
    const { refresh } = given(ids(1000), asked);

    const { failed, read } = await refresh(NEVER);

    assert.equal(read, 0);
    assert.equal(asked.callCount, failed);
    assert.ok(failed <= 8, String(failed));
  });

  it('leaves the rest when it is asked to end', async () => {
    const ending = new AbortController();
    const { refresh } = given(ids(1000), async (id) => {
      if (id === 'r10') ending.abort();
      return [];
    });

    assert.ok((await refresh(ending.signal)).read < 30);
  });

  it('fails when the list cannot be read, and changes nothing', async () => {
    const { store } = given([], async () => []);
    const directory = { relationships: sinon.fake.rejects(backEndFailure('SIGN_IN_NEEDED')), assignmentsOf: async () => [] };

    await assert.rejects(refreshAccess({ directory, store, clock: handClock(), log: sinon.fake() })(NEVER), { code: 'SIGN_IN_NEEDED' });
    assert.equal(store.replaceAll.callCount, 0);
  });
});
