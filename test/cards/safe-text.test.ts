import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { plain, safe } from '../../cards/safe-text.ts';

const markdown = new MarkdownIt('zero', { html: false }).enable([
  'emphasis',
  'link',
  'list',
  'escape',
  'newline',
  'backticks',
  'heading',
  'blockquote',
]);
const SPECIAL = ['a', 'b', '1', '.', '-', '+', '>', '#', '*', '_', '~', '[', ']', '(', ')', '\\', ' ', '`'] as const;

/** What a person reads when Teams has rendered it. */
const read = (text: string) =>
  markdown
    .render(text)
    .replaceAll(/<\/?p>|<br>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();

describe('safe text', () => {
  it('is read as it was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...SPECIAL) }), (text) => {
        assert.equal(read(safe(text, 1000)), plain(text, 1000));
      }),
    );
  });

  it('starts no list, heading or quotation in any of its lines', () => {
    const text = safe('- one\n+ two\n> three\n4. four\n# five\n  - six', 100, 'lines');

    assert.doesNotMatch(markdown.render(text), /<(ul|ol|li|h\d|blockquote)/);
  });

  it('breaks the tags of mentions', () => {
    for (const tag of ['<at>Bob</at>', '<AT >Bob', '< / at>', '<at id="1">']) assert.doesNotMatch(safe(tag, 100), /<\s*\/?\s*at\b/i, tag);
  });

  it('never grows beyond its limit, and never ends in half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.integer({ min: 1, max: 80 }), (text, limit) => {
        const shown = plain(text, limit);
        assert.ok(shown.length <= limit);
        assert.ok(shown.isWellFormed());
      }),
    );
  });

  it('says by "…" that it was cut', () => {
    assert.equal(plain('abcdef', 4), 'abc…');
    assert.equal(plain('abcd', 4), 'abcd');
    assert.equal(plain('ab🙂cd', 4), 'ab…');
  });

  it('drops control characters and marks that turn the reading direction, and keeps right-to-left letters', () => {
    assert.equal(plain('a\u0000b\u202ec\u2069d\u2028e مرحبا', 100), 'a b c d e مرحبا');
  });

  it('keeps lines where lines are wanted', () => {
    assert.equal(plain('a\r\nb\n\nc', 100, 'lines'), 'a\nb\n\nc');
    assert.equal(plain('a\r\nb', 100), 'a b');
  });

  it('takes no longer for 50 KB than for what it shows', () => {
    assert.equal(safe('x'.repeat(50_000), 100).length, 100);
    assert.equal(safe(' '.repeat(50_000), 100), '');
  });
});
