import type { Watch } from './watch.ts';

/** What somebody names that is to be watched, or not any more. Services narrow everything else; alone they stand for all customers. */
export interface WatchTarget {
  readonly all: boolean;
  readonly tenantIds: readonly string[];
  readonly tags: readonly { readonly tag: string; readonly key: string }[];
  readonly services: readonly string[];
}

/** The watches that a target asks for: one over all customers, or one for the customers together and one for each tag. */
export function watchesOf({ all, tenantIds, tags, services }: WatchTarget): readonly Omit<Watch, 'id'>[] {
  const rest = { services, classification: 'incident', mode: 'ring', askSeen: false } as const;
  if (all || (tenantIds.length === 0 && tags.length === 0)) return [{ customers: { kind: 'all' }, ...rest }];
  return [
    ...(tenantIds.length === 0 ? [] : [{ customers: { kind: 'list', tenantIds } as const, ...rest }]),
    ...tags.map((tag) => ({ customers: { kind: 'tag', ...tag } as const, ...rest })),
  ];
}

/** Whether two watches ask for the same; tags may be spelt in other ways. */
export function isSameWatch(one: Omit<Watch, 'id'>, other: Omit<Watch, 'id'>): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ customers, services, classification, mode, askSeen }: Omit<Watch, 'id'>): string {
  const whom = customers.kind === 'list' ? customers.tenantIds.toSorted() : customers.kind === 'tag' ? customers.key : '';
  return JSON.stringify([customers.kind, whom, services.toSorted(), classification, mode, askSeen]);
}

/** What becomes of watches. */
export interface WatchChange {
  readonly changed: readonly Watch[];
  readonly removed: readonly Watch[];
}

/**
 * Takes what is named out of watches. A watch that names nothing any more goes; one over all customers is not narrowed by a customer, nor one over all
 * services by a service: those only a silence can quieten.
 */
export function without(watches: readonly Watch[], target: WatchTarget): WatchChange {
  const changed: Watch[] = [];
  const removed: Watch[] = [];
  for (const watch of watches) {
    const left = leftOf(watch, target);
    if (left === undefined) removed.push(watch);
    else if (left !== watch) changed.push(left);
  }
  return { changed, removed };
}

/** What is left of a watch, the same object when nothing is taken; undefined when nothing is left. */
function leftOf(watch: Watch, { all, tenantIds, tags, services }: WatchTarget): Watch | undefined {
  if (!all && tenantIds.length === 0 && tags.length === 0) return withoutServices(watch, services);
  if (!isNamed(watch, { all, tenantIds, tags })) return watch;
  const { customers } = watch;
  const others = customers.kind === 'list' && !all ? customers.tenantIds.filter((tenantId) => !tenantIds.includes(tenantId)) : [];
  const wholly = services.length === 0 || (watch.services.length > 0 && watch.services.every((service) => services.includes(service)));
  // One watch cannot leave out a service of some of its customers only: then all stays, rather than that somebody is forgotten.
  if (!wholly) return others.length === 0 ? withoutServices(watch, services) : watch;
  return others.length === 0 ? undefined : { ...watch, customers: { kind: 'list', tenantIds: others } };
}

function isNamed({ customers }: Watch, { all, tenantIds, tags }: Pick<WatchTarget, 'all' | 'tenantIds' | 'tags'>): boolean {
  switch (customers.kind) {
    case 'all':
      return all;
    case 'list':
      return all || customers.tenantIds.some((tenantId) => tenantIds.includes(tenantId));
    case 'tag':
      return all || tags.some(({ key }) => key === customers.key);
  }
}

/** An empty list of services would stand for all of them. */
function withoutServices(watch: Watch, services: readonly string[]): Watch | undefined {
  const left = watch.services.filter((service) => !services.includes(service));
  if (left.length === watch.services.length) return watch;
  return left.length === 0 ? undefined : { ...watch, services: left };
}
