import { isDeepStrictEqual } from 'node:util';
import { entitled, planProblem, subscriptionFor } from './arm-access.ts';
import { bodyOf, checkedName } from './arm-bodies.ts';
import { armPage } from './arm-lists.ts';
import { accepted } from './arm-operations.ts';
import { printedTicket } from './arm-prints.ts';
import { classified } from './arm-services.ts';
import { armRefusal } from './arm-turn.ts';
import type { ArmTurn } from './arm-turn.ts';
import { json } from './exchange.ts';
import type { CloudReply, Route } from './exchange.ts';
import { Contact, NameCheck, TicketBody, TicketChange } from './ticket-bodies.ts';
import type { TicketContent } from './ticket-bodies.ts';
import type { Operation, Ticket } from './ticket-book.ts';

const IN = String.raw`^\/subscriptions\/(?<subscription>[^/]+)\/providers\/Microsoft\.Support`;
const ONE = new RegExp(String.raw`${IN}\/supportTickets\/(?<name>[^/]+)$`, 'i');
const READ = 'Microsoft.Support/supportTickets/read';
const WRITE = 'Microsoft.Support/supportTickets/write';

/** Support tickets of a subscription (cloud-apis 4.2). */
export const TICKET_ROUTES: readonly Route<ArmTurn>[] = [
  {
    method: 'POST',
    path: new RegExp(String.raw`${IN}\/checkNameAvailability$`, 'i'),
    handle: (turn, { subscription = '' }) => checkName(turn, subscription),
  },
  {
    method: 'GET',
    path: new RegExp(String.raw`${IN}\/supportTickets$`, 'i'),
    handle: (turn, { subscription = '' }) => list(turn, subscription),
  },
  { method: 'PUT', path: ONE, handle: (turn, { subscription = '', name = '' }) => create(turn, subscription, name) },
  {
    method: 'GET',
    path: ONE,
    handle: (turn, { subscription = '', name = '' }) => json(200, printedTicket(ticketOf(turn, subscription, name, READ))),
  },
  { method: 'PATCH', path: ONE, handle: (turn, { subscription = '', name = '' }) => change(turn, subscription, name) },
];

/** The ticket of a path, for a caller who may do `action`. One that is still being created is not there yet. Throws the refusal. */
export function ticketOf(turn: ArmTurn, subscription: string, name: string, action: string): Ticket {
  const { id } = subscriptionFor(turn, subscription, action);
  const found = turn.state.tickets.find(id, name);
  if (found === undefined)
    throw armRefusal(404, 'ResourceNotFound', `The Resource 'Microsoft.Support/supportTickets/${name}' was not found.`);
  return found;
}

export function nameAvailable(taken: boolean, message: string): CloudReply {
  return json(200, taken ? { nameAvailable: false, reason: 'Name is not available', message } : { nameAvailable: true });
}

function checkName(turn: ArmTurn, subscription: string): CloudReply {
  const { id } = subscriptionFor(turn, subscription, READ);
  const { name, type } = bodyOf(turn, NameCheck);
  if (type !== 'Microsoft.Support/supportTickets') throw armRefusal(400, 'InvalidRequestContent', 'The request content is invalid: type.');
  const { tickets } = turn.state;
  const taken = tickets.find(id, name) !== undefined || tickets.creation(id, name) !== undefined;
  return nameAvailable(taken, 'A support ticket with this name exists already in this subscription.');
}

/** The list goes back so far. */
const MONTHS_LISTED = 18;

function list(turn: ArmTurn, subscription: string): CloudReply {
  const { id } = subscriptionFor(turn, subscription, READ);
  const since = turn.state.now();
  since.setMonth(since.getMonth() - MONTHS_LISTED);
  const listed = turn.state.tickets
    .all()
    .filter(({ subscriptionId, createdDate }) => subscriptionId === id && new Date(createdDate) >= since)
    .toReversed();
  return armPage(turn, {
    items: listed,
    usual: 25,
    largest: 100,
    filters: {
      Status: ({ status }) => status,
      ServiceId: ({ content }) => content.serviceId,
      ProblemClassificationId: ({ content }) => content.problemClassificationId,
      CreatedDate: ({ createdDate }) => createdDate,
    },
    print: printedTicket,
  });
}

