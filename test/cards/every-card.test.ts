import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type * as Renderer from 'adaptivecards';
import MarkdownIt from 'markdown-it';
import { LOCALES } from '../../src/domain/locale.ts';
import { allTexts, brokenRules, markdownTexts, sizeInTeams } from './rules.ts';
import { SAMPLES, type Sample } from './sample-cards.ts';
import { NASTY } from './sample-data.ts';

const { AdaptiveCard, SerializationContext } = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as typeof Renderer;

/** 28 KB as UTF-16 (teams-platform.md 5.3). */
const USUAL_SIZE = 28 * 1024;
/** Teams takes about 100 KB; below 80 KB is the advice. For cards that carry a person's own long text in an input, which is never cut. */
const LARGEST_SIZE = 80 * 1024;
const WITH_OWN_TEXT = new Set([
  'long advice',
  'long report health',
  'long joined request',
  'long report form',
  'long report form, Azure',
  'long request handed off',
  'long text to send',
  'long escalate form',
  'long another customer',
]);

/** As Teams reads a text block. */
const markdown = new MarkdownIt('zero', { html: false }).enable(['emphasis', 'link', 'list', 'escape', 'newline', 'backticks']);

/** What the official parser complains of. Badge and charts are Teams' own elements: the parser does not know them and takes the fallback. */
function complaints(card: object): readonly string[] {
  const context = new SerializationContext();
  new AdaptiveCard().parse(structuredClone(JSON.parse(JSON.stringify(card))), context);
  return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message).filter(
    (message) => !/Badge|Chart\./.test(message),
  );
}

function each(check: (sample: Sample, locale: (typeof LOCALES)[number]) => void, kind?: Sample['kind']): void {
  for (const sample of SAMPLES) if (kind === undefined || sample.kind === kind) for (const locale of LOCALES) check(sample, locale);
}

describe('every card', () => {
  it('would not be accepted by the official parser with a mistake in it', () => {
    assert.notDeepEqual(complaints({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBloc', text: 'x' }] }), []);
    assert.notDeepEqual(
      complaints({ type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'x', color: 'Purple' }] }),
      [],
    );
  });

  it('is accepted by the official parser', () => {
    each((sample, locale) => assert.deepEqual(complaints(sample.make(locale)), [], `${sample.name}, ${locale}`));
  });

  it('keeps our rules: version, labels, wrapping, fallbacks, six actions, three columns', () => {
    each((sample, locale) => {
      const card = sample.make(locale);
      assert.equal(card.version, '1.5');
      assert.notEqual(card.fallbackText, '', sample.name);
      assert.deepEqual(brokenRules(card), [], `${sample.name}, ${locale}`);
    });
  });

  it('stays below 28 KB as Teams counts, below 80 KB where it carries a long text of the person', () => {
    each((sample, locale) => {
      const most = WITH_OWN_TEXT.has(sample.name) ? LARGEST_SIZE : USUAL_SIZE;
      const size = sizeInTeams(sample.make(locale));
      assert.ok(size < most, `${sample.name}, ${locale}: ${size} bytes`);
    });
  });

  it('leaves no expression unexpanded and no sentence unsaid', () => {
    each((sample, locale) => {
      const texts = allTexts(sample.make(locale)).join('\n');
      assert.doesNotMatch(texts, /\$\{|\{\{|\$t\(|\[object|undefined|NaN|@[a-zA-Z]+\.[a-zA-Z]+\./, `${sample.name}, ${locale}`);
    }, 'ordinary');
  });

  it('says the same in every run: a card is plain JSON that shares nothing with the next one', () => {
    each((sample, locale) => {
      const first = JSON.stringify(sample.make(locale));
      assert.equal(JSON.stringify(sample.make(locale)), first, sample.name);
    });
  });
});

/** Our own, to Microsoft's pages, of no text of others (`cards/microsoft-pages.ts`). */
const OUR_LINK = /\[[^\][]+\]\(https:\/\/learn\.microsoft\.com\/partner-center\/[a-z-]+\)/g;

describe('texts of others on a card', () => {
  it('make no link, no code and no mention', () => {
    each((sample, locale) => {
      for (const text of markdownTexts(sample.make(locale))) {
        const html = markdown.render(text.replaceAll(OUR_LINK, ''));
        assert.doesNotMatch(html, /<a |<code>|evil\.example"/, `${sample.name}, ${locale}: ${text}`);
        assert.doesNotMatch(text, /<\s*\/?\s*at\b/i, sample.name);
      }
    }, 'nasty');
  });

  it('are shown as they were written, neither evaluated nor looked up in the catalogue', () => {
    each((sample, locale) => {
      const texts = allTexts(sample.make(locale)).join('\n');
      // As soon as the text is on the card, its expressions are there unharmed.
      if (texts.includes('bold')) assert.match(texts, /\$\{title\}|…/, `${sample.name}, ${locale}`);
      assert.doesNotMatch(texts, /[\u202a-\u202e\u2066-\u2069]|\p{Cc}(?<!\n)/u, sample.name);
    }, 'nasty');
    assert.ok(NASTY.includes('${title}'));
  });

  it('make bold only where the layout does', () => {
    each((sample, locale) => {
      for (const text of markdownTexts(sample.make(locale)))
        assert.doesNotMatch(markdown.render(text), /<strong>bold<\/strong>|<em>it<\/em>/, sample.name);
    }, 'nasty');
  });
});
