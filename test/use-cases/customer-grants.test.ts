import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { DelegatedRelationship, GrantedRelationship } from '../../src/domain/delegated-access.ts';
import { customerGrants } from '../../src/use-cases/customer-grants.ts';
import { aRelationship, days, NOON } from '../support/relationships.ts';
import { aCustomer, backEndFailure, handClock, never, NEVER } from '../support/use-case-fixtures.ts';

const { tenantId } = aCustomer();

describe('customerGrants', () => {
  function given(relationships: readonly GrantedRelationship[]) {
    const clock = handClock(NOON.toISOString());
    const directory = {
      relationships: sinon.fake.rejects(new Error('not used')),
      relationshipsWith: sinon.fake(async (): Promise<readonly DelegatedRelationship[]> =>
        relationships.map((relationship) => ({ ...relationship, assignments: undefined })),
      ),
      assignmentsOf: sinon.fake(async (id: string) => relationships.find((one) => one.id === id)?.assignments ?? []),
    };
    const replaceOf = sinon.fake.resolves(undefined);
    return { clock, directory, replaceOf, grants: customerGrants({ directory, store: { replaceOf }, clock }) };
  }
  const read = { fresh: false };

  it('reads the relationships, the assignments of those in force, and stores both', async () => {
    const over = aRelationship({ id: 'over', status: 'expired', endsAt: days(-1), assignments: [] });
    const { grants, directory, replaceOf } = given([aRelationship(), over]);

    const found = await grants(tenantId, read, NEVER);

    assert.deepEqual(found, { relationships: [aRelationship(), over], readAt: NOON });
    assert.deepEqual(
      directory.assignmentsOf.args.map(([id]) => id),
      ['relationship-1'],
    );
    assert.deepEqual(replaceOf.args, [[tenantId, found.relationships, NOON]]);
  });

  it('remembers them for 15 minutes', async () => {
    const { grants, directory, clock } = given([aRelationship()]);
    await Promise.all([grants(tenantId, read, NEVER), grants(tenantId, read, NEVER)]);
    clock.move(15 * 60_000 - 1);
    await grants(tenantId, read, NEVER);
    assert.equal(directory.relationshipsWith.callCount, 1);

    clock.move(1);
    await grants(tenantId, read, NEVER);
    assert.equal(directory.relationshipsWith.callCount, 2);
  });

  it('reads them anew when asked to, for everybody', async () => {
    const { grants, directory, clock } = given([aRelationship()]);
    await grants(tenantId, read, NEVER);
    clock.move(1000);

    await grants(tenantId, { fresh: true }, NEVER);

    assert.equal(directory.relationshipsWith.callCount, 2);
    assert.deepEqual((await grants(tenantId, read, NEVER)).readAt, clock.now());
    assert.equal(directory.relationshipsWith.callCount, 2);
  });

  it('asks about several relationships side by side, in bounded numbers', async () => {
    const { directory, clock } = given(Array.from({ length: 9 }, (_, n) => aRelationship({ id: `r${n}` })));
    let running = 0;
    let most = 0;
    const assignmentsOf = async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return [];
    };
    const grants = customerGrants({
      directory: { ...directory, assignmentsOf },
      store: { replaceOf: sinon.fake.resolves(undefined) },
      clock,
    });

    assert.equal((await grants(tenantId, read, NEVER)).relationships.length, 9);
    assert.ok(most > 1 && most <= 4, String(most));
  });

  it('says no half of it: what fails in part fails', async () => {
    const { directory, clock, replaceOf } = given([aRelationship()]);
    const grants = customerGrants({
      directory: { ...directory, assignmentsOf: sinon.fake.rejects(backEndFailure('UNAVAILABLE')) },
      store: { replaceOf },
      clock,
    });

    await assert.rejects(grants(tenantId, read, NEVER), { code: 'UNAVAILABLE' });
    assert.equal(replaceOf.callCount, 0);
  });

  it('keeps no turn waiting longer than 2.5 seconds', async () => {
    const { directory, clock, replaceOf } = given([]);
    const grants = customerGrants({ directory: { ...directory, relationshipsWith: () => never() }, store: { replaceOf }, clock });
    const time = sinon.useFakeTimers({ toFake: ['setTimeout'] });
    const timeout = sinon.stub(AbortSignal, 'timeout').callsFake((ms) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(new DOMException('over', 'TimeoutError')), ms);
      return controller.signal;
    });
    try {
      const answer = assert.rejects(grants(tenantId, read, NEVER), { code: 'TIMED_OUT' });
      await time.tickAsync(2500);
      await answer;
    } finally {
      timeout.restore();
      time.restore();
    }
  });
});
