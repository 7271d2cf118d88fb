import azure from './facts/azure-words.json' with { type: 'json' };
import health from './facts/health-services.json' with { type: 'json' };
import similar from './facts/similar-words.json' with { type: 'json' };
import { folded, wordMatch, type WordMatch } from './word-match.ts';

/** What a text speaks of, whatever words it uses and in whichever of our languages. */
export interface NamedThings {
  readonly services: readonly string[];
  /** What is the matter with them. */
  readonly matters: readonly string[];
}

type Table = readonly (readonly [name: string, match: WordMatch])[];

const SERVICES: Table = [
  ...health.workloads.map(({ services, said }) => [services[0] ?? '', wordMatch([...said, ...services])] as const),
  ...Object.entries(azure.services).map(([name, { said }]) => [name, wordMatch(said)] as const),
];
const MATTERS: Table = [
  ...Object.entries(azure.troubles).map(([name, { said }]) => [name, wordMatch(said)] as const),
  ...Object.entries(similar.matters).map(([name, said]) => [name, wordMatch(said)] as const),
];

/** The services and matters that a text names. */
export function namedThings(text: string): NamedThings {
  const plain = folded(text);
  const named = (table: Table) => table.filter(([, match]) => match.test(plain)).map(([name]) => name);
  return { services: named(SERVICES), matters: named(MATTERS) };
}
