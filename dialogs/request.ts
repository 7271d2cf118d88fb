import type { TurnContext } from 'botbuilder';
import { requestCard } from '../cards/request.ts';
import type { Customer } from '../src/domain/customer.ts';
import { BotError } from '../src/domain/errors.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { RequestReading } from '../src/use-cases/read-request.ts';
import { readAction, RequestAction } from './card-data.ts';
import { admitted } from './customer-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput, type CardAction } from './turn-input.ts';
import { whoFiles } from './who-files.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate' | 'requests' | 'readRequest' | 'changeRequest' | 'partner' | 'noteFailure'>;

/** One request, by our reference, Microsoft's number or (from a button) its id. */
export async function openRequest(context: TurnContext, deps: Needs, id: string): Promise<void> {
  if (!(await permitted(context, 'see-requests'))) return;
  const request = isRowId(id) ? await deps.requests.byId(id) : await deps.requests.find(id);
  if (request === undefined) return notify(context, { name: 'no-such-request', query: id });
  if (!(await mayTouch(context, deps, request))) return;
  await showReading(context, deps, await deps.readRequest(request, turnInput(context).signal));
}

/** A button of a request's card. What cannot be done is said on the card, beside the present state. */
export async function actOnRequest(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(RequestAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (!(await permitted(context, action.verb === 'request.refresh' ? 'see-requests' : 'change-request'))) return;
  const request = await deps.requests.byId(action.requestId);
  // No row is ever deleted, so no card of ours has this id.
  if (request === undefined) return notify(context, { name: 'old-card' });
  if (!(await mayTouch(context, deps, request))) return;
  const who = action.verb === 'request.retry' ? whoFiles(request.route, turnInput(context).person, deps.partner) : undefined;
  if (who !== undefined) return notify(context, { name: 'not-permitted', ability: 'report', who });
  await showReading(context, deps, await carryOut(context, deps, request, action));
}

/** The request as it is, in place of the card that was pressed. Returns the message that holds it. */
export function showReading(
  context: TurnContext,
  { noteFailure }: Pick<Needs, 'noteFailure'>,
  { request, record, failure }: RequestReading,
): Promise<string | undefined> {
  const { locale, timeZone } = turnInput(context);
  return reply(
    context,
    requestCard(locale, { request, record, failure: failure && { code: failure.code, errorId: noteFailure(failure) }, timeZone }),
  );
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
      return deps.readRequest(request, signal);
    case 'request.note':
      return action.note === '' ? deps.readRequest(request, signal) : deps.changeRequest.addNote(request, action.note, person.id, signal);
    case 'request.close':
      return deps.changeRequest.close(request, action.version, person.id, signal);
    case 'request.number':
      return deps.changeRequest.setNumber(request, action.version, action.number, person.id, signal);
    case 'request.retry':
      return deps.changeRequest.retry(request, action.version, person.id);
  }
}

function isRowId(id: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
