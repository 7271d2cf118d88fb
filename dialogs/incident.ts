import type { TurnContext } from 'botbuilder';
import { incidentTextCard } from '../cards/incident-text.ts';
import { incidentCard, type IncidentRemark } from '../cards/incident.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { LedgerTotals } from '../src/domain/delivery.ts';
import { reportOfIssue } from '../src/domain/incident-follow.ts';
import type { Locale } from '../src/domain/locale.ts';
import { may } from '../src/domain/permissions.ts';
import type { ReportFields } from '../src/domain/report-draft.ts';
import type { IncidentResult } from '../src/use-cases/show-incident.ts';
import { readAction } from './card-data.ts';
import { customerOfCase } from './case-customer.ts';
import { admitted } from './customer-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import { IncidentAction, type AboutCustomer } from './incident-data.ts';
import { linkRequest, listLinkable } from './incident-requests.ts';
import { notify, permitted, reply } from './reply.ts';
import { leavePressed } from './show.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<
  DialogDependencies,
  | 'cases'
  | 'customers'
  | 'drafts'
  | 'gate'
  | 'requests'
  | 'follows'
  | 'incidentReach'
  | 'showIncident'
  | 'ledger'
  | 'ownChat'
  | 'portals'
  | 'noteFailure'
  | 'files'
>;

const CASES_LOOKED_AT = 10;

/** The card of one issue of Microsoft's. */
export async function openIncident(context: TurnContext, deps: Needs, id: string): Promise<void> {
  if (!(await permitted(context, 'see-health'))) return;
  await showCard(context, deps, id, {});
}