function create(turn: ArmTurn, subscription: string, name: string): CloudReply {
  const { id: subscriptionId } = subscriptionFor(turn, subscription, WRITE);
  checkedName(name);
  const { properties: content } = bodyOf(turn, TicketBody);
  checkContent(content, subscriptionId);
  const { behaviour, tickets } = turn.state;

  const existing = tickets.find(subscriptionId, name);
  if (existing !== undefined) {
    sameOrConflict(turn, existing.content, content);
    return json(200, printedTicket(existing));
  }
  const underWay = tickets.creation(subscriptionId, name);
  if (underWay !== undefined) {
    sameOrConflict(turn, underWay.creates, content);
    return accepted(turn, underWay);
  }

  if (behaviour.azurePlan === 'refused-at-once') entitled(turn);
  const error = planProblem(turn);
  const begun = tickets.begin({
    subscriptionId,
    ticket: name,
    creates: content,
    seconds: behaviour.azureCreation.seconds,
    ...(error === undefined ? {} : { error }),
  });
  const created = tickets.find(subscriptionId, name);
  return created === undefined ? accepted(turn, begun) : json(200, printedTicket(created));
}

/** Creating is by PUT, so the same again should change nothing; whether the service holds to that is not documented. */
function sameOrConflict({ state }: ArmTurn, known: Operation['creates'], content: TicketContent): void {
  if (state.behaviour.azureRepeat === 'same' && isDeepStrictEqual(known, content)) return;
  throw armRefusal(409, 'Conflict', 'A support ticket with this name exists already in this subscription.');
}

/** What must fit together: service, problem and its consents, resource and subscription; the highest severity is Premier's only. */
function checkContent(content: TicketContent, subscriptionId: string): void {
  const invalid = (member: string) => armRefusal(400, 'InvalidRequestContent', `The request content is invalid: properties.${member}.`);
  const known = classified(content.serviceId, content.problemClassificationId);
  if (known === undefined) throw invalid('problemClassificationId');
  const wanted = known.problem.consents.map(({ type }) => type).toSorted();
  const given = (content.secondaryConsent ?? []).map(({ type }) => type).toSorted();
  if (!isDeepStrictEqual(wanted, given)) throw invalid('secondaryConsent');
  if (content.severity === 'highestcriticalimpact') throw invalid('severity');
  const resourceId = content.technicalTicketDetails?.resourceId;
  if (resourceId !== undefined && !resourceId.toLowerCase().startsWith(`/subscriptions/${subscriptionId}/`))
    throw invalid('technicalTicketDetails.resourceId');
}

function change(turn: ArmTurn, subscription: string, name: string): CloudReply {
  const ticket = ticketOf(turn, subscription, name, WRITE);
  const { status, contactDetails, ...changed } = bodyOf(turn, TicketChange);
  entitled(turn);
  // The rule is documented, its status and code are not.
  if (changed.severity !== undefined && changed.severity !== ticket.content.severity && ticket.supportEngineer !== null)
    throw armRefusal(409, 'Conflict', 'The severity cannot be changed while a support engineer works on the ticket.');
  const contact = Contact.safeParse({ ...ticket.content.contactDetails, ...contactDetails });
  if (!contact.success) throw armRefusal(400, 'InvalidContactInformation', 'The request content is invalid: contactDetails.');
  const { severity = ticket.content.severity, advancedDiagnosticConsent = ticket.content.advancedDiagnosticConsent } = changed;
  const content = { ...ticket.content, ...changed, severity, advancedDiagnosticConsent, contactDetails: contact.data };
  turn.state.tickets.change(ticket, { content, ...(status === undefined ? {} : { status: status === 'open' ? 'Open' : 'Closed' }) });
  return json(200, printedTicket(ticket));
}
