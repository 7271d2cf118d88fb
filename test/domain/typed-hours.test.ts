import assert from 'node:assert/strict';
import fc from 'fast-check';
import { typedHours, writtenHours } from '../../src/domain/typed-hours.ts';

describe('typed working hours', () => {
  for (const [text, spans] of [
    ['', []],
    ['09:00-17:00', [{ from: 540, to: 1020 }]],
    [
      '9-12, 13:30-17',
      [
        { from: 540, to: 720 },
        { from: 810, to: 1020 },
      ],
    ],
    ['08:00 – 24:00;', [{ from: 480, to: 1440 }]],
  ] as const)
    it(`are read in "${text}"`, () => {
      assert.deepEqual(typedHours(text), spans);
    });

  for (const text of ['morning', '9', '9-', '-9', '9-12-17', '25-26', '9:75-10', '24:30-25'])
    it(`are none in "${text}"`, () => {
      assert.equal(typedHours(text), undefined);
    });

  it('are read back as they were written', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 })).map(([from, to]) => ({ from, to }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        assert.deepEqual(typedHours(writtenHours(spans)), spans);
      }),
    );
  });
});
