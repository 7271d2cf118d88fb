import type { Command, CommandName, ReadCommand } from '../domain/command.ts';
import words from '../domain/facts/intent-words.json' with { type: 'json' };
import { readIntent } from '../domain/intent.ts';
import { LOCALES, localeOf, type Locale } from '../domain/locale.ts';
import { folded } from '../domain/word-match.ts';

/** What each command may be called, in all languages together; a name may have several words. */
type CommandWords = readonly { readonly name: CommandName; readonly words: readonly string[] }[];

/** What `requests` can be narrowed by, and `escalation setup`, in all languages together. */
type FilterWords = readonly {
  readonly filter: 'mine' | 'open' | 'closed' | 'all' | 'waiting' | 'azure' | 'setup';
  readonly words: readonly string[];
}[];

/** Understands a typed line as a command; undefined when it is ordinary text. */
export type ParseInput = ReadCommand;

/** Makes the parser. Accents, case and punctuation are forgiven, every language is understood at any time, the longest name wins. */
export function commandParser(commands: CommandWords, filters: FilterWords): ParseInput {
  const byName = new Map(commands.flatMap(({ name, words: names }) => names.map((one) => [folded(one), name] as const)));
  const longest = Math.max(...[...byName.keys()].map((name) => name.split(' ').length));
  const filterOf = new Map(filters.flatMap(({ filter, words: names }) => names.map((one) => [folded(one), filter] as const)));

  return (text) => {
    const spoken = text.trim().split(/\s+/u);
    for (let length = Math.min(longest, spoken.length); length > 0; length--) {
      const command = byName.get(folded(spoken.slice(0, length).join(' ')));
      if (command !== undefined) return toCommand(command, spoken.slice(0, length), afterWords(text.trim(), length), filterOf);
    }
    const locale = languageNamed(text);
    return locale === undefined ? referenceAlone(text.trim()) : { name: 'language', locale };
  };
}

/** A reference of ours or a number of Microsoft's, as it is read out or pasted: asks for what it names. Shorter numbers may be a telephone's. */
function referenceAlone(text: string): Command | undefined {
  const id = text.toUpperCase();
  const number = /^(?:TRACKINGID)?#?(\d{15,18})$/.exec(id)?.[1];
  if (number !== undefined) return { name: 'request', id: number };
  if (/^CASE-[0-9A-Z]{6}$/.test(id)) return { name: 'case', id };
  return /^PSR-[0-9A-Z]{6}$/.test(id) ? { name: 'request', id } : undefined;
}

/** An argument of more words than this is a sentence; from four words on it is one when something in it is wrong. */
const LONGEST_ARGUMENT = 6;
const SHORTEST_SENTENCE = 4;

function toCommand(name: CommandName, called: readonly string[], rest: string, filters: ReadonlyMap<string, string>): Command | undefined {
  if (name === 'report' || name === 'escalate') return { name, text: rest };
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
      return referenceAlone(rest) ?? { name, customer: withoutConnector(rest) };
    case 'incidents':
    case 'access':
    case 'watches':
      return { name, customer: withoutConnector(rest) };
    case 'admin':
    case 'watch':
    case 'unwatch':
      return { name, text: withoutConnector(rest) };
    case 'oncall':
    case 'statistics':
      return { name, text: rest };
    case 'escalation':
      return { name, text: filters.get(folded(rest)) ?? rest };
    case 'cases': // "my cases" says whose.
      return { name, filter: filters.get(folded(rest || (called[0] ?? ''))) ?? withoutConnector(rest) };
    case 'case':
      return toCase(rest, filters);
    case 'setup':
    case 'statement':
    case 'board':
      return folded(rest) === '' ? { name } : undefined;
    case 'incident':
      return toIncident(rest);
    case 'requests':
      return referenceAlone(rest) ?? toRequests(called, rest, filters);
    case 'request':
      return toRequest(rest, filters);
  }
}

/** "waiting", "contoso", or both in either order; "azure requests" and "my open requests" say a part of it in their name. */
function toRequests(called: readonly string[], rest: string, filters: ReadonlyMap<string, string>): Command {
  const inName = called.flatMap((word) => filters.get(folded(word)) ?? []);
  const beside = narrowed(rest, filters);
  const all = [...inName, ...beside.filters];
  const name = 'requests';
  // "my requests" are those that the word alone gives; of a customer, everybody's are wanted.
  if (all.every((one) => one === 'mine') && beside.filters.length === 0) return { name, filter: withoutConnector(rest) };
  return { name, filter: together(all), ...namedBeside(beside.others) };
}

