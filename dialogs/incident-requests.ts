import type { TurnContext } from 'botbuilder';
import { incidentRequestsCard } from '../cards/incident-requests.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { IncidentAction } from './incident-data.ts';
import { notify, permitted, reply } from './reply.ts';
import { customerAsNamed } from './request-customer.ts';
import { mayTouch, showReading } from './request.ts';
import { leavePressed } from './show.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate' | 'requests' | 'incidentReach' | 'portals' | 'noteFailure'>;

/** The newest of them are looked at: nobody has more requests open. */
const LOOKED_AT = 50;

/** The person's own open requests of customers that the incident hits, to choose one. */
export async function listLinkable(context: TurnContext, deps: Needs, issueId: string): Promise<void> {
  if (!(await permitted(context, 'change-request'))) return;
  const { person, locale } = turnInput(context);
  const { requests } = await deps.requests.list({ personId: person.id, openOnly: true }, { limit: LOOKED_AT, offset: 0 });
  const hits = await deps.incidentReach.hits(issueId, [...new Set(requests.map(({ tenantId }) => tenantId))]);
  const hit = requests.filter(({ tenantId, linkedIssueId }) => linkedIssueId !== issueId && hits.some((one) => one.tenantId === tenantId));
  leavePressed(context);
  await reply(context, incidentRequestsCard(locale, { issueId, ...(await openOnes(context, deps, hit)) }));
}

/** Links the chosen one and shows it; a press on an older card only shows it as it is. */
export async function linkRequest(
  context: TurnContext,
  deps: Needs,
  { issueId, requestId, version }: Extract<IncidentAction, { verb: 'incident.link' }>,
): Promise<void> {
  if (!(await permitted(context, 'change-request'))) return;
  const request = await deps.requests.byId(requestId);
  // No row is ever deleted, so no card of ours has this id.
  if (request === undefined) return notify(context, { name: 'old-card' });
  if (!(await mayTouch(context, deps, request))) return;
  const { person, now } = turnInput(context);
  const isHit = (await deps.incidentReach.hits(issueId, [request.tenantId])).length > 0;
  const linked = isHit ? await deps.requests.linkIssue(requestId, version, issueId, person.id, now) : undefined;
  const shown = linked ?? (await deps.requests.byId(requestId)) ?? request;
  await showReading(context, deps, { request: shown, record: undefined, failure: undefined });
}

/** Those of customers that are open to the person: access may have been taken away since they were made. */
async function openOnes(
  context: TurnContext,
  { customers, gate }: Needs,
  requests: readonly ServiceRequest[],
): Promise<{ readonly requests: readonly ServiceRequest[]; readonly unchecked: boolean }> {
  const { person, signal } = turnInput(context);
  const named = new Map(requests.map((request) => [request.tenantId, customerAsNamed(request)]));
  for (const customer of await customers.byTenantIds([...named.keys()])) named.set(customer.tenantId, customer);
  const access = new Map(
    await Promise.all([...named].map(async ([tenantId, customer]) => [tenantId, await gate.check(person, customer, signal)] as const)),
  );
  const open = requests.filter(({ tenantId }) => access.get(tenantId) === 'granted' || access.get(tenantId) === 'no-relationship');
  return { requests: open, unchecked: [...access.values()].includes('unknown') };
}
