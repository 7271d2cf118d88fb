import assert from 'node:assert/strict';
import { NATURES } from '../../src/domain/product.ts';
import { firstResponseTarget } from '../../src/domain/response-clock.ts';

describe('firstResponseTarget', () => {
  for (const [severity, hours] of [
    ['critical', 2],
    ['moderate', 4],
    ['minimal', 8],
  ] as const) {
    it(`is ${hours} hours for a ${severity} fault (B55–B57)`, () => {
      const { amount, unit } = firstResponseTarget('break-fix', severity, 'en');

      assert.deepEqual({ amount, unit }, { amount: hours, unit: 'hours' });
    });
  }

  it('is one business day for everything that is no fault (B60)', () => {
    for (const nature of NATURES.filter((one) => one !== 'break-fix')) {
      const { amount, unit } = firstResponseTarget(nature, 'critical', 'en');
      assert.deepEqual({ amount, unit }, { amount: 1, unit: 'business-days' });
    }
  });

  it('holds for requests in English only (B59)', () => {
    assert.equal(firstResponseTarget('break-fix', 'critical', 'en').holds, true);
    assert.equal(firstResponseTarget('break-fix', 'critical', 'fr').holds, false);
    assert.equal(firstResponseTarget('question', 'minimal', 'ru').holds, false);
  });

  it('says where the figure comes from and how old it is (B78)', () => {
    const { source, date } = firstResponseTarget('break-fix', 'critical', 'en');

    assert.match(source, /learn\.microsoft\.com/);
    assert.match(date, /^\d{4}-\d{2}-\d{2}$/);
  });
});
