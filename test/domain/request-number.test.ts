import assert from 'node:assert/strict';
import { isCorrectable, requestNumberOf } from '../../src/domain/request-number.ts';
import { aServiceRequest } from '../support/service-requests.ts';

describe('requestNumberOf', () => {
  const taken: readonly (readonly [string, string])[] = [
    ['616122292874576', '616122292874576'],
    ['  2101010050001234\n', '2101010050001234'],
    ['#2101010050001234', '2101010050001234'],
    ['TrackingID#2101010050001234', '2101010050001234'],
    ['1-1234567890123', '1-1234567890123'],
    ['MSSR-123456', 'MSSR-123456'],
    ['1234', '1234'],
  ];
  for (const [typed, number] of taken) {
    it(`takes ${JSON.stringify(typed)} as ${number}`, () => {
      assert.equal(requestNumberOf(typed), number);
    });
  }

  for (const typed of [
    'PSR-123456',
    'psr-7K3123',
    'Request #PSR-234567',
    'CASE-123456',
    '',
    '123',
    'none yet',
    'abcd-efgh',
    '12345 67890',
    '-12345',
    '1'.repeat(25),
    '<at>12345</at>',
    '１２３４５',
  ]) {
    it(`does not take ${JSON.stringify(typed)}`, () => {
      assert.equal(requestNumberOf(typed), undefined);
    });
  }
});

describe('isCorrectable', () => {
  const azureTicket = { subscriptionId: 's', name: 'n' };
  const filed = (some: Parameters<typeof aServiceRequest>[0]) =>
    aServiceRequest({ state: 'filed', number: '12345', reference: 'PSR-AAAAA1', ...some });

  it('is a number that nobody but a person vouches for', () => {
    assert.ok(isCorrectable(filed({ route: 'admin-center' }), undefined));
    assert.ok(isCorrectable(filed({ route: 'azure-portal' }), undefined));
    assert.ok(isCorrectable(filed({ route: 'partner-center', lostSince: new Date() }), undefined));
    assert.ok(isCorrectable(filed({ route: 'azure-portal', azureTicket }), { title: 'Something else' }));
  });

  it('is none that a back end told, or whose record names the request', () => {
    assert.ok(!isCorrectable(filed({ route: 'partner-center' }), { title: 'Renamed' }));
    assert.ok(!isCorrectable(filed({ route: 'azure-support' }), { title: 'Renamed' }));
    assert.ok(!isCorrectable(filed({ route: 'azure-portal', azureTicket }), undefined));
    assert.ok(!isCorrectable(filed({ route: 'azure-portal', azureTicket }), { title: 'Slow (PSR-AAAAA1)' }));
    assert.ok(!isCorrectable(filed({ route: 'admin-center', state: 'handed-off' }), undefined));
  });
});
