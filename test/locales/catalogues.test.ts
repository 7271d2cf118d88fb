import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { LOCALES, type Locale } from '../../src/domain/locale.ts';
import { CATALOGUES } from '../../src/locales/catalogues.ts';

const PLURAL = /_(zero|one|two|few|many|other)$/;

interface Sentence {
  readonly key: string;
  readonly text: string;
}

/** Every sentence with its whole key; words to type (arrays) are checked elsewhere. */
function sentences(tree: object, path = ''): readonly Sentence[] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) => {
    const key = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'string') return [{ key, text: value }];
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? sentences(value, key) : [];
  });
}

const ALL: Readonly<Record<Locale, readonly Sentence[]>> = {
  en: sentences(CATALOGUES.en),
  fr: sentences(CATALOGUES.fr),
  ru: sentences(CATALOGUES.ru),
};
const OTHERS = ['fr', 'ru'] as const;

const withoutPlural = (key: string) => key.replace(PLURAL, '');
const keysOf = (locale: Locale) => [...new Set(ALL[locale].map(({ key }) => withoutPlural(key)))].toSorted();
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted();
/** `count` may be left unsaid by a plural form: "the one service works". */
const demanded = (text: string) => placeholders(text).filter((name) => name !== 'count');

describe('the catalogues', () => {
  it('have the same sentences in all languages (B74)', () => {
    for (const locale of OTHERS) assert.deepEqual(keysOf(locale), keysOf('en'), locale);
  });

  it('have every plural form that the language needs, and no other', () => {
    for (const locale of LOCALES) {
      const needed = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
      const forms = Map.groupBy(
        ALL[locale].filter(({ key }) => PLURAL.test(key)),
        ({ key }) => withoutPlural(key),
      );
      for (const [key, found] of forms)
        assert.deepEqual(found.map((form) => form.key.replace(`${key}_`, '')).toSorted(), needed, `${locale} ${key}`);
    }
  });

  it('use the same placeholders in all languages and plural forms', () => {
    const english = new Map(ALL.en.map(({ key, text }) => [withoutPlural(key), demanded(text)]));
    for (const locale of LOCALES) {
      for (const { key, text } of ALL[locale]) assert.deepEqual(demanded(text), english.get(withoutPlural(key)), `${locale} ${key}`);
    }
  });

  it('have no empty sentence, no expression of the card templates, no markup and no space at an edge', () => {
    for (const locale of LOCALES) {
      for (const { key, text } of ALL[locale]) {
        assert.notEqual(text.trim(), '', `${locale} ${key}`);
        assert.equal(text, text.trim(), `${locale} ${key}`);
        assert.doesNotMatch(text, /\$\{|\$t\(|<\/?[a-z]+>(?!\]?$)|^@/, `${locale} ${key}`);
      }
    }
  });

  it('are translated: a sentence equal to the English one is a name', () => {
    const names = new Set([
      'Azure',
      'Microsoft 365 (Office 365)',
      'Dynamics 365 (CRM Online)',
      'Enterprise Mobility + Security (EMS, Intune)',
    ]);
    for (const each of [
      'Microsoft Graph',
      'Microsoft Teams',
      'Microsoft 365 Lighthouse',
      'Incident',
      'Description',
      'Contact',
      'Notes',
      'Messages',
      'Impact',
      '… and {{count}} more',
      '2611210050001234',
    ])
      names.add(each);
    const english = new Map(ALL.en.map(({ key, text }) => [key, text]));
    for (const locale of OTHERS) {
      for (const { key, text } of ALL[locale]) {
        if (english.get(key) === text && !/^[^\p{L}]*(\{\{\w+\}\}[^\p{L}]*)*$/u.test(text))
          assert.ok(names.has(text), `${locale} ${key}: ${text}`);
      }
    }
  });

  it('have no stray English words in the Russian sentences (B76)', () => {
    // Names of products and plans, addresses, and English portal labels, which stand in brackets beside the Russian ones (B77).
    const allowed =
      /\([^)]*\)|\{\{\w+\}\}|«npm run sign-in»|Contoso|PSR-7K3M9Q|\b(Microsoft|Teams|Azure|Partner Center|Graph|Entra|CSP|Dynamics|Enterprise Mobility \+ Security|Advanced Support for Partners|Professional Direct|US Government|Premier|Unified|Exchange|SharePoint|OneDrive|Intune|Power Platform|Business Central|Defender|Purview|Lighthouse|EMS|Office|Outlook|Windows|Apple|DNS|MX|https|YAML|UTF-8|Europe\/Paris|calendar)\b|[a-z.]+\.com[^\s.]*(\/\?LinkId=\d+)?/g;
    for (const { key, text } of ALL.ru) assert.doesNotMatch(text.replaceAll(allowed, ''), /[A-Za-z]{2,}/, `${key}: ${text}`);
  });

  it('set French marks as French does: a no-break space before : ; ? ! and inside « »', () => {
    for (const { key, text } of ALL.fr) {
      assert.doesNotMatch(text, /[ \p{L}\d)}»*][;?!](?!\w)|(?<=[ \p{L})}»*])(?<!https?|\u00a0):(?=\s|$)| :|« | »|'/u, `${key}: ${text}`);
    }
  });

  it('quote in Russian with «ёлочки» and in English with “curly” marks', () => {
    for (const { key, text } of ALL.ru) assert.doesNotMatch(text, /["“”„]/, key);
    for (const { key, text } of ALL.en) assert.doesNotMatch(text, /["'«»]/, key);
  });

  it('hold every file of each language', () => {
    const folder = new URL('../../src/locales/', import.meta.url);
    for (const locale of LOCALES) {
      const inFiles = readdirSync(new URL(`${locale}/`, folder)).flatMap((file) =>
        sentences(JSON.parse(readFileSync(new URL(`${locale}/${file}`, folder), 'utf8'))).map(({ key }) => key),
      );
      assert.deepEqual(inFiles.toSorted(), ALL[locale].map(({ key }) => key).toSorted(), locale);
    }
  });
});
