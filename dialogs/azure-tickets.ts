import type { TurnContext } from 'botbuilder';
import { azureTicketsCard, type ListedTicket, type TicketGap } from '../cards/azure-tickets.ts';
import { isTicketOf, namesRequest, type AzureTicket } from '../src/domain/azure-ticket.ts';
import type { Customer } from '../src/domain/customer.ts';
import { BotError } from '../src/domain/errors.ts';
import type { TicketList } from '../src/use-cases/azure-tickets-of.ts';
import { withinDeadline } from '../src/use-cases/deadline.ts';
import { TicketsAction } from './azure-tickets-data.ts';
import { readAction } from './card-data.ts';
import { admitted } from './customer-access.ts';
import { namedCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import type { ReportSituation } from './report-situation.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<
  DialogDependencies,
  | 'azureSubscriptions'
  | 'azureTicketsOf'
  | 'customers'
  | 'findCustomer'
  | 'gate'
  | 'jobs'
  | 'noteFailure'
  | 'partner'
  | 'portals'
  | 'requests'
  | 'tags'
>;

const SHOWN = 7;
/** Eighteen months: Azure lists nothing older (cloud-apis 4.3). */
const SINCE_MS = 540 * 86_400_000;
/** Beside what the second card of a report reads anyway. */
const BESIDE_MS = 2000;
/** More of a customer's are hardly open at a time. */
const MOST_OPEN = 50;

/** `requests azure`: what is open at Azure for the named customer, or for the one in force, whoever filed it. */
export async function openAzureTickets(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'see-requests'))) return;
  const customer = await namedCustomer(context, deps, text, 'azure-tickets');
  if (customer !== undefined) await showTickets(context, deps, customer);
}

/** Buttons `tickets.…`: another page, or the first anew. */
export async function actOnAzureTickets(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(TicketsAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (!(await permitted(context, 'see-requests'))) return;
  const customer = await deps.customers.byTenantId(action.tenantId);
  if (customer === undefined) return notify(context, { name: 'old-card' });
  await showTickets(context, deps, customer, action);
}

/** For the second card of a report: what is open at Azure and is none of our requests, the newest first. Nothing where it cannot be told in time. */
export async function openElsewhere(
  context: TurnContext,
  deps: Pick<Needs, 'azureTicketsOf' | 'requests'>,
  { draft: { product }, customer, access }: ReportSituation,
): Promise<readonly AzureTicket[]> {
  if (product !== 'azure' || customer === undefined || access !== 'granted') return [];
  try {
    const listed = await withinDeadline(BESIDE_MS, turnInput(context).signal, async (within) => {
      const { tickets } = await openTickets(context, deps, customer, within);
      return withRequests(deps, customer, tickets);
    });
    return listed.filter(({ foreign }) => foreign).map(({ ticket }) => ticket);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    return [];
  }
}

async function showTickets(
  context: TurnContext,
  deps: Needs,
  customer: Customer,
  place: { readonly behind?: string | undefined; readonly before?: string | undefined } = {},
): Promise<void> {
  // Azure is asked in the customer's own directory.
  if (!(await admitted(context, deps, customer, { relationshipNeeded: true }))) return;
  const { locale, timeZone, signal } = turnInput(context);
  const [list, gap] = await Promise.all([openTickets(context, deps, customer, signal), gapBefore(context, deps, customer)]);
  const from = pageFrom(list.tickets, place);
  const { failure } = list;
  await reply(
    context,
    azureTicketsCard(locale, {
      customer,
      tickets: await withRequests(deps, customer, list.tickets.slice(from, from + SHOWN)),
      newer: from > 0,
      older: from + SHOWN < list.tickets.length,
      gap: gap ?? (list.whole ? undefined : 'part'),
      failure: failure && { code: failure.code, errorId: deps.noteFailure(failure) },
      portal: deps.portals.azureRequests(customer) ?? deps.portals.newRequest(customer, 'azure'),
      timeZone,
    }),
  );
}

function openTickets(
  context: TurnContext,
  { azureTicketsOf }: Pick<Needs, 'azureTicketsOf'>,
  { tenantId }: Customer,
  signal: AbortSignal,
): Promise<TicketList> {
  const since = new Date(turnInput(context).now.getTime() - SINCE_MS);
  return azureTicketsOf(tenantId, { since, openOnly: true }, signal);
}

/** Why nothing can be listed at all. */
async function gapBefore(
  context: TurnContext,
  { azureSubscriptions, partner }: Pick<Needs, 'azureSubscriptions' | 'partner'>,
  { tenantId }: Customer,
): Promise<TicketGap | undefined> {
  if (!partner.azureSupportApi) return 'off';
  const { copy } = await azureSubscriptions(tenantId, turnInput(context).signal);
  return copy?.value.length === 0 ? 'no-subscription' : undefined;
}

/** Where a page begins. What it stood beside may be closed by now: then at the newest. */
function pageFrom(tickets: readonly AzureTicket[], { behind, before }: { readonly behind?: string; readonly before?: string }): number {
  const indexOf = (number: string | undefined) => (number === undefined ? -1 : tickets.findIndex((one) => one.number === number));
  const [last, next] = [indexOf(behind), indexOf(before)];
  if (last >= 0 && last + 1 < tickets.length) return last + 1;
  return next > 0 ? Math.max(0, next - SHOWN) : 0;
}

/** Which of them are requests of ours. */
async function withRequests(
  { requests }: Pick<Needs, 'requests'>,
  { tenantId }: Customer,
  tickets: readonly AzureTicket[],
): Promise<readonly ListedTicket[]> {
  if (tickets.length === 0) return [];
  const [known, open] = await Promise.all([
    requests.ofNumbers(
      tenantId,
      tickets.map(({ number }) => number),
    ),
    // Those without a number are known by their reference.
    requests.list({ tenantIds: [tenantId], product: 'azure', openOnly: true }, { limit: MOST_OPEN, offset: 0 }),
  ]);
  return tickets.map((ticket) => {
    const request = [...known, ...open.requests].find((one) => isTicketOf(ticket, one));
    return { ticket, request, foreign: request === undefined && !namesRequest(ticket) };
  });
}
