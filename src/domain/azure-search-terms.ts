import facts from './facts/azure-words.json' with { type: 'json' };
import type { AzureProblem } from './azure-filing.ts';
import { searchText } from './search-text.ts';
import { isTelling } from './telling-words.ts';
import { folded, wordMatch } from './word-match.ts';

/** One thing that is looked for in Azure's list of problems. */
export interface AzureTerm {
  /** Found when all words of any of these are, by their beginnings. */
  readonly anyOf: readonly (readonly string[])[];
  /** A service tells more than what is the matter with it. */
  readonly weight: number;
}

const LONGEST_TEXT = 400;
const MOST_TERMS = 12;
const OF_SERVICE = 3;
const OF_TROUBLE = 2;
const OF_WORD = 2;

const KNOWN = [
  ...Object.values(facts.services).map((known) => ({ ...known, weight: OF_SERVICE })),
  ...Object.values(facts.troubles).map((known) => ({ ...known, weight: OF_TROUBLE })),
].map(({ azure, said, weight }) => ({ azure: azure.map(wordsOf), said: wordMatch(said), weight }));

/**
 * What a text looks for in Azure's list, which is in English: what people call otherwise, in English, French or Russian, also by Azure's words. Words that only
 * say that something is wrong are left out, unless there are no others.
 */
export function azureTerms(text: string): readonly AzureTerm[] {
  const plain = folded(text.slice(0, LONGEST_TEXT));
  const hits = KNOWN.flatMap(({ azure, said, weight }) => said.all(plain).map((hit) => ({ ...hit, azure, weight })));
  const taken: typeof hits = [];
  // Of phrases that lie across each other the longest counts: "sql database" is no database of any kind.
  for (const hit of hits.toSorted((a, b) => b.said.length - a.said.length)) {
    if (!taken.some(({ first, said }) => hit.first < first + said.length && first < hit.first + hit.said.length)) taken.push(hit);
  }
  const phrases = taken.map(({ azure, said, weight, first }) => ({ first, term: { anyOf: [wordsOf(said), ...azure], weight } }));
  const others = [...plain.matchAll(/\S+/gu)].filter(
    ({ index }) => !taken.some(({ first, said }) => index >= first && index < first + said.length),
  );
  const telling = others.filter(({ 0: word }) => isTelling(word) && !facts.everywhere.includes(word));
  const looked = telling.length + taken.length > 0 ? telling : others;
  return [...phrases, ...looked.map(({ 0: word, index }) => ({ first: index, term: { anyOf: [wordsOf(word)], weight: OF_WORD } }))]
    .toSorted((a, b) => a.first - b.first)
    .map(({ term }) => term)
    .slice(0, MOST_TERMS);
}

/** Whether a problem has all that a text looks for, and so may be what was meant. */
export function isFoundWhole({ service, name }: Pick<AzureProblem, 'service' | 'name'>, text: string): boolean {
  const words = wordsOf(`${service} ${name}`);
  const begins = (wanted: string) => words.some((word) => word.startsWith(wanted));
  const terms = azureTerms(text);
  return terms.length > 0 && terms.every(({ anyOf }) => anyOf.some((phrase) => phrase.every(begins)));
}

function wordsOf(text: string): readonly string[] {
  return searchText(text).words;
}
