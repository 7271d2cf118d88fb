import words from './facts/intent-words.json' with { type: 'json' };
import { folded, wordMatch } from './word-match.ts';

const ALWAYS = wordMatch(words.since.always);
const BEFORE_TIME = wordMatch(words.since.beforeTime);
const ALONE = words.since.alone.map(folded);
const TIME = wordMatch(words.since.time);
const ENDS = wordMatch(words.since.ends);
/** "since Monday morning about nine" is as long as it gets. */
const MAX_WORDS = 5;

/** When a problem began, in the words of the sentence; undefined when it does not say. */
export function sinceIn(text: string): string | undefined {
  const spoken = text.split(/\s+/u).filter(Boolean);
  const plain = spoken.map(folded);
  for (let at = 0; at < spoken.length; at++) {
    const word = plain[at] ?? '';
    const next = plain[at + 1] ?? '';
    const starts = isWhole(ALWAYS, word) || (isWhole(BEFORE_TIME, word) && isTime(next));
    if (starts && next !== '') return phraseFrom(spoken, plain, at);
  }
  const whole = plain.join(' ');
  const alone = ALONE.find((phrase) => ` ${whole} `.includes(` ${phrase} `));
  if (alone === undefined) return undefined;
  const length = alone.split(' ').length;
  const at = plain.findIndex((_, index) => plain.slice(index, index + length).join(' ') === alone);
  return at === -1 ? undefined : withoutPunctuation(spoken.slice(at, at + length).join(' '));
}

/** The same behind a label that says "since" itself: the word is not said twice. Russian labels speak of the beginning, behind which "с 9" stays. */
export function behindSince(since: string): string {
  const [first = '', ...rest] = since.split(/\s+/u);
  return rest.length > 0 && isWhole(ALWAYS, folded(first)) ? rest.join(' ') : since;
}

/** "since 9" ends with its last word of time; "since the last update of Outlook", which has none at its beginning, where the sentence goes on. */
function phraseFrom(spoken: readonly string[], plain: readonly string[], at: number): string {
  const timed = isTime(plain[at + 1] ?? '');
  let end = at + 1;
  while (end < spoken.length && end <= at + MAX_WORDS) {
    const word = plain[end] ?? '';
    if (end > at + 1 && (timed ? !isTime(word) : isWhole(ENDS, word))) break;
    end++;
    if (/[.,;:!?…)]$/u.test(spoken[end - 1] ?? '')) break;
  }
  return withoutPunctuation(spoken.slice(at, end).join(' '));
}

function isTime(word: string): boolean {
  return /^\d/u.test(word) || isWhole(TIME, word);
}

function isWhole(match: ReturnType<typeof wordMatch>, word: string): boolean {
  return word !== '' && !word.includes(' ') && match.test(word);
}

function withoutPunctuation(phrase: string): string {
  return phrase.replace(/[.,;:!?…)]+$/u, '').slice(0, 100);
}
