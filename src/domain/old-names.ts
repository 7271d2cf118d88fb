import aliases from './facts/aliases.json' with { type: 'json' };
import { folded, wordMatch } from './word-match.ts';

/** A name that somebody used, and what the thing is called today. Product names, the same in every language. */
export interface RenamedThing {
  readonly old: string;
  readonly now: string;
}

const NAMES = aliases.names.map(({ old, now, said }) => ({ old, now, said: wordMatch(said) }));
const PLANS: ReadonlyMap<string, string> = new Map(Object.entries(aliases.plans));

/** The old names in a text (B79, B84). */
export function renamedIn(text: string): readonly RenamedThing[] {
  const plain = folded(text);
  return NAMES.filter(({ said }) => said.test(plain)).map(({ old, now }) => ({ old, now }));
}

/** A support plan by its name of today; what is not known stays as it is. */
export function planToday(name: string): string {
  return PLANS.get(name.toLowerCase()) ?? name;
}
