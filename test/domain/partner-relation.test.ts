import assert from 'node:assert/strict';
import { relationTo } from '../../src/domain/partner-relation.ts';
import { aRelationship, days, NOON } from '../support/relationships.ts';

const PROVIDER = 'd15720b0-0000-4000-8000-0000000000d1';
const OWN = '0a0a0a0a-0000-4000-8000-00000000000a';
const direct = { partnerType: 'direct', ownTenantId: OWN, now: NOON } as const;

describe('relationTo', () => {
  it('is how the partner sells where no relationship says otherwise (B3)', () => {
    assert.equal(relationTo([], direct), 'direct');
    assert.equal(relationTo([aRelationship()], direct), 'direct');
    assert.equal(relationTo([aRelationship()], { ...direct, partnerType: 'indirect-reseller' }), 'indirect-reseller');
  });

  it('is an indirect reseller where a relationship in force was made through a provider (B3, B4, B5)', () => {
    assert.equal(relationTo([aRelationship(), aRelationship({ id: '2', providerTenantId: PROVIDER })], direct), 'indirect-reseller');
  });

  it('is not made by a relationship that is over beside one in force', () => {
    const over = aRelationship({ id: '2', providerTenantId: PROVIDER, endsAt: days(-1) });

    assert.equal(relationTo([aRelationship(), over], direct), 'direct');
    assert.equal(relationTo([over], direct), 'indirect-reseller');
  });

  it('is not made by the provider’s own name in its own relationships', () => {
    const own = aRelationship({ providerTenantId: OWN });

    assert.equal(relationTo([own], { ...direct, partnerType: 'indirect-provider', ownTenantId: OWN.toUpperCase() }), 'indirect-provider');
  });
});
