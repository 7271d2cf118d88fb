import words from './facts/topic-words.json' with { type: 'json' };
import type { Nature } from './product.ts';
import type { SupportTopic } from './service-request.ts';
import { folded, wordMatch, type WordMatch } from './word-match.ts';

const MATCHES: Readonly<Partial<Record<Nature, WordMatch>>> = {
  billing: wordMatch(words.billing),
  subscription: wordMatch(words.subscription),
  fraud: wordMatch(words.fraud),
};

/** The only one of Microsoft's topics whose name has a word for this nature; undefined where none has, or several: then a person chooses. */
export function topicOf(nature: Nature | undefined, topics: readonly SupportTopic[]): SupportTopic | undefined {
  const match = nature && MATCHES[nature];
  const [found, another] = match === undefined ? [] : topics.filter(({ name }) => match.test(folded(name)));
  return another === undefined ? found : undefined;
}
