import type { Command, CommandName } from '../domain/command.ts';
import words from '../domain/facts/intent-words.json' with { type: 'json' };
import { readIntent } from '../domain/intent.ts';
import { LOCALES, localeOf, type Locale } from '../domain/locale.ts';
import { folded } from '../domain/word-match.ts';

/** What each command may be called, in all languages together; a name may have several words. */
type CommandWords = readonly { readonly name: CommandName; readonly words: readonly string[] }[];

/** What `requests` can be narrowed by, in all languages together. */
type FilterWords = readonly { readonly filter: 'mine' | 'open' | 'all'; readonly words: readonly string[] }[];

/** Understands a typed line as a command; undefined when it is ordinary text. */
export type ParseInput = (text: string) => Command | undefined;

/** Makes the parser. Accents, case and punctuation are forgiven, every language is understood at any time, the longest name wins. */
export function commandParser(commands: CommandWords, filters: FilterWords): ParseInput {
  const byName = new Map(commands.flatMap(({ name, words: names }) => names.map((one) => [folded(one), name] as const)));
  const longest = Math.max(...[...byName.keys()].map((name) => name.split(' ').length));
  const filterOf = new Map(filters.flatMap(({ filter, words: names }) => names.map((one) => [folded(one), filter] as const)));

  return (text) => {
    const spoken = text.trim().split(/\s+/u);
    for (let length = Math.min(longest, spoken.length); length > 0; length--) {
      const command = byName.get(folded(spoken.slice(0, length).join(' ')));
      if (command !== undefined) return toCommand(command, afterWords(text.trim(), length), filterOf);
    }
    const locale = languageNamed(text);
    return locale === undefined ? undefined : { name: 'language', locale };
  };
}

/** An argument of more words than this is a sentence; from four words on it is one when something in it is wrong. */
const LONGEST_ARGUMENT = 6;
const SHORTEST_SENTENCE = 4;

function toCommand(name: CommandName, rest: string, filters: ReadonlyMap<string, string>): Command | undefined {
  if (name === 'report') return { name, text: rest };
  if (isProse(rest)) return undefined;
  switch (name) {
    case 'help':
    case 'whoami':
    case 'cancel':
      return folded(rest) === '' ? { name } : undefined;
    case 'language':
      return { name, locale: languageNamed(rest) };
    case 'customers':
      return { name, text: rest };
    case 'customer':
      return { name, text: rest };
    case 'health':
      return { name, customer: withoutConnector(rest) };
    case 'requests':
      return { name, filter: filters.get(folded(rest)) ?? withoutConnector(rest) };
    case 'request':
      return toRequest(rest, filters);
  }
}

/** An id is one word with a digit or a hyphen in it; "request" alone means the list. */
function toRequest(rest: string, filters: ReadonlyMap<string, string>): Command | undefined {
  if (rest === '') return { name: 'requests', filter: '' };
  const filter = filters.get(folded(rest));
  if (filter !== undefined) return { name: 'requests', filter };
  const id = rest.replace(/^[#№]\s*/u, '').replace(/[.,;!?]+$/u, '');
  return /[\d-]/u.test(id) && !/\s/u.test(id) ? { name: 'request', id } : undefined;
}

/** "help, Contoso's mail is down" and "customers cannot log in" only begin like a command. */
function isProse(rest: string): boolean {
  const length = rest.split(/\s+/u).length;
  return length > LONGEST_ARGUMENT || (length >= SHORTEST_SENTENCE && readIntent(rest).nature !== undefined);
}

function languageNamed(text: string): Locale | undefined {
  const said = folded(text);
  return (
    LOCALES.find((locale) => words.languages[locale].some((word) => folded(word) === said)) ??
    (said.length === 2 ? localeOf(said) : undefined)
  );
}

/** "of Contoso", "chez Contoso", "у Contoso". */
function withoutConnector(text: string): string {
  const [first = '', ...others] = text.split(/\s+/u);
  return others.length > 0 && words.connectors.includes(folded(first)) ? others.join(' ') : text;
}

/** The text after its first words, as typed; a colon or comma after the command is not part of it. */
function afterWords(text: string, count: number): string {
  return text
    .replace(new RegExp(`^(?:\\S+\\s*){${count}}`, 'u'), '')
    .replace(/^[\s:,;–—-]+/u, '')
    .trim();
}
