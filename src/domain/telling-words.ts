import facts from './facts/similar-words.json' with { type: 'json' };
import { folded } from './word-match.ts';

/** "is", "не", "la": found in every text. */
const SHORTEST_WORD = 3;
const SAYING_NOTHING: ReadonlySet<string> = new Set(Object.values(facts.words).flatMap((words) => words.split(' ')));

/** Whether a folded word says what something is about, and not only that something is wrong, or since when. */
export function isTelling(word: string): boolean {
  return word.length >= SHORTEST_WORD && !SAYING_NOTHING.has(word);
}

/** The words of a text that say what it is about, folded, in their order. */
export function tellingWords(text: string): readonly string[] {
  return folded(text).split(' ').filter(isTelling);
}