/** The words at the beginning and the end that narrow the list, and what is left. */
function narrowed(text: string, filters: ReadonlyMap<string, string>): { readonly filters: readonly string[]; readonly others: string } {
  const said = text.split(/\s+/u);
  for (let count = said.length; count > 0; count--) {
    const [first, last] = [filters.get(folded(said.slice(0, count).join(' '))), filters.get(folded(said.slice(-count).join(' ')))];
    const found = first ?? last;
    if (found === undefined) continue;
    const more = narrowed((first === undefined ? said.slice(0, -count) : said.slice(count)).join(' '), filters);
    return { filters: [found, ...more.filters], others: more.others };
  }
  return { filters: [], others: text };
}

function together(all: readonly string[]): string {
  const others = all.filter((one) => one !== 'mine');
  if (others.length === all.length) return others.includes('azure') ? 'azure' : (others[0] ?? '');
  // Of one's own there is a list of the open ones, which is the first, and one of all.
  if (others.includes('open')) return '';
  return others.find((one) => one === 'azure' || one === 'waiting') ?? 'mine';
}

function namedBeside(others: string): { readonly customer?: string } {
  return others === '' ? {} : { customer: withoutConnector(others) };
}

/** An id is one word with a digit or a hyphen in it; "request" alone means the list. */
function toRequest(rest: string, filters: ReadonlyMap<string, string>): Command | undefined {
  if (rest === '') return { name: 'requests', filter: '' };
  const filter = filters.get(folded(rest));
  if (filter !== undefined) return { name: 'requests', filter };
  const id = rest.replace(/^[#№]\s*/u, '').replace(/[.,;!?]+$/u, '');
  return /[\d-]/u.test(id) && !/\s/u.test(id) ? { name: 'request', id } : undefined;
}

/** "case" alone means the list, as with requests. */
function toCase(rest: string, filters: ReadonlyMap<string, string>): Command | undefined {
  const request = toRequest(rest, filters);
  if (request?.name === 'requests') return { name: 'cases', filter: request.filter };
  return request?.name === 'request' ? { name: 'case', id: request.id } : undefined;
}

/** Microsoft's ids are two or more letters and digits; without one, the word asks for the list. */
function toIncident(rest: string): Command | undefined {
  const id = rest.replace(/^[#№]\s*/u, '').replace(/[.,;!?]+$/u, '');
  if (/^[a-z]{2,}\d+$/iu.test(id)) return { name: 'incident', id: id.toUpperCase() };
  return { name: 'incidents', customer: withoutConnector(rest) };
}

const SENTENCE_STARTS = new Set(words.sentenceStarts.map(folded));

/** "help, Contoso's mail is down" and "access denied for a user" only begin like a command. In fewer words, both what is wrong and with what must be said. */
function isProse(rest: string): boolean {
  const [first = '', ...others] = rest.split(/\s+/u);
  const length = others.length + 1;
  if (length > LONGEST_ARGUMENT || SENTENCE_STARTS.has(folded(first))) return true;
  const { nature, product, since } = readIntent(rest);
  if (length >= SHORTEST_SENTENCE) return nature !== undefined || since !== undefined;
  return since !== undefined || (nature === 'break-fix' && product !== undefined);
}

const LANGUAGES = new Map(LOCALES.flatMap((locale) => words.languages[locale].map((word) => [folded(word), locale] as const)));

function languageNamed(text: string): Locale | undefined {
  const said = folded(text);
  return LANGUAGES.get(said) ?? (said.length === 2 ? localeOf(said) : undefined);
}

/** "of Contoso", "à Contoso" (but not "A. Datum"), "у Contoso". */
function withoutConnector(text: string): string {
  const [first = '', ...others] = text.split(/\s+/u);
  return others.length > 0 && [folded(first), first.toLowerCase()].some((word) => words.connectors.includes(word))
    ? others.join(' ')
    : text;
}

/** The text after its first words, as typed; a colon or comma after the command is not part of it. */
function afterWords(text: string, count: number): string {
  return text
    .replace(new RegExp(`^(?:\\S+\\s*){${count}}`, 'u'), '')
    .replace(/^[\s:,;–—-]+/u, '')
    .trim();
}
