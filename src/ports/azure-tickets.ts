import type { AzureSubscription } from '../domain/azure-filing.ts';
import type { AzureTicket } from '../domain/azure-ticket.ts';

/** Tickets of Azure Support, as they are listed: this wants no support plan, and reading rights only (cloud-apis 4.1). */
export interface AzureTickets {
  /**
   * Tickets of these subscriptions of one customer that were made at `since` or later, the newest first; bounded.
   * `whole`: false when a subscription is closed to us or there are more.
   *
   * @throws {BackEndError} when a subscription cannot be asked for another reason than its rights, or than support not being set up in it
   */
  list(
    tenantId: string,
    subscriptions: readonly AzureSubscription[],
    wanted: { readonly since: Date; readonly openOnly: boolean },
    signal: AbortSignal,
  ): Promise<{ readonly tickets: readonly AzureTicket[]; readonly whole: boolean }>;
}
