import assert from 'node:assert/strict';
import fc from 'fast-check';
import { messagePages } from '../../cards/message-pages.ts';
import { requestMessagesCard } from '../../cards/request-messages.ts';
import type { DeskNote } from '../../src/domain/service-request.ts';
import { words } from '../../src/locales/words.ts';
import { buttonsOn, textsOn } from './looking.ts';
import { sizeInTeams } from './rules.ts';
import { FILED, TIME_ZONE } from './sample-data.ts';

const t = words('en');
const note = (text: string, n = 0): DeskNote => ({ key: String(n), by: 'Support', at: undefined, text, from: 'microsoft' });
const pagesOf = (texts: readonly string[]) => messagePages(t, 'en', TIME_ZONE, texts.map(note));
/** What is left of a text when it does not matter how it is broken and escaped. */
const bare = (text: string): string => text.replace(/[\s\\\p{Cc}\u200b\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu, '');
const card = (texts: readonly string[], page?: number) =>
  requestMessagesCard('en', { request: FILED, record: { notes: texts.map(note) }, page, timeZone: TIME_ZONE });

describe('the messages of a request', () => {
  it('are all there, whole and in order, on pages that Teams takes', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.lorem({ maxCount: 800 }),
      fc.array(fc.constantFrom('\\', '"', '\n', '<at>x</at>', '- ', '😀', 'ы', ' '), { maxLength: 5000 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
        const pages = pagesOf(texts);
        const shown = pages.flatMap((entries) => entries.flatMap((entry) => entry.texts.map((one) => one.text)));
        assert.equal(bare(shown.join('')), bare(texts.join('')));
        for (const page of pages.keys()) assert.ok(sizeInTeams(card(texts, page)) < 28 * 1024);
      }),
      { numRuns: 60 },
    );
  });

  it('open with the newest, and lead to those before', () => {
    const texts = Array.from({ length: 30 }, (_, n) => `${n} ${'word '.repeat(200)}`);
    const last = card(texts);

    assert.ok(textsOn(last).includes('29 word'));
    assert.deepEqual(
      buttonsOn(last).map(({ verb }) => verb),
      ['request.messages', 'request.refresh'],
    );
    assert.ok(textsOn(card(texts, 0)).includes('0 word'));
    assert.ok(textsOn(card(texts, 9999)).includes('29 word'));
  });

  it('say of a long one that goes on whose it is', () => {
    const [, second] = pagesOf(['x'.repeat(30_000)]);

    assert.ok(second?.[0]?.by.endsWith(t('request.messages.continued')));
  });

  it('say that there are none', () => {
    assert.ok(textsOn(card([])).includes(t('request.messages.none')));
  });
});
