import assert from 'node:assert/strict';
import { audienceOf, type Audience, type Reader } from '../../src/domain/audience.ts';

const OWN = '7e4a0000-0000-4000-8000-000000000001';
const STAFF: Reader = { tenantId: OWN, userPrincipalName: 'adele@northwindcloud.example', role: 'user' };

describe('Who reads along', () => {
  const readers: readonly [string, Partial<Reader>, Audience][] = [
    ['one of the staff', {}, 'own'],
    ['one of the staff, the tenant in capitals', { tenantId: OWN.toUpperCase() }, 'own'],
    ['one of the staff whose role is not said', { role: undefined }, 'own'],
    ['an owner of the team', { role: 'owner' }, 'own'],
    ['somebody of another tenant', { tenantId: '7a115910-0000-4000-8000-000000000001' }, 'outsiders'],
    ['somebody of another tenant of whom nothing else is said', { tenantId: 'x', userPrincipalName: undefined }, 'outsiders'],
    ['a guest, by the principal name', { userPrincipalName: 'rita_tailspin.example#EXT#@northwindcloud.onmicrosoft.com' }, 'outsiders'],
    ['a guest, by the principal name in small letters', { userPrincipalName: 'rita_tailspin.example#ext#@x.example' }, 'outsiders'],
    ['a guest, by the role', { role: 'Guest' }, 'outsiders'],
    ['somebody anonymous', { tenantId: undefined, userPrincipalName: undefined, role: 'anonymous' }, 'outsiders'],
    ['somebody without a tenant', { tenantId: undefined }, 'unknown'],
    ['somebody without a principal name, by which guests are known', { userPrincipalName: undefined }, 'unknown'],
  ];
  for (const [who, some, audience] of readers) {
    it(`is ${audience}: ${who}`, () => {
      assert.equal(audienceOf({ ...STAFF, ...some }, OWN), audience);
    });
  }
});
