import i18next from 'i18next';
import { LOCALES, type Locale } from '../domain/locale.ts';
import { CATALOGUES, type Catalogue } from './catalogues.ts';

type Plural = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type WithoutPlural<Key extends string> = Key extends `${infer Base}_${Plural}` ? Base : Key;
type Sentences<Tree, Path extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Path}${WithoutPlural<Key>}`
    : Tree[Key] extends readonly unknown[]
      ? never
      : Sentences<Tree[Key], `${Path}${Key}.`>;
}[keyof Tree & string];

/** The name of a sentence, such as `notices.busy.title`; without the plural's ending. */
export type SentenceKey = Sentences<Catalogue>;

/**
 * A sentence in one language. `count` chooses the plural. Values are put in as they are: for a card they must have been made safe for
 * markdown before (cards/safe-text.ts).
 */
export type Words = (key: SentenceKey, values?: Readonly<Record<string, string | number>>) => string;

const catalogue = i18next.createInstance();
await catalogue.init({
  initAsync: false,
  lng: 'en',
  fallbackLng: false,
  supportedLngs: LOCALES,
  resources: Object.fromEntries(LOCALES.map((locale) => [locale, { translation: CATALOGUES[locale] }])),
  // Values may hold anything a person typed: never look for `{{…}}` or `$t(…)` in them.
  interpolation: { escapeValue: false, skipOnVariables: true },
  nsSeparator: false,
  returnNull: false,
});

function wordsOf(locale: Locale): Words {
  const translate = catalogue.getFixedT(locale);
  // Bounded by the catalogue. i18next takes microseconds for a sentence, a card has dozens.
  const fixed = new Map<SentenceKey, string>();
  return (key, values) => {
    if (values !== undefined) return translate(key, values);
    let sentence = fixed.get(key);
    if (sentence === undefined) {
      sentence = translate(key);
      fixed.set(key, sentence);
    }
    return sentence;
  };
}

const WORDS: Readonly<Record<Locale, Words>> = { en: wordsOf('en'), fr: wordsOf('fr'), ru: wordsOf('ru') };

/** What the bot says, in one language. */
export function words(locale: Locale): Words {
  return WORDS[locale];
}
