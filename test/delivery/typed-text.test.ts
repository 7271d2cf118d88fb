import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import fc from 'fast-check';
import { typedText } from '../../src/delivery/typed-text.ts';

const BOT = { id: '28:bot', name: 'Partner Support' };
const mention = (text: string, id = BOT.id): object => ({ type: 'mention', text, mentioned: { id, name: 'x' } });
const typed = (text: string, entities: object[] = []): string => typedText({ text, entities, recipient: BOT } as unknown as Activity);

describe('typed text', () => {
  const cases: readonly [string, string, object[], string][] = [
    ['loses the mention of the bot', '<at>Partner Support</at> help', [mention('<at>Partner Support</at>')], 'help'],
    ['loses it also when the name has signs of patterns', '<at>C++ (a|b)?</at> help', [mention('<at>C++ (a|b)?</at>')], 'help'],
    ['keeps the mention of others', 'ask <at>Mei</at>', [mention('<at>Mei</at>', '29:mei')], 'ask <at>Mei</at>'],
    ['keeps what only looks like a mention', '<at>Partner Support</at> help', [], '<at>Partner Support</at> help'],
    ['has its entities decoded once', 'R&amp;D &lt;b&gt; &quot;x&quot; &#39;y&#39; &#x27;z&#x27; &amp;lt;', [], `R&D <b> "x" 'y' 'z' &lt;`],
    ['has no control characters from entities', 'a&#0;b&#7;c&#x1F600;', [], 'a b c😀'],
    ['has white space tidied and lines kept', '  a \t b\r\n\n\n\n c&nbsp; d ', [], 'a b\n\nc d'],
    ['stays empty', '', [], ''],
  ];
  for (const [what, text, entities, expected] of cases) {
    it(what, () => {
      assert.equal(typed(text, entities), expected);
    });
  }

  it('never fails, and is tidy the second time as well', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const once = typed(text.replaceAll('&', ''));
        assert.equal(typed(once), once);
      }),
    );
  });
});
