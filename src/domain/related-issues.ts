import facts from './facts/health-services.json' with { type: 'json' };
import type { Product } from './product.ts';
import type { HealthIssue, HealthSnapshot } from './service-health.ts';
import { folded, wordMatch } from './word-match.ts';

/** Products whose health Microsoft tells by customer (cloud-apis 1). */
type WatchedProduct = 'microsoft365' | 'dynamics365' | 'ems';

/** Whether there is a customer's health to show before a report of this product. */
export function isWatched(product: Product): product is WatchedProduct {
  return product === 'microsoft365' || product === 'dynamics365' || product === 'ems';
}

const DYNAMICS = wordMatch(facts.products.dynamics365);
const EMS = wordMatch(facts.products.ems);
const WORKLOADS = facts.workloads.map(({ services, said }) => ({ services: wordMatch(services), said: wordMatch(said) }));
const SHORTEST_TELLING_WORD = 4;

/** The open issues of a product's services that may be what is reported: best match first, then incidents before advisories, then newest. */
export function relatedIssues(snapshot: HealthSnapshot | undefined, product: Product, said: string): readonly HealthIssue[] {
  const text = folded(said);
  const words = new Set(text.split(' ').filter((word) => word.length >= SHORTEST_TELLING_WORD));
  return (snapshot?.overviews ?? [])
    .filter(({ service }) => productOfService(service) === product)
    .flatMap(({ issues }) => issues)
    .map((issue) => ({ issue, score: scoreOf(issue, text, words) }))
    .toSorted((a, b) => b.score - a.score || rankOf(a.issue) - rankOf(b.issue) || b.issue.startedAt.getTime() - a.issue.startedAt.getTime())
    .map(({ issue }) => issue);
}

/** The product that a service of Microsoft's health belongs to. */
export function productOfService(service: string): WatchedProduct {
  const name = folded(service);
  if (DYNAMICS.test(name)) return 'dynamics365';
  return EMS.test(name) ? 'ems' : 'microsoft365';
}

/** Ten for the workload that was named, one for each word in common. */
function scoreOf(issue: HealthIssue, text: string, words: ReadonlySet<string>): number {
  const service = folded(issue.service);
  const workload = WORKLOADS.some(({ services, said }) => services.test(service) && said.test(text)) ? 10 : 0;
  const told = new Set(folded(`${issue.title} ${issue.impact} ${issue.feature ?? ''}`).split(' '));
  return workload + [...words].filter((word) => told.has(word)).length;
}

function rankOf({ classification }: HealthIssue): number {
  return classification === 'advisory' ? 1 : 0;
}
