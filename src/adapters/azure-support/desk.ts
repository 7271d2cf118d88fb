import { isFiledAs, requestTitle } from '../../domain/request-text.ts';
import { BackEndError } from '../../domain/errors.ts';
import type { ServiceRequest } from '../../domain/service-request.ts';
import type { Filing, Finding, ServiceDesk } from '../../ports/service-desk.ts';
import { retryAfterMs } from '../transport/retry.ts';
import { nameCheckPath, ticketName, ticketPath } from './addresses.ts';
import { azureForgotten, azureGivenUp, azureInDoubt, azureNameTaken, azureSettled } from './azure-support-failure.ts';
import type { ArmAnswer, AzureSupportClient, Caller } from './client.ts';
import { Communication, NameCheck, Operation, Ticket, type TicketBody } from './schema.ts';
import { LONGEST_TITLE, ticketProperties } from './ticket-body.ts';
import { toRecord } from './ticket-record.ts';

/** Where Microsoft does not say when to ask again (cloud-apis 4.7: practice of ARM, not of the specification). */
const ASK_AGAIN_MS = 15_000;
/** In place of the address of an operation that is not known: the ticket itself is asked for, by its name. */
const BY_NAME = 'by-name';
/** Mostly it is made within seconds; whoever waits longer asks more seldom. */
const BEING_MADE: Finding = { kind: 'accepted', operation: BY_NAME, retryAfterMs: 2000 };
/** The order of the pages is not documented, so some are read, and the newest of their messages are shown. */
const MOST_PAGES_OF_MESSAGES = 5;

