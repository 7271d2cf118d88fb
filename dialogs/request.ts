import type { TurnContext } from 'botbuilder';
import { noticeCard, type Notice } from '../cards/notice.ts';
import { requestCard } from '../cards/request.ts';
import { requestMessagesCard } from '../cards/request-messages.ts';
import type { TypedNumber } from '../cards/request-number.ts';
import { BotError } from '../src/domain/errors.ts';
import { whoFilesCommercial } from '../src/domain/filing-facts.ts';
import { reasonOf } from '../src/domain/report-answers.ts';
import { requestNumberOf } from '../src/domain/request-number.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { SEVERITIES } from '../src/domain/severity.ts';
import type { RequestReading } from '../src/use-cases/read-request.ts';
import { readAction, RequestAction } from './card-data.ts';
import { admitted } from './customer-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { FilingNeeds } from './filing-now.ts';
import { customerOf } from './request-customer.ts';
import { numberTaken } from './request-number.ts';
import { changeOurSide } from './request-our-side.ts';
import { refusedWay } from './request-way.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = FilingNeeds &
  Pick<DialogDependencies, 'customers' | 'gate' | 'portals' | 'requests' | 'readRequest' | 'changeRequest' | 'noteFailure'>;

/** What changes nothing about the request. */
const LOOKS: ReadonlySet<string> = new Set(['request.refresh', 'request.messages', 'request.join', 'request.leave']);

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
  const refused = await refusedWay(context, deps, request, action);
  if (refused !== undefined) return refuse(context, deps, request, action, refused);
  if (action.verb === 'request.messages') {
    return showMessages(context, deps, await carryOut(context, deps, request, action), action.page);
  }
  const taken = action.verb === 'request.number' ? await numberTaken(context, deps, request, numberIn(action)) : undefined;
  if (taken !== undefined) return notify(context, taken);
  const reading = await carryOut(context, deps, request, action);
  const wrong = action.verb === 'request.number' && reading.failure?.code === 'INVALID';
  // What was typed stays on the card, beside why it was not taken.
  await (wrong
    ? showReading(context, deps, { ...reading, failure: undefined }, refusedNumber(action))
    : showReading(context, deps, reading));
}

function refusedNumber(action: Extract<RequestAction, { verb: 'request.number' }>): TypedNumber {
  const number = numberIn(action);
  return { number, problem: requestNumberOf(number) === undefined ? 'form' : 'not-its-own' };
}

/** Nothing is sent. What may be there already is looked for all the same, and may settle it. */
async function refuse(context: TurnContext, deps: Needs, request: ServiceRequest, { verb }: RequestAction, notice: Notice): Promise<void> {
  if (notice.name === 'portal-not-for-helpdesk') {
    // In place of the request's card, which comes back there: it stays the only one.
    await reply(context, noticeCard(turnInput(context).locale, notice));
    return;
  }
  if (verb !== 'request.retry' || request.state !== 'uncertain') return notify(context, notice);
  const { person, signal } = turnInput(context);
  const reading = await orPresent(deps, request, () => deps.changeRequest.lookUp(request, request.version, person.id, signal));
  if (reading.failure === undefined && reading.request.state === 'uncertain') await notify(context, notice);
  await showReading(context, deps, reading);
}

/** The request as it is, in place of the card that was pressed. Returns the message that holds it. */
export async function showReading(
  context: TurnContext,
  { noteFailure, portals, requests }: Pick<Needs, 'noteFailure' | 'portals' | 'requests'>,
  { request, record, failure, remark, candidates }: RequestReading,
  typed?: TypedNumber,
): Promise<string | undefined> {
  const { locale, timeZone, now, person, scope } = turnInput(context);
  const followers = await requests.followers(request.id);
  // In a channel everybody sees the same card.
  const mayFollow = scope === 'personal' && person.id !== request.personId;
  const following = mayFollow ? followers.some(({ personId }) => personId === person.id) : undefined;
  const shown = failure && { code: failure.code, errorId: noteFailure(failure) };
  const lookUpAt = portals.requestsOf(request.route, { tenantId: request.tenantId, domain: request.customerDomain });
  const view = { request, record, failure: shown, followers, following, timeZone, now, remark, lookUpAt, candidates, typed };
  return reply(context, requestCard(locale, view));
}

/** The gate of the request's customer; when it stays shut, the reason has been shown. */
export async function mayTouch(context: TurnContext, deps: Pick<Needs, 'customers' | 'gate'>, request: ServiceRequest): Promise<boolean> {
  return admitted(context, deps, await customerOf(deps, request), { relationshipNeeded: false });
}

function carryOut(context: TurnContext, deps: Needs, request: ServiceRequest, action: RequestAction): Promise<RequestReading> {
  return orPresent(deps, request, () => change(context, deps, request, action));
}

/** Where it fails: why, beside the present state. */
async function orPresent(
  { requests }: Pick<Needs, 'requests'>,
  request: ServiceRequest,
  work: () => Promise<RequestReading>,
): Promise<RequestReading> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    // Read anew: the change may have been done in part.
    return { request: (await requests.byId(request.id)) ?? request, record: undefined, failure: error };
  }
}

async function change(context: TurnContext, deps: Needs, request: ServiceRequest, action: RequestAction): Promise<RequestReading> {
  const { person, signal } = turnInput(context);
  switch (action.verb) {
    case 'request.refresh':
    case 'request.messages':
      return look(context, deps, request);
    case 'request.join':
    case 'request.leave':
    case 'request.end':
    case 'request.resume':
    case 'request.ownTicket':
      return look(context, deps, await changeOurSide(context, deps, request, action));
    case 'request.note':
      return action.note === '' ? look(context, deps, request) : deps.changeRequest.addNote(request, action.note, person.id, signal);
    case 'request.severity':
      return changeSeverity(context, deps, request, action);
    case 'request.close':
      return deps.changeRequest.close(request, action.version, person.id, signal);
    case 'request.number':
      return deps.changeRequest.setNumber(request, action.version, numberIn(action), person.id, signal);
    case 'request.retry':
      return deps.changeRequest.retry(request, action.version, person.id);
    case 'request.byPortal':
      return deps.changeRequest.byPortal(request, action.version, person.id);
  }
}

/** Typed, else picked. */
function numberIn({ number, picked }: Extract<RequestAction, { verb: 'request.number' }>): string {
  return number || picked;
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

/** Whoever looks need not be told what is new of it. */
function look(context: TurnContext, deps: Needs, request: ServiceRequest): Promise<RequestReading> {
  const { person, signal } = turnInput(context);
  return deps.readRequest(request, signal, { seenBy: person.id });
}

/** In place of the request's card; where they cannot be read just now it stays, with the reason. What was sent can be read anyway. */
async function showMessages(context: TurnContext, deps: Needs, reading: RequestReading, page: number | undefined): Promise<void> {
  const { locale, timeZone } = turnInput(context);
  const { request, record, failure } = reading;
  if (failure !== undefined) return void (await showReading(context, deps, reading));
  await reply(context, requestMessagesCard(locale, { request, record, page, timeZone }));
}
