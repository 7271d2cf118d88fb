import assert from 'node:assert/strict';
import { ABILITIES, PARTNER_ROLES, may, whoMay, type Colleague, type PartnerRole } from '../../src/domain/roles.ts';

function person(roles: readonly PartnerRole[], guest = false): Colleague {
  return {
    id: 'p',
    displayName: 'P',
    givenName: undefined,
    surname: undefined,
    email: undefined,
    phone: undefined,
    guest,
    roles,
    groupIds: [],
  };
}

describe('roles', () => {
  for (const role of ['global-administrator', 'user-administrator', 'admin-agent', 'helpdesk-agent'] as const) {
    it(`lets a ${role} do everything (B2)`, () => {
      assert.deepEqual(
        ABILITIES.filter((ability) => may(person([role]), ability)),
        ABILITIES,
      );
    });
  }

  it('lets a sales agent look, not act (B2)', () => {
    const allowed = ABILITIES.filter((ability) => may(person(['sales-agent']), ability));

    assert.deepEqual(allowed, ['search-customers', 'see-health', 'see-requests']);
  });

  it('lets a person without a role, and every guest, do nothing', () => {
    assert.ok(ABILITIES.every((ability) => !may(person([]), ability) && !may(person([...PARTNER_ROLES], true), ability)));
  });

  it('tells who may (B8)', () => {
    for (const ability of ABILITIES) {
      assert.ok(whoMay(ability).length > 0);
      assert.ok(whoMay(ability).every((role) => may(person([role]), ability)));
    }
  });
});
