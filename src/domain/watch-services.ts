import { serviceNamed, servicesIn } from './admin-service.ts';
import facts from './facts/watch-services.json' with { type: 'json' };
import { searchText } from './search-text.ts';

/** Services that can be watched before any of them has an issue: the usual ones, by Microsoft's display names. */
export const WATCH_SERVICES: readonly string[] = facts.services;

/** In words. */
const LONGEST_NAME = 5;
/** "microsoft" is in the names of many services, and names none. */
const MOST_MEANT = 2;

/** A reading of a text: the services that a part of it names, and the text without that part. */
export interface NamedServices {
  readonly services: readonly string[];
  readonly rest: string;
}

/**
 * Every way to read services of a list out of a text: "exchange" of "contoso exchange", by the words of their names; then by what people call them ("mail"),
 * in any of our languages. Longest names first, then those that stand at the end.
 */
export function watchServicesIn(text: string, known: readonly string[]): readonly NamedServices[] {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const names = known.map((name) => ({ name, words: searchText(name).words }));
  const readings: NamedServices[] = [];
  for (let length = Math.min(LONGEST_NAME, words.length); length > 0; length--) {
    for (let from = words.length - length; from >= 0; from--) {
      const said = searchText(words.slice(from, from + length).join(' ')).words;
      const meant = names.filter((one) => said.length > 0 && said.every((word) => one.words.includes(word))).map(({ name }) => name);
      if (meant.length > 0 && meant.length <= MOST_MEANT)
        readings.push({ services: meant, rest: [...words.slice(0, from), ...words.slice(from + length)].join(' ') });
    }
  }
  for (const { service, rest } of servicesIn(text)) {
    const meant = known.filter((name) => serviceNamed(name) === service);
    if (meant.length > 0) readings.push({ services: meant, rest });
  }
  return readings;
}
