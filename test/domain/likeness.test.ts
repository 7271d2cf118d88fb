import assert from 'node:assert/strict';
import fc from 'fast-check';
import { likeness } from '../../src/domain/likeness.ts';

const word = fc.string({ minLength: 1, maxLength: 12 });

describe('likeness', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['contoso', 'contoso', 1],
    ['contso', 'contoso', 1 - 1 / 7],
    ['ocntoso', 'contoso', 1 - 1 / 7],
    ['cantoso', 'contoso', 1 - 1 / 7],
    ['bank contoso', 'contoso bank', 1],
    ['cont', 'contoso', 0.9],
    ['', 'contoso', 0],
    ['contoso', '', 0],
    ['xyz', 'contoso', 0],
  ];
  for (const [query, name, expected] of cases) {
    it(`of "${query}" to "${name}" is ${expected.toFixed(2)}`, () => {
      const words = (text: string): string[] => text.split(' ').filter((part) => part !== '');

      assert.ok(Math.abs(likeness(words(query), words(name)) - expected) < 1e-9);
    });
  }

  it('lets longer words count more', () => {
    assert.ok(likeness(['contoso', 'zz'], ['contoso']) > likeness(['contoso', 'zzzzzzz'], ['contoso']));
  });

  it('lies between 0 and 1, is 1 for a name itself, and does not depend on the order of words', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.array(word, { maxLength: 4 }), (query, name) => {
        const value = likeness(query, name);

        assert.ok(value >= 0 && value <= 1);
        assert.ok(Math.abs(value - likeness(query.toReversed(), name.toReversed())) < 1e-9);
        assert.ok(Math.abs(likeness(query, [...name, ...query]) - 1) < 1e-9);
      }),
    );
  });
});
