import { isFiledAs } from './request-text.ts';
import type { DeskStatus, ServiceRequest } from './service-request.ts';
import type { Severity } from './severity.ts';

/** Where Azure Support keeps a ticket: subscription and the ticket's name in it, which nobody sees. */
export interface AzureTicketAddress {
  readonly subscriptionId: string;
  readonly name: string;
}

/** A ticket of Azure Support, whoever filed it and however, as the list of its subscription tells it. */
export interface AzureTicket extends AzureTicketAddress {
  /** As people know it. */
  readonly number: string;
  readonly title: string;
  /** What was written when it was filed: tells whose it is, and is kept nowhere. */
  readonly description: string;
  readonly status: DeskStatus;
  /** undefined where Azure tells none that we know. */
  readonly severity: Severity | undefined;
  readonly createdAt: Date | undefined;
}

/** Of our references, `PSR-7K3M9Q`: at the end of a title, or of the first line of a text, as `isFiledAs` has them. */
const OF_A_REQUEST = /(?:\(PSR-[0-9A-Z]{6}\)|: PSR-[0-9A-Z]{6})$/i;

/** Whether a ticket is what became of this request: by the number where one is known, else by our reference. */
export function isTicketOf(ticket: AzureTicket, { number, reference }: Pick<ServiceRequest, 'number' | 'reference'>): boolean {
  return number === undefined ? isFiledAs(ticket, reference) : ticket.number === number;
}

/** Whether it carries the reference of a request of ours, whichever. */
export function namesRequest({ title, description }: Pick<AzureTicket, 'title' | 'description'>): boolean {
  return [title, description.split('\n', 1)[0] ?? ''].some((line) => OF_A_REQUEST.test(line.trimEnd()));
}
