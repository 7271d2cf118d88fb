import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LONGEST_TAG, MOST_TAGS, readTags, tagKey } from '../../src/domain/customer-tag.ts';

const tags = (text: string): readonly string[] => {
  const read = readTags(text);
  assert.ok(read.kind === 'tags', read.kind);
  return read.tags;
};

describe('tags', () => {
  it('are separated by commas, semicolons, line breaks and hash signs', () => {
    assert.deepEqual(tags(' #Gold, VIP ;north\nnew business,, #a#b'), ['Gold', 'VIP', 'north', 'new business', 'a', 'b']);
  });

  it('are the same without regard to case and accents, and count once', () => {
    assert.deepEqual(tags('Été, ete, ETE'), ['Été']);
    assert.equal(tagKey('#Gold '), tagKey('GOLD'));
    assert.notEqual(tagKey('A+'), tagKey('A'));
  });

  it('are bounded in length and number', () => {
    assert.deepEqual(readTags('x'.repeat(LONGEST_TAG + 1)), { kind: 'too-long', tag: 'x'.repeat(LONGEST_TAG + 1) });
    const many = Array.from({ length: MOST_TAGS + 1 }, (_, n) => n).join();
    assert.deepEqual(readTags(many), { kind: 'too-many', count: MOST_TAGS + 1 });
  });

  it('of any text have a key and survive being read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const read = readTags(text);
        if (read.kind !== 'tags') return;
        assert.ok(read.tags.every((tag) => tagKey(tag) !== ''));
        assert.deepEqual(readTags(read.tags.join(', ')), read);
      }),
    );
  });
});
