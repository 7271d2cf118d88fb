import type { AzureSubscription } from '../domain/azure-filing.ts';
import type { AzureDirectory } from '../ports/azure-directory.ts';
import type { AzureSubscriptionStore } from '../ports/azure-subscription-store.ts';
import type { Clock } from '../ports/clock.ts';
import { agedCopy, type AgedCopy } from './aged-copy.ts';

/** The subscriptions of a customer in which a request can be made, at most a day old, or older with the reason. Never throws for a back end's failure. */
export type AzureSubscriptions = AgedCopy<readonly AzureSubscription[]>;

export function azureSubscriptions(deps: {
  readonly directory: Pick<AzureDirectory, 'subscriptions'>;
  readonly store: AzureSubscriptionStore;
  readonly clock: Clock;
  readonly deadlineMs?: number;
}): AzureSubscriptions {
  const { directory, store } = deps;
  return agedCopy<readonly AzureSubscription[]>({
    ...deps,
    load: (tenantId) => store.load(tenantId),
    save: (tenantId, copy) => store.save(tenantId, copy),
    async read(tenantId, signal) {
      const value = await directory.subscriptions(tenantId, signal);
      // None is what we see without rights too, and they may be given any moment: not worth keeping.
      return { value, whole: value.length > 0 };
    },
  });
}
