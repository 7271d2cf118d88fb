import { PARTNER } from '../world.ts';
import { entitled } from './arm-access.ts';
import { bodyOf, checkedName } from './arm-bodies.ts';
import { armPage } from './arm-lists.ts';
import { accepted } from './arm-operations.ts';
import { printedCommunication } from './arm-prints.ts';
import { nameAvailable, ticketOf } from './arm-tickets.ts';
import { armRefusal } from './arm-turn.ts';
import type { ArmTurn } from './arm-turn.ts';
import { json } from './exchange.ts';
import type { CloudReply, Route } from './exchange.ts';
import { CommunicationBody, NameCheck } from './ticket-bodies.ts';
import type { Communication, Ticket } from './ticket-book.ts';

const TICKET = String.raw`^\/subscriptions\/(?<subscription>[^/]+)\/providers\/Microsoft\.Support\/supportTickets\/(?<ticket>[^/]+)`;
const ONE = new RegExp(String.raw`${TICKET}\/communications\/(?<name>[^/]+)$`, 'i');
const READ = 'Microsoft.Support/communications/read';
const WRITE = 'Microsoft.Support/supportTickets/write';

/** What is written to and by Microsoft about a ticket (cloud-apis 4.8). */
export const COMMUNICATION_ROUTES: readonly Route<ArmTurn>[] = [
  {
    method: 'POST',
    path: new RegExp(String.raw`${TICKET}\/checkNameAvailability$`, 'i'),
    handle: (turn, { subscription = '', ticket = '' }) => checkName(turn, ticketOf(turn, subscription, ticket, READ)),
  },
  {
    method: 'GET',
    path: new RegExp(String.raw`${TICKET}\/communications$`, 'i'),
    handle: (turn, { subscription = '', ticket = '' }) => list(turn, ticketOf(turn, subscription, ticket, READ)),
  },
  {
    method: 'GET',
    path: ONE,
    handle: (turn, { subscription = '', ticket = '', name = '' }) => one(ticketOf(turn, subscription, ticket, READ), name),
  },
  {
    method: 'PUT',
    path: ONE,
    handle: (turn, { subscription = '', ticket = '', name = '' }) => add(turn, ticketOf(turn, subscription, ticket, WRITE), name),
  },
];

function named({ communications }: Ticket, name: string): Communication | undefined {
  return communications.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

function checkName(turn: ArmTurn, ticket: Ticket): CloudReply {
  const { name, type } = bodyOf(turn, NameCheck);
  if (type !== 'Microsoft.Support/communications') throw armRefusal(400, 'InvalidRequestContent', 'The request content is invalid: type.');
  return nameAvailable(named(ticket, name) !== undefined, 'A communication with this name exists already in this ticket.');
}

function list(turn: ArmTurn, ticket: Ticket): CloudReply {
  return armPage(turn, {
    items: ticket.communications.toReversed(),
    usual: 10,
    largest: 10,
    filters: {
      CommunicationType: ({ communicationType }) => communicationType,
      CreatedDate: ({ createdDate }) => createdDate,
    },
    print: (communication) => printedCommunication(ticket, communication),
  });
}

function one(ticket: Ticket, name: string): CloudReply {
  const found = named(ticket, name);
  if (found === undefined)
    throw armRefusal(404, 'ResourceNotFound', `The Resource 'Microsoft.Support/communications/${name}' was not found.`);
  return json(200, printedCommunication(ticket, found));
}

/** The same name again with the same text adds nothing; whether the service holds to that is not documented. */
function add(turn: ArmTurn, ticket: Ticket, name: string): CloudReply {
  checkedName(name);
  const { subject, body, sender } = bodyOf(turn, CommunicationBody).properties;
  const { token, state } = turn;
  entitled(turn);
  // Of a person the service knows it; an application must say it.
  if (sender === undefined && token.idtyp === 'app')
    throw armRefusal(400, 'InvalidRequestContent', 'The request content is invalid: sender.');
  const known = named(ticket, name);
  if (known !== undefined) {
    if (state.behaviour.azureRepeat === 'same' && known.subject === subject && known.body === body)
      return json(200, printedCommunication(ticket, known));
    throw armRefusal(409, 'Conflict', 'A communication with this name exists already in this ticket.');
  }
  const added = state.tickets.addCommunication(ticket, {
    name,
    communicationDirection: 'outbound',
    sender: sender ?? `support-bot@${PARTNER.domain}`,
    subject,
    body,
  });
  if (state.behaviour.communicationAnswers === 200) return json(200, printedCommunication(ticket, added));
  const { subscriptionId, name: of } = ticket;
  return accepted(turn, state.tickets.begin({ subscriptionId, ticket: of, communication: added.name, seconds: 0 }));
}
