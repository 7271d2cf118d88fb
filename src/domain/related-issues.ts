import facts from './facts/health-services.json' with { type: 'json' };
import type { Product } from './product.ts';
import type { HealthIssue, HealthSnapshot } from './service-health.ts';
import { tellingWords } from './telling-words.ts';
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
/** So many words in common make a cause likely whatever service was named. */
const WORDS_IN_COMMON = 2;

/** The open issues of a product's services, each best match first, then incidents before advisories, then newest. */
export interface RelatedIssues {
  /** Those that may be what is reported: of the service that was named, or with words in common. All of them where what is said points to none. */
  readonly likely: readonly HealthIssue[];
  readonly others: readonly HealthIssue[];
}

export function relatedIssues(snapshot: HealthSnapshot | undefined, product: Product, said: string): RelatedIssues {
  const text = folded(said);
  const words = new Set(tellingWords(said));
  const named = WORKLOADS.filter((workload) => workload.said.test(text));
  const issues = (snapshot?.overviews ?? [])
    .filter(({ service }) => productOfService(service) === product)
    .flatMap(({ issues: open }) => open)
    .map((issue) => ({ issue, ...matchOf(issue, named, words) }))
    .toSorted(
      (a, b) => b.score - a.score || rankOf(a.issue) - rankOf(b.issue) || b.issue.startedAt.getTime() - a.issue.startedAt.getTime(),
    );
  const least = named.length === 0 ? 1 : WORDS_IN_COMMON;
  const pointsTo = named.length > 0 || issues.some(({ score }) => score >= least);
  const isLikely = ({ ofNamed, score }: (typeof issues)[number]) => !pointsTo || ofNamed || score >= least;
  const parts = Object.groupBy(issues, (each) => (isLikely(each) ? 'likely' : 'others'));
  const plain = (some: typeof issues = []) => some.map(({ issue }) => issue);
  return { likely: plain(parts.likely), others: plain(parts.others) };
}

/** The product that a service of Microsoft's health belongs to. */
export function productOfService(service: string): WatchedProduct {
  const name = folded(service);
  if (DYNAMICS.test(name)) return 'dynamics365';
  return EMS.test(name) ? 'ems' : 'microsoft365';
}

/** Ten for a service that was named, one for each word in common. */
function matchOf(issue: HealthIssue, named: typeof WORKLOADS, words: ReadonlySet<string>) {
  const service = folded(issue.service);
  const ofNamed = named.some(({ services }) => services.test(service));
  const told = new Set(tellingWords(`${issue.title} ${issue.impact} ${issue.feature ?? ''}`));
  return { ofNamed, score: (ofNamed ? 10 : 0) + [...words].filter((word) => told.has(word)).length };
}

function rankOf({ classification }: HealthIssue): number {
  return classification === 'advisory' ? 1 : 0;
}
