import words from './facts/watch-words.json' with { type: 'json' };
import { folded } from './word-match.ts';

const ALL = new Set(words.all.map(folded));
const SEPARATORS = new RegExp(`[,;]+|\\s(?:${words.and.join('|')})\\s`, 'iu');

/** Parts that one text may name. */
const MOST_PARTS = 20;

/** "all", in any of our languages. */
export function meansAll(text: string): boolean {
  return ALL.has(folded(text));
}

/** What is named one after the other: "contoso, fabrikam and #gold". */
export function namedParts(text: string): readonly string[] {
  return text
    .split(SEPARATORS)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .slice(0, MOST_PARTS);
}
