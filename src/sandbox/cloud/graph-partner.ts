import { customerById } from './customers.ts';
import { json, Refusal } from './exchange.ts';
import type { CloudReply, Route } from './exchange.ts';
import { atPartner } from './graph-turn.ts';
import type { GraphTurn } from './graph-turn.ts';
import { graphError } from './graph-errors.ts';
import { contextOf, directoryPage } from './graph-lists.ts';
import { selected } from './odata.ts';
import type { Entity } from './odata.ts';
import { serviceManagementDetails } from './portal-links.ts';
import { assignmentsOf, relationshipInForce, relationships } from './relationships.ts';

const DELEGATED = { usual: 100, largest: 300 };
const DIRECTORY = { usual: 100, largest: 999 };

/** The partner's customers and delegated administration, in the partner's own tenant. */
export const PARTNER_ROUTES: readonly Route<GraphTurn>[] = [
  { method: 'GET', path: /^\/v1\.0\/contracts$/i, handle: contracts },
  { method: 'GET', path: /^\/v1\.0\/tenantRelationships\/delegatedAdminCustomers$/i, handle: customers },
  {
    method: 'GET',
    path: /^\/v1\.0\/tenantRelationships\/delegatedAdminCustomers\/(?<id>[^/]+)$/i,
    handle: (turn, { id = '' }) => oneCustomer(turn, id),
  },
  {
    method: 'GET',
    path: /^\/v1\.0\/tenantRelationships\/delegatedAdminCustomers\/(?<id>[^/]+)\/serviceManagementDetails$/i,
    handle: (turn, { id = '' }) => portals(turn, id),
  },
  { method: 'GET', path: /^\/v1\.0\/tenantRelationships\/delegatedAdminRelationships$/i, handle: allRelationships },
  {
    method: 'GET',
    path: /^\/v1\.0\/tenantRelationships\/delegatedAdminRelationships\/(?<id>[^/]+)$/i,
    handle: (turn, { id = '' }) => oneRelationship(turn, id),
  },
  {
    method: 'GET',
    path: /^\/v1\.0\/tenantRelationships\/delegatedAdminRelationships\/(?<id>[^/]+)\/accessAssignments$/i,
    handle: (turn, { id = '' }) => assignments(turn, id),
  },
];

function contracts(turn: GraphTurn): CloudReply {
  atPartner(turn);
  const items = turn.state.customers
    .filter(({ reseller }) => reseller)
    .map(({ tenantId, name, domain }) => ({
      id: tenantId.replace('c0570000', 'c0d2a0f4'),
      deletedDateTime: null,
      contractType: 'ResellerPartner',
      customerId: tenantId,
      defaultDomainName: domain,
      displayName: name,
    }));
  return directoryPage(turn, 'contracts', items, DIRECTORY);
}

function customerEntities({ state }: GraphTurn): Entity[] {
  return state.customers
    .filter(({ gdap }) => gdap !== 'none')
    .map(({ tenantId, name }) => ({
      '@odata.type': '#microsoft.graph.delegatedAdminCustomer',
      '@odata.etag': `W/"${Buffer.from(tenantId.slice(-8)).toString('base64')}"`,
      id: tenantId,
      tenantId,
      displayName: name,
    }));
}

function customers(turn: GraphTurn): CloudReply {
  atPartner(turn);
  return directoryPage(turn, 'tenantRelationships/delegatedAdminCustomers', customerEntities(turn), DELEGATED);
}

function oneCustomer(turn: GraphTurn, id: string): CloudReply {
  atPartner(turn);
  return one(
    turn,
    'tenantRelationships/delegatedAdminCustomers/$entity',
    customerEntities(turn).find((each) => each['id'] === id),
  );
}

/** Documents disagree on application tokens here; the sandbox takes the stricter one. */
function portals(turn: GraphTurn, id: string): CloudReply {
  atPartner(turn);
  const { request, state, token } = turn;
  if (token.idtyp === 'app') throw new Refusal(graphError(request, 403, 'Forbidden', 'Delegated permissions are required.'));
  const customer = customerById(state.customers, id);
  if (customer === undefined || !relationshipInForce(customer)) throw notFound(turn);
  return json(200, {
    '@odata.context': contextOf(`tenantRelationships/delegatedAdminCustomers('${id}')/serviceManagementDetails`),
    value: serviceManagementDetails(customer),
  });
}

function allRelationships(turn: GraphTurn): CloudReply {
  atPartner(turn);
  return directoryPage(turn, 'tenantRelationships/delegatedAdminRelationships', relationships(turn.state), DELEGATED);
}

function oneRelationship(turn: GraphTurn, id: string): CloudReply {
  atPartner(turn);
  return one(
    turn,
    'tenantRelationships/delegatedAdminRelationships/$entity',
    relationships(turn.state).find((each) => each.id === id),
  );
}

function assignments(turn: GraphTurn, id: string): CloudReply {
  atPartner(turn);
  const found = assignmentsOf(turn.state, id);
  if (found === undefined) throw notFound(turn);
  if (found.customer.gdap === 'unreadable') {
    throw new Refusal(graphError(turn.request, 500, 'generalException', 'An error has occurred while processing the request.'));
  }
  return directoryPage(turn, `tenantRelationships/delegatedAdminRelationships('${id}')/accessAssignments`, found.assignments, DELEGATED);
}

function one(turn: GraphTurn, context: string, entity: Entity | undefined): CloudReply {
  if (entity === undefined) throw notFound(turn);
  return json(200, { '@odata.context': contextOf(context), ...selected(entity, turn.request.query.get('$select')) });
}

function notFound({ request }: GraphTurn): Refusal {
  return new Refusal(graphError(request, 404, 'Request_ResourceNotFound', 'The resource does not exist.'));
}
