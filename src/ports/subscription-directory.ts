import type { Subscription } from '../domain/customer-estate.ts';

/** Knows what one customer subscribes to. */
export interface SubscriptionDirectory {
  /**
   * Every subscription of the customer, also those that are over.
   *
   * @throws {BackEndError} NOT_FOUND, FORBIDDEN without a commercial relationship …
   */
  subscriptionsOf(tenantId: string, signal: AbortSignal): Promise<readonly Subscription[]>;
}
