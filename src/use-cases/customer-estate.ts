import type { CustomerEstate, Subscription } from '../domain/customer-estate.ts';
import type { Clock } from '../ports/clock.ts';
import type { EstateStore } from '../ports/estate-store.ts';
import type { SubscriptionDirectory } from '../ports/subscription-directory.ts';
import { agedCopy } from './aged-copy.ts';

/**
 * What a customer subscribes to, at most a day old, or older when Partner Center does not answer; undefined when it is not known, as of the partner's own
 * tenant. Never throws for a back end's failure.
 */
export type EstateOf = (tenantId: string, signal: AbortSignal) => Promise<CustomerEstate | undefined>;

export function customerEstate(deps: {
  readonly directory: SubscriptionDirectory;
  readonly store: EstateStore;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
  readonly deadlineMs?: number;
}): EstateOf {
  const { directory, store, log } = deps;
  const subscriptions = agedCopy<readonly Subscription[]>({
    ...deps,
    async load(tenantId) {
      const estate = await store.of(tenantId);
      return estate && { value: estate.subscriptions, readAt: estate.readAt };
    },
    save: (tenantId, { value, readAt }) => store.save(tenantId, { readAt, subscriptions: value }),
    read: async (tenantId, signal) => ({ value: await directory.subscriptionsOf(tenantId, signal), whole: true }),
  });
  return async (tenantId, signal) => {
    const { copy, failure } = await subscriptions(tenantId, signal);
    if (failure !== undefined) log('subscriptions not read', { tenantId, code: failure.code, message: failure.message });
    return copy && { readAt: copy.readAt, subscriptions: copy.value };
  };
}
