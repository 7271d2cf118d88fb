import type { AzureTicket } from '../src/domain/azure-ticket.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { ErrorCode } from '../src/domain/errors.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { PortalLink, ServiceRequest } from '../src/domain/service-request.ts';
import { SEVERITY_LABELS } from '../src/domain/severity.ts';
import { momentIn } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import layout from './azure-tickets.json' with { type: 'json' };
import { button, commandButton, type Button } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

/** `request`: ours, where it is one. `foreign`: certainly none of ours. */
export interface ListedTicket {
  readonly ticket: AzureTicket;
  readonly request: ServiceRequest | undefined;
  readonly foreign: boolean;
}

/** Why there may be more than is listed: nothing is read (a setting), there is no subscription to read in, or one of them cannot be read. */
export type TicketGap = 'off' | 'no-subscription' | 'part';

export interface AzureTicketsView {
  readonly customer: Customer;
  /** This page, newest first. */
  readonly tickets: readonly ListedTicket[];
  readonly newer: boolean;
  readonly older: boolean;
  /** undefined: this is all there is. */
  readonly gap: TicketGap | undefined;
  /** Why Azure could not be asked. */
  readonly failure: { readonly code: ErrorCode; readonly errorId: string } | undefined;
  /** Where the portal has them. */
  readonly portal: PortalLink | undefined;
  readonly timeZone: string;
}

const render = cardLayout(layout);

/** What is open at Azure for a customer, whoever filed it; ours open by a press (`command` with `request`). Action `tickets.page`. */
export function azureTicketsCard(locale: Locale, view: AzureTicketsView): AdaptiveCard {
  const t = words(locale);
  const { customer, tickets, portal } = view;
  return render(locale, {
    eyebrow: t('azure.tickets.eyebrow'),
    title: t('azure.tickets.title', { customer: safe(customer.name, LIMITS.name) }),
    fallbackText: t('azure.tickets.title', { customer: plain(customer.name, LIMITS.name) }),
    none: tickets.length === 0 ? none(t, view).map((text) => ({ text })) : [],
    gaps: gapLines(t, view).map((text) => ({ text })),
    rows: tickets.map((listed) => row(t, locale, view.timeZone, listed)),
    links: portal === undefined ? [] : [{ title: t('words.openPortal', { portal: plain(portal.portal, LIMITS.name) }), url: portal.url }],
    buttons: buttons(t, view),
  });
}

/** A ticket in one line of markdown, without its title. */
export function ticketLine(
  t: Words,
  locale: Locale,
  timeZone: string,
  { number, status, severity, createdAt }: AzureTicket,
  more: readonly string[] = [],
): string {
  return [
    `**${t(`deskStatuses.${status}`)}**`,
    severity === undefined ? '' : SEVERITY_LABELS[severity],
    safe(number, LIMITS.name),
    createdAt === undefined ? '' : t('azure.tickets.since', { moment: momentIn(locale, timeZone, createdAt) }),
    ...more,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** That there is none is said only when that is known. */
function none(t: Words, { gap, failure }: AzureTicketsView): readonly string[] {
  if (failure !== undefined) return [];
  if (gap === 'part') return [t('azure.tickets.noneSeen')];
  return gap === undefined ? [t('azure.tickets.none')] : [];
}

function gapLines(t: Words, { gap, failure }: AzureTicketsView): readonly string[] {
  if (failure !== undefined) {
    const said = t('azure.tickets.notRead', { what: t(`errors.${failure.code}.what`) });
    return [`${said} ${t('words.quote', { id: safe(failure.errorId, LIMITS.line) })}`];
  }
  switch (gap) {
    case 'off':
    case 'part':
      return [t(`azure.tickets.${gap}`)];
    case 'no-subscription':
      return [t('azure.noSubscriptions')];
    case undefined:
      return [];
  }
}

function row(t: Words, locale: Locale, timeZone: string, { ticket, request, foreign }: ListedTicket) {
  return {
    title: safe(ticket.title, LIMITS.listedTitle),
    line: ticketLine(t, locale, timeZone, ticket, foreign ? [t('azure.tickets.foreign')] : []),
    ours: request === undefined ? [] : [{ reference: request.reference, data: { command: 'request', requestId: request.id } }],
  };
}

function buttons(t: Words, { customer: { tenantId }, tickets, newer, older }: AzureTicketsView): readonly Button[] {
  const [first, last] = [tickets[0], tickets.at(-1)].map((listed) => listed && plain(listed.ticket.number, LIMITS.name));
  return [
    ...(newer && first !== undefined ? [button(t('requests.newer'), 'tickets.page', { tenantId, before: first })] : []),
    ...(older && last !== undefined ? [button(t('requests.older'), 'tickets.page', { tenantId, behind: last })] : []),
    button(t('words.refresh'), 'tickets.page', { tenantId }),
    commandButton(t, 'requests', { tenantId }),
    commandButton(t, 'report', { tenantId }),
  ];
}
