import words from './facts/reply-words.json' with { type: 'json' };
import { folded } from './word-match.ts';

/** `alone`: yes, no, thanks: an answer to nothing that the bot asks in words. */
export type Reply = 'back' | 'other-customer' | 'alone';

const REPLIES = new Map(
  (Object.keys(words.replies) as Reply[]).flatMap((reply) => words.replies[reply].map((phrase) => [folded(phrase), reply] as const)),
);
const CORRECTIONS = manyOf(words.corrections);
const FILLERS = manyOf(words.fillers);

/** What a whole text in English, French or Russian answers, where it tells nothing of a problem. */
export function replyIn(text: string): Reply | undefined {
  return REPLIES.get(folded(text));
}

/** The text without what says that something was wrong before: "Fabrikam" of "no wait, it is Fabrikam"; '' when it says nothing else. */
export function withoutCorrection(text: string): string {
  const plain = folded(text);
  return plain.slice(CORRECTIONS.exec(plain)?.[0].length ?? 0).trim();
}

/** Whether nothing is said but "show", "please" and the like. */
export function isFiller(text: string): boolean {
  const plain = folded(text);
  return (FILLERS.exec(plain)?.[0].length ?? 0) === plain.length;
}

/** As many of the phrases as stand at the beginning of a folded text. */
function manyOf(phrases: readonly string[]): RegExp {
  const longestFirst = phrases.map(folded).toSorted((a, b) => b.length - a.length);
  return new RegExp(`^(?:(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}]) ?)+`, 'u');
}
