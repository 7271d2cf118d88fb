import assert from 'node:assert/strict';
import { endingOf } from '../../src/domain/request-ending.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import { aServiceRequest } from '../support/service-requests.ts';

describe('endingOf', () => {
  const azureTicket = { subscriptionId: 's', name: 'n' };
  const cases: readonly (readonly [string, Partial<ServiceRequest>, string | undefined])[] = [
    ['filed in a portal that cannot be read', { state: 'filed', route: 'admin-center' }, 'solved'],
    ['filed in the Azure portal and not found', { state: 'filed', route: 'azure-portal' }, 'solved'],
    ['filed in the Azure portal and found', { state: 'filed', route: 'azure-portal', azureTicket }, undefined],
    ['followed', { state: 'filed', route: 'partner-center' }, undefined],
    ['followed, and not known any more', { state: 'filed', route: 'partner-center', lostSince: new Date() }, 'solved'],
    ['handed off', { state: 'handed-off', route: 'azure-portal' }, 'not-filed'],
    ['failed', { state: 'failed' }, 'not-filed'],
    ['uncertain', { state: 'uncertain' }, 'not-filed'],
    ['on its way', { state: 'sending' }, undefined],
    ['about to be sent', { state: 'ready' }, undefined],
    ['closed', { state: 'filed', route: 'admin-center', deskStatus: 'closed' }, undefined],
  ];
  for (const [what, some, expected] of cases)
    it(`is ${expected ?? 'nothing'} for what is ${what}`, () => {
      assert.equal(endingOf(aServiceRequest(some)), expected);
    });
});
