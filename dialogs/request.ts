import type { TurnContext } from 'botbuilder';
import { requestCard } from '../cards/request.ts';
import type { Customer } from '../src/domain/customer.ts';
import { BotError } from '../src/domain/errors.ts';
import { whoFilesCommercial } from '../src/domain/filing-facts.ts';
import { ownTicketOf, reasonOf } from '../src/domain/report-answers.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { SEVERITIES } from '../src/domain/severity.ts';
import type { RequestReading } from '../src/use-cases/read-request.ts';
import { readAction, RequestAction } from './card-data.ts';
import { admitted } from './customer-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate' | 'requests' | 'readRequest' | 'changeRequest' | 'partner' | 'noteFailure'>;

/** What changes nothing about the request. */
const LOOKS: ReadonlySet<string> = new Set(['request.refresh', 'request.leave']);

/** A button of a request's card. What cannot be done is said on the card, beside the present state. */
export async function actOnRequest(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(RequestAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (!(await permitted(context, LOOKS.has(action.verb) ? 'see-requests' : 'change-request'))) return;
  const request = await deps.requests.byId(action.requestId);
  // No row is ever deleted, so no card of ours has this id.
  if (request === undefined) return notify(context, { name: 'old-card' });
  if (!(await mayTouch(context, deps, request))) return;
  const commercial = action.verb === 'request.retry' && request.route === 'partner-center';
  const who = commercial ? whoFilesCommercial({ ...deps.partner, roles: turnInput(context).person.roles }) : undefined;
  if (who !== undefined) return notify(context, { name: 'not-permitted', ability: 'report', who });
  await showReading(context, deps, await carryOut(context, deps, request, action));
}

/** The request as it is, in place of the card that was pressed. Returns the message that holds it. */
export async function showReading(
  context: TurnContext,
  { noteFailure, requests }: Pick<Needs, 'noteFailure' | 'requests'>,
  { request, record, failure, remark }: RequestReading,
): Promise<string | undefined> {
  const { locale, timeZone, now, person, scope } = turnInput(context);
  const followers = await requests.followers(request.id);
  // In a channel everybody sees the same card.
  const following = scope === 'personal' && followers.some(({ personId }) => personId === person.id);
  const shown = failure && { code: failure.code, errorId: noteFailure(failure) };
  return reply(context, requestCard(locale, { request, record, failure: shown, followers, following, timeZone, now, remark }));
}

/** The customer of a request in the request's own words, for when it is not on the list any more. */
export function customerAsNamed({ tenantId, customerName: name, customerDomain: domain }: ServiceRequest): Customer {
  return { tenantId, name, domain, domains: [], sources: [] };
}

/** The gate of the request's customer; when it stays shut, the reason has been shown. */
export async function mayTouch(context: TurnContext, deps: Pick<Needs, 'customers' | 'gate'>, request: ServiceRequest): Promise<boolean> {
  const customer = (await deps.customers.byTenantId(request.tenantId)) ?? customerAsNamed(request);
  return admitted(context, deps, customer, { relationshipNeeded: false });
}

async function carryOut(context: TurnContext, deps: Needs, request: ServiceRequest, action: RequestAction): Promise<RequestReading> {
  try {
    return await change(context, deps, request, action);
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    // Read anew: the change may have been done in part.
    return { request: (await deps.requests.byId(request.id)) ?? request, record: undefined, failure: error };
  }
}

function change(context: TurnContext, deps: Needs, request: ServiceRequest, action: RequestAction): Promise<RequestReading> {
  const { person, signal } = turnInput(context);
  switch (action.verb) {
    case 'request.refresh':
      return look(context, deps, request);
    case 'request.ownTicket':
      return setOwnTicket(context, deps, request, action);
    case 'request.leave':
      return leave(context, deps, request);
    case 'request.note':
      return action.note === '' ? look(context, deps, request) : deps.changeRequest.addNote(request, action.note, person.id, signal);
    case 'request.severity':
      return changeSeverity(context, deps, request, action);
    case 'request.close':
      return deps.changeRequest.close(request, action.version, person.id, signal);
    case 'request.number':
      return deps.changeRequest.setNumber(request, action.version, action.number, person.id, signal);
    case 'request.retry':
      return deps.changeRequest.retry(request, action.version, person.id);
    case 'request.byPortal':
      return deps.changeRequest.byPortal(request, action.version, person.id);
  }
}

/** The card asks for both; without one of them nothing is changed, and said. */
function changeSeverity(
  context: TurnContext,
  { changeRequest }: Needs,
  request: ServiceRequest,
  { version, severity: wanted, reason: written }: Extract<RequestAction, { verb: 'request.severity' }>,
): Promise<RequestReading> {
  const { person, signal } = turnInput(context);
  const severity = SEVERITIES.find((one) => one === wanted);
  const reason = reasonOf(written);
  if (severity === undefined || reason === undefined)
    return Promise.reject(new BotError('INVALID', `A new severity for request ${request.id} came without the severity or the reason`));
  return changeRequest.setSeverity(request, version, { severity, reason }, person.id, signal);
}

/** The partner's own number; an empty one takes it away. */
async function setOwnTicket(
  context: TurnContext,
  deps: Needs,
  request: ServiceRequest,
  { version, ownTicket }: Extract<RequestAction, { verb: 'request.ownTicket' }>,
): Promise<RequestReading> {
  const { person, now } = turnInput(context);
  if (version !== request.version) return look(context, deps, request);
  const changed = await deps.requests.setOwnTicket(request.id, ownTicketOf(ownTicket), person.id, now);
  return look(context, deps, changed ?? request);
}

async function leave(context: TurnContext, deps: Needs, request: ServiceRequest): Promise<RequestReading> {
  const { person, now } = turnInput(context);
  await deps.requests.leave(request.id, person.id, now);
  return look(context, deps, request);
}

/** Whoever looks need not be told what is new of it. */
function look(context: TurnContext, deps: Needs, request: ServiceRequest): Promise<RequestReading> {
  const { person, signal } = turnInput(context);
  return deps.readRequest(request, signal, { seenBy: person.id });
}
