import assert from 'node:assert/strict';
import fc from 'fast-check';
import { writeSheet } from '../../../src/adapters/csv/write-sheet.ts';

const write = async (rows: readonly (readonly (string | number)[])[], separator: ',' | ';' = ','): Promise<string> =>
  Buffer.from(await writeSheet()({ header: ['Issue', 'Customer'], rows, separator })).toString('utf8');

describe('a sheet as CSV', () => {
  it('begins with a byte order mark and its header, and ends lines as RFC 4180 says', async () => {
    assert.equal(await write([['EX1', 'Müller']]), '\uFEFFIssue,Customer\r\nEX1,Müller\r\n');
  });

  it('quotes what would end a cell', async () => {
    assert.equal(await write([['a;b', 'say "x", y']], ';'), '\uFEFFIssue;Customer\r\n"a;b";"say ""x"", y"\r\n');
  });

  it('lets no text be calculated, but numbers be numbers', async () => {
    const text = await write([
      ['=HYPERLINK("https://evil.example")', '+1'],
      ['@sum', '-2'],
      ['\tx', -2],
    ]);

    for (const line of text.split('\r\n').slice(1, 4)) assert.match(line, /^"?'/);
    assert.match(text, /,-2\r\n$/);
  });

  it('lets no text be calculated however it begins, full-width signs included', async () => {
    const signs = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...signs), fc.string(), fc.constantFrom(',', ';'), async (sign, rest, separator) => {
        const line = (await write([[sign + rest, 'x']], separator)).slice(`\uFEFFIssue${separator}Customer\r\n`.length);
        assert.match(line, /^"?'/);
      }),
    );
  });

  it('lets no text be calculated where a program splits lines at another separator', async () => {
    const signs = ['=', '+', '-', '@', '＝'];
    const between = fc.constantFrom('', ' ', '"', ' " ');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...signs), fc.constantFrom(',', ';', '\t', '\n'), between, async (sign, inner, gap) => {
        for (const separator of [',', ';'] as const) {
          const text = await write([[`a${inner}${gap}${sign}1+1`, 'x']], separator);
          for (const cell of text.split(/[,;\t\r\n]/)) assert.doesNotMatch(cell, /^["\s]*[=+\-@＝]/);
        }
      }),
    );
  });

  it('lets no number that is a name lose digits', async () => {
    assert.ok((await write([['2611210010000001', '00471']])).endsWith("\r\n'2611210010000001,'00471\r\n"));
    assert.ok((await write([['4711', 2611210010000001]])).endsWith('\r\n4711,2611210010000001\r\n'));
  });

  it('leaves other text as it is', async () => {
    const text = 'Mail, calendar; e-mail = slow (+2 h), x';
    assert.ok((await write([[text]])).includes(text));
  });

  it('of many rows has them all in order', async () => {
    const lines = (await write(Array.from({ length: 1201 }, (_, n) => [n, 'x']))).trimEnd().split('\r\n');

    assert.deepEqual([lines.length, lines[501], lines.at(-1)], [1202, '500,x', '1200,x']);
  });
});
