import type { AzureTicket } from '../domain/azure-ticket.ts';
import { BotError } from '../domain/errors.ts';
import type { AzureTickets } from '../ports/azure-tickets.ts';
import type { AzureSubscriptions } from './azure-subscriptions.ts';
import { withinDeadline } from './deadline.ts';

/** `whole`: false when some of them are not to be seen, or there are more. `failure`: why there is none, where they could not be asked for. */
export interface TicketList {
  readonly tickets: readonly AzureTicket[];
  readonly whole: boolean;
  readonly failure: BotError | undefined;
}

/** Tickets of Azure Support in all subscriptions of a customer, made at `since` or later, the newest first. Never throws for a back end's failure. */
export type AzureTicketsOf = (
  tenantId: string,
  wanted: { readonly since: Date; readonly openOnly: boolean },
  signal: AbortSignal,
) => Promise<TicketList>;

/** A turn waits no longer. */
const DEADLINE_MS = 2500;

export function azureTicketsOf(deps: {
  readonly tickets: AzureTickets;
  readonly subscriptions: AzureSubscriptions;
  /** Setting AZURE_SUPPORT_API: where it is off nothing is asked. */
  readonly offered: boolean;
  readonly deadlineMs?: number;
}): AzureTicketsOf {
  const { tickets, subscriptions, offered, deadlineMs = DEADLINE_MS } = deps;
  return async (tenantId, wanted, signal) => {
    if (!offered) return { tickets: [], whole: false, failure: undefined };
    try {
      return await withinDeadline(deadlineMs, signal, async (within) => {
        const { copy, failure } = await subscriptions(tenantId, within);
        if (copy === undefined) return { tickets: [], whole: false, failure };
        return { ...(await tickets.list(tenantId, copy.value, wanted, within)), failure: undefined };
      });
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return { tickets: [], whole: false, failure: error };
    }
  };
}
