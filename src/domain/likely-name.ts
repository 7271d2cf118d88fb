import words from './facts/intent-words.json' with { type: 'json' };
import { isOrdinary, wordsOf, type Span, type Word } from './name-spans.ts';
import { folded, wordMatch } from './word-match.ts';

const LONGEST = 3;
const GOES_ON = new Set(words.sentenceStarts.map(folded));
const OF_PEOPLE = wordMatch(words.people);
/** What is wrong, with what, and everybody and everything: the beginning of a sentence, but no name. */
const NO_NAME = wordMatch([
  ...words.breakage,
  ...words.noNames,
  ...words.people,
  ...Object.values(words.products).flat(),
  ...Object.values(words.natures).flat(),
]);
/** VPN, MFA, RDP: things rather than customers. */
const INITIALS = /^\p{Lu}{2,5}$/u;

/**
 * What stands where a sentence names the customer, whether or not there is such a one: at its beginning with what follows a name ("Wingtip cannot …",
 * "Wingtip: …", "Wingtip's …"), or in capitals behind "at", "chez", "у". undefined when nothing does.
 */
export function likelyName(sentence: string): Span | undefined {
  const all = wordsOf(sentence);
  const begins = [...Array(LONGEST).keys()]
    .map((extra) => all.slice(0, extra + 1))
    .find((run, extra) => run.length === extra + 1 && endsName(sentence, all, run));
  const run =
    begins?.every(isLike) === true ? begins : all.flatMap((word) => (word.cued && word.capital && isLike(word) ? [[word]] : []))[0];
  const [first, last] = [run?.[0], run?.at(-1)];
  return first && last && { start: first.start, end: last.end, text: sentence.slice(first.start, last.end) };
}

function endsName(sentence: string, all: readonly Word[], run: readonly Word[]): boolean {
  const last = run.at(-1);
  const next = all[run.length];
  if (last === undefined) return false;
  if (last.possessive || /^\s*:/u.test(sentence.slice(last.end))) return true;
  return next !== undefined && (GOES_ON.has(folded(next.text)) || OF_PEOPLE.test(folded(next.text)));
}

function isLike(word: Word): boolean {
  return !word.stop && !isOrdinary(word) && !INITIALS.test(word.text) && !/^\p{N}/u.test(word.text) && !NO_NAME.test(folded(word.text));
}
