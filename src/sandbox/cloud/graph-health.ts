import { PARTNER } from '../world.ts';
import { customerById } from './customers.ts';
import { json, Refusal } from './exchange.ts';
import type { CloudReply, Route } from './exchange.ts';
import type { GraphTurn } from './graph-turn.ts';
import { graphError } from './graph-errors.ts';
import { contextOf, healthPage } from './graph-lists.ts';
import { incidentReport } from './incident-report.ts';
import { SERVICES } from './issues.ts';
import type { WorldIssue, WorldService } from './issues.ts';
import { BadQuery, selected } from './odata.ts';
import type { Entity } from './odata.ts';
import { mayReadHealth } from './relationships.ts';

const BASE = String.raw`^/v1\.0/admin/serviceAnnouncement`;
const OF = 'admin/serviceAnnouncement';
const OVERVIEWS = { usual: 100, largest: 100 };
const ISSUES = { usual: 100, largest: 1000 };

function at(path: string): RegExp {
  return new RegExp(`${BASE}${path}$`, 'i');
}

/** Service health of the tenant of the token. */
export const HEALTH_ROUTES: readonly Route<GraphTurn>[] = [
  { method: 'GET', path: at('/healthOverviews'), handle: (turn) => overviews(permitted(turn)) },
  {
    method: 'GET',
    path: at(String.raw`/healthOverviews(?:/(?<name>[^/]+)|\('(?<quoted>[^']+)'\))`),
    handle: (turn, params) => overview(permitted(turn), params['name'] || params['quoted'] || ''),
  },
  {
    method: 'GET',
    path: at('/healthOverviews/(?<name>[^/]+)/issues'),
    handle: (turn, { name = '' }) => issuesOfService(permitted(turn), name),
  },
  { method: 'GET', path: at('/issues'), handle: (turn) => issues(permitted(turn)) },
  { method: 'GET', path: at('/issues/(?<id>[^/]+)'), handle: (turn, { id = '' }) => oneIssue(permitted(turn), id) },
  { method: 'GET', path: at('/issues/(?<id>[^/]+)/incidentReport'), handle: (turn, { id = '' }) => report(permitted(turn), id) },
];

/** The turn, when the token's holder may read service health in the token's tenant. */
function permitted(turn: GraphTurn): GraphTurn {
  const { request, state, token } = turn;
  const customer = customerById(state.customers, token.tid);
  const allowed = customer === undefined ? token.tid === PARTNER.tenantId : mayReadHealth(customer);
  if (!allowed || token.idtyp !== 'user') {
    throw new Refusal(
      graphError(request, 403, 'Forbidden', 'The caller does not have a role that may read service health in this tenant.'),
    );
  }
  const wait = turn.throttle.take(token.tid);
  if (wait === undefined) return turn;
  throw new Refusal(graphError(request, 429, 'TooManyRequests', 'Too many requests.', { 'retry-after': String(wait) }));
}

function servicesOf({ state, token }: GraphTurn): readonly WorldService[] {
  return SERVICES[customerById(state.customers, token.tid)?.estate ?? 'enterprise'];
}

function issuesOf({ state, token }: GraphTurn): readonly WorldIssue[] {
  return state.issues.filter(({ tenantIds }) => tenantIds.has(token.tid)).map(({ issue }) => issue);
}

/** Worst of what open issues say; statuses not listed count as bad but least. */
const WORST_FIRST = ['serviceinterruption', 'servicedegradation', 'investigating', 'restoringservice', 'extendedrecovery'];

function statusOf(own: readonly WorldIssue[]): string {
  const rank = ({ status }: WorldIssue) => (WORST_FIRST.indexOf(status.toLowerCase()) + WORST_FIRST.length + 1) % (WORST_FIRST.length + 1);
  const worst = own.filter(({ isResolved }) => !isResolved).toSorted((a, b) => rank(a) - rank(b))[0];
  return worst?.status ?? 'serviceOperational';
}

function entityOf(turn: GraphTurn, { id, service }: WorldService): Entity {
  const own = issuesOf(turn).filter((issue) => issue.service === service);
  const expand = turn.request.query.get('$expand');
  if (expand !== null && expand !== 'issues') throw new BadQuery(`Could not find a property named '${expand}'`);
  return {
    id,
    service,
    status: statusOf(own),
    ...(expand === null
      ? {}
      : { 'issues@odata.context': contextOf(`${OF}/healthOverviews('${encodeURIComponent(service)}')/issues`), issues: own }),
  };
}

function overviews(turn: GraphTurn): CloudReply {
  const items = servicesOf(turn).map((service) => entityOf(turn, service));
  return healthPage(turn, `${OF}/healthOverviews${turn.request.query.has('$expand') ? '(issues())' : ''}`, items, OVERVIEWS);
}

function serviceNamed(turn: GraphTurn, name: string): WorldService {
  const service = servicesOf(turn).find((each) => each.service.toLowerCase() === name.toLowerCase());
  if (service === undefined) throw notFound(turn);
  return service;
}

function overview(turn: GraphTurn, name: string): CloudReply {
  const entity = entityOf(turn, serviceNamed(turn, name));
  return json(200, {
    '@odata.context': contextOf(`${OF}/healthOverviews/$entity`),
    ...selected(entity, turn.request.query.get('$select')),
  });
}

function issuesOfService(turn: GraphTurn, name: string): CloudReply {
  const { service } = serviceNamed(turn, name);
  const own = issuesOf(turn).filter((issue) => issue.service === service);
  return healthPage(turn, `${OF}/healthOverviews('${encodeURIComponent(service)}')/issues`, own.map(asEntity), ISSUES);
}

function issues(turn: GraphTurn): CloudReply {
  if (/\bdetails\b/.test(turn.request.query.get('$filter') ?? '')) throw new BadQuery('The property details cannot be filtered');
  return healthPage(turn, `${OF}/issues`, issuesOf(turn).map(asEntity), ISSUES);
}

function issueWithId(turn: GraphTurn, id: string): WorldIssue {
  const issue = issuesOf(turn).find((each) => each.id.toLowerCase() === id.toLowerCase());
  if (issue === undefined) throw notFound(turn);
  return issue;
}

function oneIssue(turn: GraphTurn, id: string): CloudReply {
  const issue = issueWithId(turn, id);
  return json(200, {
    '@odata.context': contextOf(`${OF}/issues/$entity`),
    ...selected(asEntity(issue), turn.request.query.get('$select')),
  });
}

function report(turn: GraphTurn, id: string): CloudReply {
  const issue = issueWithId(turn, id);
  if (issue.status.toLowerCase() !== 'postincidentreviewpublished') throw notFound(turn);
  return incidentReport(issue);
}

function asEntity(issue: WorldIssue): Entity {
  return { ...issue };
}

function notFound({ request }: GraphTurn): Refusal {
  return new Refusal(graphError(request, 404, 'itemNotFound', 'The resource could not be found.'));
}
