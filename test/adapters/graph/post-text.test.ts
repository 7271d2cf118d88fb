import assert from 'node:assert/strict';
import fc from 'fast-check';
import { postText } from '../../../src/adapters/graph/post-text.ts';

const html = (content: string): string => postText(content, 'html');

describe('text of a post', () => {
  it('keeps lines and paragraphs', () => {
    assert.equal(
      html('Title: Mail is late<br><br>User impact: <b>all</b> &amp; more<p>One</p><p>Two</p>'),
      'Title: Mail is late\n\nUser impact: all & more\n\nOne\n\nTwo',
    );
  });

  it('keeps line ends of the text where no markup makes any', () => {
    assert.equal(html('Title: x\n\nUser impact: <b>y</b>'), 'Title: x\n\nUser impact: y');
  });

  it('keeps headings as they are written, and lists', () => {
    assert.equal(html('<h2>Next steps</h2><ul><li>one</li><li>two</li></ul>'), 'Next steps\n- one\n- two');
  });

  it('keeps the cells of a row on one line', () => {
    const table = '<table><tr><th>Client</th> <th>Joining</th></tr><tr><td>Desktop</td><td>fails <b>here</b></td></tr></table>';

    assert.equal(html(`Now:${table}Later`), 'Now:\nClient | Joining\nDesktop | fails here\nLater');
  });

  const links: readonly [string, string][] = [
    ['<a href="https://aka.ms/mtpm">Read more</a>', 'Read more (https://aka.ms/mtpm)'],
    ['<a href="https://aka.ms/mtpm">https://aka.ms/mtpm</a>', 'https://aka.ms/mtpm'],
    ['<a href="http://aka.ms/mtpm">Read more</a>', 'Read more'],
    ['<a href="javascript:alert(1)">Read more</a>', 'Read more'],
    ['<a href="data:text/html,x">Read <i>more</i></a>', 'Read more'],
    ['<a>Read more</a>', 'Read more'],
  ];
  for (const [link, text] of links)
    it(`reads ${link} as ${text}`, () => {
      assert.equal(html(link), text);
    });

  it('leaves out what is not for readers', () => {
    const noise =
      '<script>alert(1)</script><style>p{}</style><iframe src="https://x"></iframe><svg onload="alert(1)"><text>s</text></svg><img src=x onerror=alert(1)><!-- c --><template>t</template>';

    assert.equal(html(`before ${noise}after`), 'before after');
  });

  it('takes a plain text as it is', () => {
    assert.equal(postText('a <b> c\r\n\r\n\r\n\r\nd  \n', 'text'), 'a <b> c\n\nd');
  });

  it('is cut at 8,000 characters', () => {
    const text = html(`<p>${'word '.repeat(200_000)}</p>`);

    assert.ok(text.length <= 8000 && text.endsWith('…'));
  });

  it('bears markup nested a hundred thousand deep', () => {
    assert.doesNotThrow(() => html('<div>'.repeat(100_000)));
  });

  for (const [name, space] of [
    ['spaces', ' '],
    ['hard spaces', '\u00a0'],
  ] as const)
    it(`is read in little time where it has forty thousand ${name}`, () => {
      const begun = performance.now();
      const read = [postText(`a${space.repeat(39_000)}b`, 'text'), html(`<p>a${space.repeat(39_000)}b</p>`)];

      assert.ok(performance.now() - begun < 500);
      assert.ok(read.every((text) => text.startsWith('a')));
    });

  it('never gives markup back, whatever it is given', () => {
    const piece = fc.constantFrom(
      '<b>',
      '</b>',
      '<script>',
      '</script>',
      '<br>',
      '<a href="https://x">',
      '</a>',
      '<p',
      '>',
      '"',
      ' ',
      'word',
      '<!--',
      '-->',
      '<![CDATA[',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        assert.doesNotMatch(html(pieces.join('')), /<(?:script|b|br|a)[\s>]/i);
      }),
    );
  });
});
