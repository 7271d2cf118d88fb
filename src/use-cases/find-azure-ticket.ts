import { isTicketOf, namesRequest, type AzureTicket } from '../domain/azure-ticket.ts';
import type { BotError } from '../domain/errors.ts';
import type { ServiceRequest } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { AzureTicketsOf } from './azure-tickets-of.ts';

/** `candidates`: what it may be, for a person to pick from, where it was not found. undefined: nothing is to be seen there (a setting, no rights). */
export interface TicketFinding {
  readonly request: ServiceRequest;
  readonly candidates: readonly AzureTicket[] | undefined;
  readonly failure: BotError | undefined;
}

/**
 * Looks for what was filed in the Azure portal among the tickets of its customer: by our reference, or by the number that a person typed. What is found is `filed`
 * and followed from now on. Gives the request as it is then; anything that is not looked for comes back as it is. Never throws for a back end's failure.
 *
 * @param personId who asks and sees it; undefined: the bot
 */
export type FindAzureTicket = (request: ServiceRequest, signal: AbortSignal, personId?: string) => Promise<TicketFinding>;

/** The same for several requests of one customer, with one look. */
export type FindAzureTickets = (requests: readonly ServiceRequest[], signal: AbortSignal) => Promise<readonly TicketFinding[]>;

const MOST_CANDIDATES = 5;
/** Microsoft's clock and ours. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** What a person brings the number of may have been filed before the report was made; hardly longer before, and each day makes the list longer. */
const FILED_BEFORE_MS = 30 * 86_400_000;

interface Needs {
  readonly requests: Pick<RequestStore, 'linkTicket' | 'ofNumbers' | 'byId'>;
  readonly azureTicketsOf: AzureTicketsOf;
  readonly clock: Clock;
}

export function findAzureTicket(deps: Needs): FindAzureTicket {
  return async (request, signal, personId) => {
    const [found] = await findAll(deps, [request], signal, personId);
    return found ?? { request, candidates: [], failure: undefined };
  };
}

export function findAzureTickets(deps: Needs): FindAzureTickets {
  return (requests, signal) => findAll(deps, requests, signal);
}

/** Whether a request is to be looked for at Azure Support. */
export function isToBeFound({ route, azureTicket, state, number }: ServiceRequest): boolean {
  if (route !== 'azure-portal' || azureTicket !== undefined) return false;
  return state === 'handed-off' || (state === 'filed' && number !== undefined);
}

async function findAll(
  { requests, azureTicketsOf, clock }: Needs,
  wanted: readonly ServiceRequest[],
  signal: AbortSignal,
  personId?: string,
): Promise<readonly TicketFinding[]> {
  const [first, ...others] = wanted.filter(isToBeFound);
  if (first === undefined) return [];
  const { tenantId } = first;
  const since = new Date(Math.min(...[first, ...others].map(earliestOf)));
  const { tickets, whole, failure } = await azureTicketsOf(tenantId, { since, openOnly: false }, signal);
  const blind = tickets.length === 0 && !whole && failure === undefined;

  async function look(request: ServiceRequest): Promise<TicketFinding> {
    const ticket = tickets.find((one) => isTicketOf(one, request));
    if (ticket === undefined) return { request, candidates: blind ? undefined : await candidatesOf(request), failure };
    const { number, subscriptionId, name, createdAt } = ticket;
    const linked = await requests.linkTicket(
      request.id,
      { number, ticket: { subscriptionId, name }, createdAt },
      personId ?? 'system',
      clock.now(),
    );
    return { request: linked ?? (await requests.byId(request.id)) ?? request, candidates: [], failure };
  }

  async function candidatesOf({ state, createdAt }: ServiceRequest): Promise<readonly AzureTicket[]> {
    if (personId === undefined || state !== 'handed-off') return [];
    const nobodys = tickets.filter((ticket) => !namesRequest(ticket) && isSince(ticket, createdAt));
    const taken = await requests.ofNumbers(
      tenantId,
      nobodys.map(({ number }) => number),
    );
    const numbers = new Set(taken.map(({ number }) => number));
    return nobodys.filter(({ number }) => !numbers.has(number)).slice(0, MOST_CANDIDATES);
  }

  const findings: TicketFinding[] = [];
  for (const request of [first, ...others]) findings.push(await look(request));
  return findings;
}

/** When its ticket was made at the earliest. */
function earliestOf({ createdAt, number }: ServiceRequest): number {
  return createdAt.getTime() - (number === undefined ? CLOCKS_DIFFER_MS : FILED_BEFORE_MS);
}

function isSince({ createdAt }: AzureTicket, since: Date): boolean {
  return createdAt === undefined || createdAt.getTime() >= since.getTime() - CLOCKS_DIFFER_MS;
}
