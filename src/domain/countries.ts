import { LOCALES, type Locale } from './locale.ts';
import { searchText } from './search-text.ts';
import facts from './facts/countries.json' with { type: 'json' };

/** Countries by their ISO 3166-1 alpha-2 codes: what a request to Azure names of its contact. */
const CODES: readonly string[] = facts.codes;
const KNOWN: ReadonlySet<string> = new Set(CODES);
/** Offered before anything is typed, after the likely one. */
const COMMON: Readonly<Record<Locale, readonly string[]>> = {
  en: ['GB', 'US', 'IE', 'CA', 'AU', 'IN'],
  fr: ['FR', 'BE', 'CH', 'CA', 'LU', 'MA'],
  ru: ['KZ', 'RU', 'BY', 'AM', 'UZ', 'DE'],
};

const displayNames = new Map<Locale, Intl.DisplayNames>();

/** In the reader's language. */
export function countryName(code: string, locale: Locale): string {
  const known = displayNames.get(locale) ?? new Intl.DisplayNames(locale, { type: 'region' });
  displayNames.set(locale, known);
  return known.of(code) ?? code;
}

export function isCountry(code: string): boolean {
  return KNOWN.has(code);
}

/** The country of a code in whatever case, or of its name in any of our languages; undefined when it is not certain. */
export function countryNamed(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  if (KNOWN.has(code)) return code;
  const { plain, words } = searchText(text);
  if (words.length === 0) return undefined;
  const exact = CODES.filter((each) => namesOf(each).some((name) => name.plain === plain));
  const found = exact.length > 0 ? exact : countriesLike(text, 2);
  return found.length === 1 ? found[0] : undefined;
}

/** Codes of the countries whose name, in one of our languages, has all the words or their beginnings; the first of their alphabet first. */
export function countriesLike(text: string, limit: number): readonly string[] {
  const { words } = searchText(text);
  const begins = (name: Name): boolean => words.every((word) => name.words.some((part) => part.startsWith(word)));
  return CODES.filter((code) => namesOf(code).some(begins)).slice(0, limit);
}

/** Those to choose from before anything is typed: where the clocks are those of the zone, then what is common among readers of the language. */
export function likelyCountries(timeZone: string, locale: Locale): readonly string[] {
  return [...new Set([...countriesOf(timeZone), ...COMMON[locale]])];
}

type Name = ReturnType<typeof searchText>;
const names = new Map<string, readonly Name[]>();

function namesOf(code: string): readonly Name[] {
  const known = names.get(code);
  if (known !== undefined) return known;
  const made = LOCALES.map((locale) => searchText(countryName(code, locale)));
  names.set(code, made);
  return made;
}

const byZone = new Map<string, string[]>();

/** Whoever sits there may be of another country, so this is no answer, only a suggestion. */
function countriesOf(timeZone: string): readonly string[] {
  if (byZone.size === 0) {
    for (const code of CODES) for (const zone of zonesOf(code)) byZone.set(zone, [...(byZone.get(zone) ?? []), code]);
  }
  return byZone.get(timeZone) ?? [];
}

/** The part of Intl that TypeScript's library does not describe yet. */
interface WithZones {
  getTimeZones(): readonly string[] | undefined;
}

function zonesOf(code: string): readonly string[] {
  return (new Intl.Locale('und', { region: code }) as Intl.Locale & WithZones).getTimeZones() ?? [];
}
