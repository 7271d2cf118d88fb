import assert from 'node:assert/strict';
import { allowedBy, leastRoles, roleName } from '../../src/domain/entra-role.ts';
import facts from '../../src/domain/facts/entra-roles.json' with { type: 'json' };
import { ROLE } from '../support/relationships.ts';

const STRANGE = '00000000-0000-4000-8000-000000000001';
const INTUNE = '3a2c62db-5318-420d-8d74-23affee5d9d5';

describe('Entra roles', () => {
  it('have ids as Graph gives them, each once, and a name', () => {
    const ids = facts.roles.map(({ id }) => id);

    assert.equal(new Set(ids).size, ids.length);
    for (const { id, name, allows } of facts.roles) {
      assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      assert.match(name, /\S/);
      assert.ok(allows.every((ability) => ['read-health', 'open-requests'].includes(ability)));
    }
  });

  it('that are to be asked for allow what they are asked for', () => {
    for (const ability of ['read-health', 'open-requests'] as const)
      for (const id of leastRoles(ability)) assert.equal(allowedBy([id], ability).allowed, 'yes');
    assert.equal(leastRoles('consent').map(roleName).length, 4);
  });

  it('show an id that they do not have as it is', () => {
    assert.equal(roleName(ROLE.globalReader), 'Global Reader');
    assert.equal(roleName(STRANGE), STRANGE);
  });

  const cases: readonly [string, readonly string[], 'read-health' | 'open-requests', object][] = [
    ['service support', [ROLE.serviceSupport], 'open-requests', { allowed: 'yes', roles: [ROLE.serviceSupport] }],
    ['global reader', [ROLE.globalReader], 'read-health', { allowed: 'yes', roles: [ROLE.globalReader] }],
    ['global reader', [ROLE.globalReader], 'open-requests', { allowed: 'no', roles: [ROLE.globalReader] }],
    ['Intune', [INTUNE], 'read-health', { allowed: 'no', roles: [INTUNE] }],
    ['directory readers', [ROLE.directoryReaders], 'read-health', { allowed: 'no', roles: [ROLE.directoryReaders] }],
    ['a strange one', [ROLE.directoryReaders, STRANGE], 'read-health', { allowed: 'unknown', roles: [STRANGE] }],
    ['a strange one beside a known one', [ROLE.serviceSupport, STRANGE], 'read-health', { allowed: 'yes', roles: [ROLE.serviceSupport] }],
  ];
  for (const [who, roles, ability, expected] of cases)
    it(`tell whether ${who} may ${ability}`, () => {
      assert.deepEqual(allowedBy(roles, ability), expected);
    });
});
