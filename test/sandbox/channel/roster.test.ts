import assert from 'node:assert/strict';
import { rosterPage } from '../../../src/sandbox/channel/roster.ts';

describe('sandbox channel: a roster', () => {
  const all = Array.from({ length: 120 }, (_, index) => index);
  const pages = (size: number): number[][] => {
    const found: number[][] = [];
    let token: string | undefined;
    do {
      const page = rosterPage(all, size, token);
      found.push(page.members);
      token = page.continuationToken;
    } while (token !== undefined);
    return found;
  };

  for (const [size, lengths] of [
    [50, [50, 50, 20]],
    [1, [50, 50, 20]],
    [60, [60, 60]],
    [1000, [120]],
    [Number.NaN, [120]],
  ] as const) {
    it(`is given whole, in pages of ${size} as Teams clamps them`, () => {
      const found = pages(size);

      assert.deepEqual(
        found.map(({ length }) => length),
        lengths,
      );
      assert.deepEqual(found.flat(), all);
    });
  }

  for (const token of ['', '50', 'bWVtYmVycw']) {
    it(`does not go on with "${token}", a token that it did not give`, () => {
      assert.throws(() => rosterPage(all, 50, token), { status: 400 });
    });
  }
});
