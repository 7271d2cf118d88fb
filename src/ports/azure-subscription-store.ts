import type { AzureSubscription } from '../domain/azure-filing.ts';

/** What was read of a tenant's subscriptions, and when. */
export interface AzureSubscriptionStore {
  load(tenantId: string): Promise<{ readonly value: readonly AzureSubscription[]; readonly readAt: Date } | undefined>;
  save(tenantId: string, copy: { readonly value: readonly AzureSubscription[]; readonly readAt: Date }): Promise<void>;
}