/** Tickets of Azure Support in a subscription of the customer, for partners whose plan entitles them to the API. */
export function azureSupportDesk(client: AzureSupportClient): ServiceDesk {
  async function ticketOf(request: ServiceRequest, signal: AbortSignal): Promise<TicketBody | undefined> {
    const as = ({ body }: ArmAnswer): TicketBody => Ticket.parse(body).properties;
    return await orAbsent(client.read({ where: ticketPath(request), caller: callerOf(request), as }, signal));
  }

  async function nameIsFree(request: ServiceRequest, signal: AbortSignal): Promise<boolean> {
    return client.read(
      {
        where: nameCheckPath(request),
        caller: callerOf(request),
        question: { name: ticketName(request), type: 'Microsoft.Support/supportTickets' },
        as: ({ body }) => NameCheck.parse(body).nameAvailable,
      },
      signal,
    );
  }

  async function update(request: ServiceRequest, body: object, signal: AbortSignal): Promise<void> {
    await client.write({ method: 'PATCH', where: ticketPath(request), caller: callerOf(request), body, as: () => undefined }, signal);
  }

  /** What a PUT was answered with: the ticket itself, or where to ask for it. */
  function filingOf({ status, headers, body }: ArmAnswer): Filing {
    if (status !== 202) return findingOf(Ticket.parse(body).properties);
    const operation = headers.get('azure-asyncoperation') ?? '';
    if (!client.owns(operation)) throw new Error('no operation that can be followed');
    return { kind: 'accepted', operation, retryAfterMs: retryAfterMs(headers) ?? ASK_AGAIN_MS };
  }

  async function find(request: ServiceRequest, signal: AbortSignal): Promise<Finding | undefined> {
    const ticket = await ticketOf(request, signal);
    if (ticket !== undefined) return isOurs(ticket, request) ? findingOf(ticket) : undefined;
    // While a ticket is being made it cannot be read, but has its name: then it is not absent.
    return (await nameIsFree(request, signal)) ? undefined : BEING_MADE;
  }

  async function followName(request: ServiceRequest, signal: AbortSignal): Promise<Finding> {
    const found = await find(request, signal).catch((error: unknown) => {
      throw azureInDoubt(error);
    });
    if (found === undefined) throw azureForgotten();
    return found;
  }

  return {
    routes: ['azure-support'],
    canTrack: true,
    canSetSeverity: true,

    topics: () => Promise.resolve([]),

    async file(request, signal) {
      const properties = ticketProperties(request);
      if (!(await nameIsFree(request, signal))) {
        const there = await ticketOf(request, signal);
        if (there !== undefined && !isOurs(there, request)) throw azureNameTaken();
        return there === undefined ? BEING_MADE : findingOf(there);
      }
      return client.write(
        { method: 'PUT', where: ticketPath(request), caller: callerOf(request), body: { properties }, as: filingOf },
        signal,
      );
    },

    async follow(operation, request, signal) {
      if (operation === BY_NAME) return followName(request, signal);
      const caller = callerOf(request);
      const state = await client.read({ where: operation, caller, as: operationState }, signal).catch((error: unknown) => {
        throw isNotFound(error) ? error : azureInDoubt(error);
      });
      if (state.error !== undefined) throw state.error;
      const again = { kind: 'accepted', operation, retryAfterMs: state.retryAfterMs } as const;
      if (!state.done) return again;
      const ticket = await ticketOf(request, signal).catch((error: unknown) => {
        throw azureInDoubt(error);
      });
      // Made, but not to be read yet.
      return ticket?.supportTicketId ? findingOf(ticket) : again;
    },

    find,

    async read(request, signal) {
      const where = ticketPath(request, '/communications');
      const [ticket, messages] = await Promise.all([
        ticketOf(request, signal),
        orAbsent(client.list(Communication, { where, caller: callerOf(request), mostPages: MOST_PAGES_OF_MESSAGES, whole: false }, signal)),
      ]);
      if (!ticket?.supportTicketId || ticket.supportTicketId !== request.number) return undefined;
      return toRecord(ticket.supportTicketId, ticket, messages ?? [], request.contact);
    },

    async addNote(request, { key, text }, signal) {
      const where = ticketPath(request, `/communications/note-${key.replaceAll(/[^A-Za-z0-9-]/g, '-')}`);
      const caller = callerOf(request);
      const properties = { subject: requestTitle(request, LONGEST_TITLE), body: text, sender: request.contact.email };
      try {
        await client.write({ method: 'PUT', where, caller, body: { properties }, as: () => undefined }, signal);
      } catch (error) {
        // The name is the key: a conflict with a note that is there is the same one, sent before.
        if (!(error instanceof BackEndError) || error.code !== 'CONFLICT') throw error;
        const there = await orAbsent(client.read({ where, caller, as: ({ body }) => Communication.parse(body) }, signal));
        if (there === undefined) throw error;
      }
    },

    close: (request, signal) => update(request, { status: 'closed' }, signal),

    async setSeverity(request, severity, signal) {
      await update(request, { severity }, signal).catch((error: unknown) => {
        throw azureSettled(error);
      });
    },
  };
}

/** The customer's tenant holds the subscription, the partner's the plan. */
function callerOf({ tenantId }: ServiceRequest): Caller {
  return { identity: { kind: 'customer-account', tenantId }, provesPlan: true };
}

interface OperationState {
  readonly done: boolean;
  readonly retryAfterMs: number;
  /** It ended without a ticket. */
  readonly error?: BackEndError;
}

/** A word that is not known is no end, and neither is an answer without one. */
function operationState({ status, headers, body }: ArmAnswer): OperationState {
  const asked = { retryAfterMs: retryAfterMs(headers) ?? ASK_AGAIN_MS };
  if (status === 202 && body === undefined) return { ...asked, done: false };
  const operation = Operation.parse(body);
  const word = operation.status.toLowerCase();
  if (word === 'failed' || word === 'canceled') return { ...asked, done: true, error: azureGivenUp(word, operation.error ?? {}, headers) };
  return { ...asked, done: word === 'succeeded' };
}

/** Without a number it is still being made. */
function findingOf({ supportTicketId, createdDate }: TicketBody): Finding {
  return supportTicketId ? { kind: 'filed', number: supportTicketId, createdAt: createdDate ?? undefined } : BEING_MADE;
}

function isOurs({ title, description }: TicketBody, { reference }: ServiceRequest): boolean {
  return isFiledAs({ title: title ?? '', description: description ?? '' }, reference);
}

function isNotFound(error: unknown): boolean {
  return error instanceof BackEndError && error.backEnd === 'azure-support' && error.status === 404;
}

async function orAbsent<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
