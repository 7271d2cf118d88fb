import assert from 'node:assert/strict';
import { requestNumberOf } from '../../src/domain/request-number.ts';

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

  for (const typed of ['', '123', 'none yet', 'abcd-efgh', '12345 67890', '-12345', '1'.repeat(25), '<at>12345</at>', '１２３４５']) {
    it(`does not take ${JSON.stringify(typed)}`, () => {
      assert.equal(requestNumberOf(typed), undefined);
    });
  }
});