/** Buttons `incident.…`: follow, text to copy, link a request. */
export async function actOnIncident(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(IncidentAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  switch (action.verb) {
    case 'incident.requests':
      return listLinkable(context, deps, action.issueId);
    case 'incident.link':
      return linkRequest(context, deps, action);
    default:
      if (await permitted(context, 'see-health')) await actForCustomer(context, deps, action);
  }
}

/** What a report begins with that was asked for on the card of an incident; undefined when something else was shown instead. */
export async function reportOfIncident(
  context: TurnContext,
  deps: Pick<Needs, 'customers' | 'gate' | 'showIncident'>,
  pressed: CardAction,
): Promise<ReportFields | undefined> {
  const action = readAction(IncidentAction, pressed);
  const customer = action?.verb === 'incident.report' ? await customerOf(deps, action) : undefined;
  if (action?.verb !== 'incident.report' || customer === undefined) {
    await notify(context, { name: 'old-card' });
    return undefined;
  }
  const result = await read(context, deps, action.issueId, false);
  return result && reportOfIssue(result.incident, customer.tenantId);
}

async function actForCustomer(context: TurnContext, deps: Needs, action: AboutCustomer): Promise<void> {
  const customer = await customerOf(deps, action);
  if (action.verb === 'incident.refresh') {
    const about = customer !== undefined && (await isOpen(context, deps, customer)) ? customer : undefined;
    return showCard(context, deps, action.issueId, { about, fresh: true });
  }
  if (customer === undefined) return showCard(context, deps, action.issueId, { remark: { name: 'choose-customer', customer: '' } });
  if (!(await admitted(context, deps, customer, { relationshipNeeded: true }))) return;
  if ((await deps.incidentReach.hits(action.issueId, [customer.tenantId])).length === 0) {
    return showCard(context, deps, action.issueId, { remark: { name: 'not-hit', customer: customer.name } });
  }
  switch (action.verb) {
    case 'incident.follow':
      return follow(context, deps, action.issueId, customer);
    case 'incident.unfollow':
      await deps.follows.unfollow(action.issueId, customer.tenantId, turnInput(context).person.id);
      return showCard(context, deps, action.issueId, { about: customer });
    case 'incident.text':
      return showText(context, deps, action.issueId, customer, action);
    case 'incident.report': // A report begins before any look-up.
      return notify(context, { name: 'old-card' });
  }
}

async function follow(context: TurnContext, deps: Needs, issueId: string, customer: Customer): Promise<void> {
  const { person, locale, timeZone, scope, now } = turnInput(context);
  if (scope === 'team' && !(await deps.ownChat.exists(person.id))) {
    return showCard(context, deps, issueId, { about: customer, remark: { name: 'no-chat', customer: customer.name } });
  }
  const { tenantId } = customer;
  await deps.follows.follow({ issueId, tenantId, personId: person.id, locale, timeZone, fields: undefined }, now);
  await showCard(context, deps, issueId, { about: customer });
}

async function showText(
  context: TurnContext,
  deps: Needs,
  issueId: string,
  customer: Customer,
  { locale: wanted, inPlace }: { readonly locale?: Locale | undefined; readonly inPlace: boolean },
): Promise<void> {
  const { locale, timeZone, now } = turnInput(context);
  const result = await read(context, deps, issueId, false);
  if (result === undefined) return;
  // The incident stays in sight; another language takes the place of the first.
  if (!inPlace) leavePressed(context);
  await reply(context, incidentTextCard(locale, { incident: result.incident, customer, textLocale: wanted ?? locale, timeZone, now }));
}

interface Shown {
  /** A customer open to the person. */
  readonly about?: Customer | undefined;
  readonly fresh?: boolean;
  readonly remark?: { readonly name: IncidentRemark; readonly customer: string };
}

async function showCard(context: TurnContext, deps: Needs, issueId: string, { about, fresh = false, remark }: Shown): Promise<void> {
  const result = await read(context, deps, issueId, fresh);
  if (result === undefined) return;
  const { locale, person, scope, now, timeZone } = turnInput(context);
  const inForce = await inForceAmong(context, deps, issueId);
  const [only] = result.hit.total === 1 ? result.hit.customers : [];
  const customer = about ?? (inForce?.sees === true ? inForce.customer : only);
  const following = customer !== undefined && (await deps.follows.isFollowing(issueId, customer.tenantId, person.id));
  const linked = customer ?? result.hit.customers[0] ?? inForce?.customer;
  const [totals, cases] = await Promise.all([deps.ledger.totals(result.incident.id), casesInView(context, deps, result.incident.id)]);
  await reply(
    context,
    incidentCard(locale, {
      ...result,
      failure: result.failure && { code: result.failure.code, errorId: deps.noteFailure(result.failure) },
      inForce,
      about: customer,
      following,
      reader: scope === 'team' ? person.displayName : undefined,
      remark,
      portal: linked && deps.portals.issue(linked, issueId),
      cases,
      told: anybodyIn(totals) ? { totals, listed: deps.files.possible && may(person, 'administer') } : undefined,
      now,
      timeZone,
    }),
  );
}

/** Open cases tied to it, of customers that are open to the person or of no single one; by their references. */
async function casesInView(
  context: TurnContext,
  deps: Pick<Needs, 'cases' | 'customers' | 'gate'>,
  issueId: string,
): Promise<readonly string[]> {
  const { person } = turnInput(context);
  if (!may(person, 'see-cases')) return [];
  const tied = (await deps.cases.ofIncident(issueId)).slice(0, CASES_LOOKED_AT);
  const seen = await Promise.all(
    tied.map(async (one) => {
      const customer = await customerOfCase(deps, one);
      return customer === undefined || (await isOpen(context, deps, customer)) ? [one.reference] : [];
    }),
  );
  return seen.flat();
}

function anybodyIn({ states }: LedgerTotals): boolean {
  return Object.values(states).some((count) => count > 0);
}

/** The incident, when the person may know of it; else that there is none has been said. */
async function read(
  context: TurnContext,
  { gate, showIncident }: Pick<Needs, 'gate' | 'showIncident'>,
  id: string,
  fresh: boolean,
): Promise<IncidentResult | undefined> {
  const { person, customer, now, signal } = turnInput(context);
  const issueId = id.trim().toUpperCase();
  const elseAt = customer !== undefined && (await isOpen(context, { gate }, customer)) ? customer.tenantId : undefined;
  const result = await showIncident(issueId, gate.view(person, now), { fresh, elseAt }, signal);
  if (result === undefined) await notify(context, { name: 'no-such-incident', query: id });
  return result;
}

/** The customer that a button is about, or that was picked; not yet known to be open to the person. */
async function customerOf({ customers }: Pick<Needs, 'customers'>, { tenantId, customer }: AboutCustomer): Promise<Customer | undefined> {
  const wanted = tenantId ?? customer ?? '';
  return wanted === '' ? undefined : customers.byTenantId(wanted);
}

/** The customer in force, if it is open to the person, and whether the incident hits it now; `sees`: or hit it before. */
async function inForceAmong(
  context: TurnContext,
  deps: Pick<Needs, 'gate' | 'incidentReach'>,
  issueId: string,
): Promise<{ readonly customer: Customer; readonly hit: boolean; readonly sees: boolean } | undefined> {
  const { customer } = turnInput(context);
  if (customer === undefined || !(await isOpen(context, deps, customer))) return undefined;
  const [hit] = await deps.incidentReach.hits(issueId, [customer.tenantId]);
  return { customer, hit: hit !== undefined && hit.endedAt === undefined, sees: hit !== undefined };
}

async function isOpen(context: TurnContext, { gate }: Pick<Needs, 'gate'>, customer: Customer): Promise<boolean> {
  const { person, signal } = turnInput(context);
  return (await gate.check(person, customer, signal)) === 'granted';
}
