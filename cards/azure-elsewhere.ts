import type { AzureTicket } from '../src/domain/azure-ticket.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Words } from '../src/locales/words.ts';
import { ticketLine } from './azure-tickets.ts';
import { LIMITS } from './limits.ts';
import { safe } from './safe-text.ts';

const TICKETS_SHOWN = 3;

interface ElsewhereView {
  readonly customer: Customer;
  readonly elsewhere?: readonly AzureTicket[] | undefined;
  readonly timeZone: string;
}

/** What others have open at Azure for this customer, and the way to all of it: the shared part `azure-elsewhere`. Nothing where there is none. */
export function elsewhereBlock(t: Words, locale: Locale, { customer, elsewhere = [], timeZone }: ElsewhereView) {
  if (elsewhere.length === 0) return [];
  const tickets = elsewhere.slice(0, TICKETS_SHOWN).map((ticket) => ({
    title: safe(ticket.title, LIMITS.listedTitle),
    line: ticketLine(t, locale, timeZone, ticket),
  }));
  return [{ tickets, data: { command: 'requests', text: 'azure', tenantId: customer.tenantId } }];
}
