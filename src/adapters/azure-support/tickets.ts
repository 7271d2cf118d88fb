import type { z } from 'zod';
import type { AzureTicket } from '../../domain/azure-ticket.ts';
import { BackEndError } from '../../domain/errors.ts';
import type { AzureTickets } from '../../ports/azure-tickets.ts';
import { isTicketName, ticketsPath } from './addresses.ts';
import type { AzureSupportClient, Caller } from './client.ts';
import { ListedTicket } from './schema.ts';
import { severityOf, statusOf } from './ticket-record.ts';

/** Subscriptions asked at once. */
const AT_ONCE = 4;
const PAGES_OF_TICKETS = 5;
const MOST_TICKETS = 200;

interface Part {
  readonly tickets: readonly AzureTicket[];
  readonly whole: boolean;
}
const CLOSED_TO_US: Part = { tickets: [], whole: false };

/** Tickets of all a customer's subscriptions, read as the service account in the customer's tenant. */
export function azureTickets(client: AzureSupportClient): AzureTickets {
  return {
    async list(tenantId, subscriptions, wanted, signal) {
      // Reading wants no support plan (cloud-apis 4.1).
      const caller: Caller = { identity: { kind: 'customer-account', tenantId }, provesPlan: false };
      const parts: Part[] = [];
      const waiting = subscriptions.values();
      const failing = new AbortController();
      const either = AbortSignal.any([signal, failing.signal]);
      const work = async (): Promise<void> => {
        for (const { id } of waiting) parts.push(await ofSubscription(id, caller, wanted, either));
      };
      try {
        await Promise.all(Array.from({ length: AT_ONCE }, work));
      } finally {
        failing.abort();
      }
      const tickets = parts.flatMap((part) => part.tickets).toSorted(newestFirst);
      return { tickets: tickets.slice(0, MOST_TICKETS), whole: parts.every(({ whole }) => whole) && tickets.length <= MOST_TICKETS };
    },
  };

  async function ofSubscription(
    id: string,
    caller: Caller,
    wanted: { readonly since: Date; readonly openOnly: boolean },
    signal: AbortSignal,
  ): Promise<Part> {
    try {
      const where = ticketsPath(id, wanted);
      const { items, whole } = await client.begin(ListedTicket, { where, caller, mostPages: PAGES_OF_TICKETS }, signal);
      const named = items.filter(({ name }) => isTicketName(name));
      return { tickets: named.flatMap((item) => toTicket(id, item)), whole: whole && named.length === items.length };
    } catch (error) {
      if (isClosedToUs(error)) return CLOSED_TO_US;
      throw error;
    }
  }
}

/** Nothing while it is being made: it has no number yet. */
function toTicket(subscriptionId: string, { name, properties }: z.output<typeof ListedTicket>): readonly AzureTicket[] {
  const { supportTicketId: number, title, description, status, severity, createdDate } = properties;
  if (!number) return [];
  return [
    {
      subscriptionId,
      name,
      number,
      title: title ?? '',
      description: description ?? '',
      status: statusOf(status),
      severity: severityOf(severity),
      createdAt: createdDate ?? undefined,
    },
  ];
}

/** Rights on one subscription, or what is set up in it, say nothing of the others. What the sign-in is refused for holds for all of them. */
function isClosedToUs(error: unknown): boolean {
  if (!(error instanceof BackEndError) || error.backEnd !== 'azure-support') return false;
  return error.status === 403 || error.status === 404 || error.vendorCode === 'MissingSubscriptionRegistration';
}

function newestFirst(one: AzureTicket, other: AzureTicket): number {
  return (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0);
}
