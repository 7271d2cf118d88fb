import { hitIndex, judge, type HitIndex, type Verdict, type Watch, type WatchPlace } from './watch.ts';

/** What a place would get of an incident that begins now. */
export interface Outlook {
  readonly verdict: Verdict;
  /** Only in these services; empty: in any. */
  readonly services: readonly string[];
}

/** A service that nobody names: only watches over all services tell of it. */
const ANY_SERVICE = '';

/** What a place would be told if these customers were hit by an incident now, in a service that it watches. */
export function outlookOf(place: WatchPlace, hits: HitIndex, { highImpact }: { readonly highImpact: boolean }, now: Date): Outlook {
  const verdictIn = (service: string): Verdict => judge(place, { service, classification: 'incident', highImpact }, hits, now);
  const inAny = verdictIn(ANY_SERVICE);
  if (inAny.kind !== 'unwatched') return { verdict: inAny, services: [] };
  const named = [...new Set(place.watches.flatMap(({ services }) => services))].map((service) => ({
    service,
    verdict: verdictIn(service),
  }));
  const watched = named.filter(({ verdict }) => verdict.kind !== 'unwatched');
  const [best] = watched.toSorted((a, b) => Number(b.verdict.kind === 'tell') - Number(a.verdict.kind === 'tell'));
  return best === undefined ? { verdict: inAny, services: [] } : { verdict: best.verdict, services: watched.map(({ service }) => service) };
}

/** Customers as its watches name them, all of them in view: what the place would get whoever of them is hit. */
export function customersNamed({ watches }: Pick<WatchPlace, 'watches'>): HitIndex {
  const [tenantIds, tagKeys] = [watches.flatMap(listed), watches.flatMap(tagged)];
  return hitIndex([...new Set([...tenantIds, 'anybody'])].map((tenantId) => ({ tenantId, name: '', tagKeys, groupIds: [], open: true })));
}

const listed = ({ customers }: Watch): readonly string[] => (customers.kind === 'list' ? customers.tenantIds : []);
const tagged = ({ customers }: Watch): readonly string[] => (customers.kind === 'tag' ? [customers.key] : []);
