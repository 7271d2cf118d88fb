import assert from 'node:assert/strict';
import sinon from 'sinon';
import { partnerRelation } from '../../src/use-cases/partner-relation.ts';
import { aRelationship, NOON } from '../support/relationships.ts';
import { handClock, OWN_TENANT } from '../support/use-case-fixtures.ts';

describe('partnerRelation', () => {
  it('follows from our copy of the customer’s relationships (B4, B5)', async () => {
    const relationshipsOf = sinon.fake.resolves([aRelationship({ providerTenantId: 'a-provider' })]);
    const relationTo = partnerRelation({
      store: { relationshipsOf },
      partnerType: 'direct',
      ownTenantId: OWN_TENANT,
      clock: handClock(NOON.toISOString()),
    });

    assert.equal(await relationTo('contoso'), 'indirect-reseller');
    assert.deepEqual(relationshipsOf.firstCall.args, ['contoso']);
  });
});
