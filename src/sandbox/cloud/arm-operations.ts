import { subscriptionFor } from './arm-access.ts';
import { armRefusal } from './arm-turn.ts';
import type { ArmTurn } from './arm-turn.ts';
import { printedCommunication, printedTicket } from './arm-prints.ts';
import { json } from './exchange.ts';
import type { CloudReply, Route } from './exchange.ts';
import type { Operation } from './ticket-book.ts';
import { RESOURCES } from './tokens.ts';

const PROVIDER = 'providers/Microsoft.Support';
const IN = String.raw`^\/subscriptions\/(?<subscription>[^/]+)\/providers\/Microsoft\.Support`;

/** What Azure does in its own time, followed by either of the two addresses (cloud-apis 4.7). */
export const OPERATION_ROUTES: readonly Route<ArmTurn>[] = [
  {
    method: 'GET',
    path: new RegExp(String.raw`${IN}\/operationsStatus\/(?<id>[^/]+)$`, 'i'),
    handle: (turn, { subscription = '', id = '' }) => status(turn, operationOf(turn, subscription, id)),
  },
  {
    method: 'GET',
    path: new RegExp(String.raw`${IN}\/operationResults\/(?<id>[^/]+)$`, 'i'),
    handle: (turn, { subscription = '', id = '' }) => result(turn, operationOf(turn, subscription, id)),
  },
];

/** 202 with the addresses to follow, on the canonical origin, and no body. */
export function accepted(turn: ArmTurn, { subscriptionId, id }: Operation): CloudReply {
  const at = (what: string): string =>
    `${RESOURCES.arm}/subscriptions/${subscriptionId}/${PROVIDER}/${what}/${id}?api-version=${turn.request.query.get('api-version') ?? ''}`;
  return {
    status: 202,
    headers: { 'azure-asyncoperation': at('operationsStatus'), location: at('operationResults'), ...retryAfter(turn) },
    body: '',
  };
}

function operationOf(turn: ArmTurn, subscription: string, id: string): Operation {
  const { id: subscriptionId } = subscriptionFor(turn, subscription, 'Microsoft.Support/operationsStatus/read');
  const found = turn.state.tickets.operation(subscriptionId, id.toLowerCase());
  if (found === undefined) throw armRefusal(404, 'ResourceNotFound', `The operation '${id}' was not found.`);
  return found;
}

function status(turn: ArmTurn, operation: Operation): CloudReply {
  const { subscriptionId, id, startTime, endTime, error } = operation;
  const shown = { id: `/subscriptions/${subscriptionId}/${PROVIDER}/operationsStatus/${id}`, name: id, startTime };
  if (!turn.state.tickets.hasEnded(operation)) return json(200, { ...shown, status: 'InProgress' }, retryAfter(turn));
  if (error !== undefined) return json(200, { ...shown, endTime, status: 'Failed', error });
  return json(200, { ...shown, endTime, status: 'Succeeded' });
}

function result(turn: ArmTurn, operation: Operation): CloudReply {
  const { tickets } = turn.state;
  if (!tickets.hasEnded(operation)) return accepted(turn, operation);
  if (operation.error !== undefined) throw armRefusal(403, operation.error.code, operation.error.message);
  const ticket = tickets.find(operation.subscriptionId, operation.ticket);
  if (ticket === undefined) throw armRefusal(404, 'ResourceNotFound', 'The ticket of this operation was not found.');
  const added = ticket.communications.find(({ name }) => name === operation.communication);
  return json(200, added === undefined ? printedTicket(ticket) : printedCommunication(ticket, added));
}

function retryAfter({ state }: ArmTurn): Readonly<Record<string, string>> {
  const { retryAfterSeconds } = state.behaviour.azureCreation;
  return retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
}
