import {
  hasApiPlan,
  hasDynamicsPlan,
  isCommercialMatter,
  isReseller,
  mayFileByApi,
  mayFileInAzurePortal,
  whoFilesCommercial,
  type FilingFacts,
} from './filing-facts.ts';
import { notesFor, type PlacedNote } from './route-notes.ts';

/** The ways a problem can go (design.md section 4). */
export const FILING_ROUTES = [
  'azure-support',
  'azure-portal',
  'azure-portal-by-domain',
  'partner-center',
  'admin-center',
  'ask-provider',
  'ask-admin-agent',
  'own-plan',
  'isv',
  'partner-first',
  'not-entitled',
] as const;
export type FilingRoute = (typeof FILING_ROUTES)[number];

/** Why this route. Its sentence is `routes.reasons.<reason>` in the catalogue. */
export const ROUTE_REASONS = [
  'commercial-matter',
  'commercial-by-setting',
  'publisher-supports',
  'own-tenant',
  'no-criterion',
  'no-access',
  'dynamics-contract',
  'dynamics-contract-of-provider',
  'provider-in-between',
  'no-rights-in-azure',
  'no-relationship',
  'helpdesk-in-azure',
  'azure-api',
  'azure-through-provider',
  'azure-support-group',
  'azure-api-not-offered',
  'azure-access-unknown',
  'azure-portal-chosen',
  'azure-no-subscription',
  'azure-csp-plan',
  'no-public-api',
] as const;
export type RouteReason = (typeof ROUTE_REASONS)[number];

/** What it costs. Sentence: `routes.costs.<cost>`. */
export const ROUTE_COSTS = [
  'none',
  'included',
  'azure-plan',
  'support-contract',
  'own-plan',
  'own-included',
  'publisher',
  'provider',
  'contract-first',
  'nothing-filed',
] as const;
export type RouteCost = (typeof ROUTE_COSTS)[number];

/** What a person needs at hand. Sentence: `routes.needs.<need>`. */
export const ROUTE_NEEDS = [
  'support-topic',
  'delegated-role',
  'azure-rights',
  'azure-subscription',
  'azure-problem',
  'diagnostic-consent',
  'contract-number',
  'provider-contact',
  'publisher-contact',
  'colleague-with-access',
  'admin-agent',
  'support-contract',
  'relationship',
] as const;
export type RouteNeed = (typeof ROUTE_NEEDS)[number];

/** The step that comes next; never none. Sentence: `routes.next.<next>`. */
export const ROUTE_NEXTS = [
  'fill-form',
  'hand-over',
  'send-to-provider',
  'use-own-plan',
  'ask-publisher',
  'ask-expert',
  'get-contract',
  'get-relationship',
] as const;
export type RouteNext = (typeof ROUTE_NEXTS)[number];

/** The answer before the form. */
export interface FilingAnswer {
  readonly route: FilingRoute;
  readonly reason: RouteReason;
  /** `files`: the bot files it; `hand-off`: the bot prepares it for a portal; `advice`: somebody else must act, nothing is filed. */
  readonly kind: 'files' | 'hand-off' | 'advice';
  readonly cost: RouteCost;
  readonly needs: readonly RouteNeed[];
  readonly next: RouteNext;
  /** A support topic of Partner Center is asked for. */
  readonly needsTopic: boolean;
  /** Subscription, problem and consent of Azure Support are asked for. */
  readonly needsAzure: boolean;
  readonly notes: readonly PlacedNote[];
}

/** What a person agrees to who sends a report. */
export type ShownWay = Pick<FilingAnswer, 'route' | 'cost'>;

/** A line of the table, without what follows from it. */
export type Way = Pick<FilingAnswer, 'route' | 'reason' | 'kind' | 'cost' | 'needs' | 'next'>;

/** Says how a problem may be filed, before any form is shown. Pure and total. */
export function filingRoute(facts: FilingFacts): FilingAnswer {
  const way = wayFor(facts);
  return {
    ...way,
    needsTopic: way.route === 'partner-center',
    needsAzure: way.route === 'azure-support',
    notes: notesFor(way, facts),
  };
}

/** The first line that fits. */
function wayFor(facts: FilingFacts): Way {
  const { product, ownTenant, access, criterion } = facts;
  // Whatever the product and whoever's tenant: of marketplace products Microsoft's commerce system is its own.
  if (isCommercialMatter(facts)) return commercialWay(facts);
  // Microsoft supports no publisher's product, in no tenant (B39), so this comes before the own tenant.
  if (product === 'marketplace') return advice('isv', 'publisher-supports', 'publisher', ['publisher-contact'], 'ask-publisher');
  if (ownTenant) return advice('own-plan', 'own-tenant', ownCost(facts), ['contract-number'], 'use-own-plan'); // B44, B52
  if (criterion === 'none') return advice('partner-first', 'no-criterion', 'nothing-filed', [], 'ask-expert'); // B22, B24
  // Before the person's own access: where the partner lacks the contract no colleague can file it either.
  if (product === 'dynamics365' && !hasDynamicsPlan(facts)) return withoutContract(facts);
  if (access === 'denied') return askColleague('no-access', 'colleague-with-access', wayFor({ ...facts, access: 'granted', ...ANY_ADMIN }));
  if (access === 'no-relationship') return withoutRelationship(facts);
  return product === 'azure' ? azureWay(facts) : adminCenterWay(facts);
}

const ANY_ADMIN = { roles: ['admin-agent'] } as const;

/** Partner Center, for every partner (B23, B25), free of charge (B48). Nobody writes about a customer that is closed to him or her (design.md 7). */
function commercialWay(facts: FilingFacts): Way {
  const way: Way = {
    route: 'partner-center',
    reason: 'commercial-matter',
    kind: 'files',
    cost: 'none',
    needs: ['support-topic'],
    next: 'fill-form',
  };
  if (facts.access === 'denied') return askColleague('no-access', 'colleague-with-access', way);
  return whoFilesCommercial(facts) === undefined ? way : askColleague('commercial-by-setting', 'admin-agent', way);
}

/** Dynamics 365 wants Advanced Support for Partners or more (B7); behind an indirect reseller stands a provider who may hold it (B4). */
function withoutContract(facts: FilingFacts): Way {
  return isReseller(facts)
    ? advice('ask-provider', 'dynamics-contract-of-provider', 'provider', ['provider-contact'], 'send-to-provider')
    : advice('not-entitled', 'dynamics-contract', 'contract-first', ['support-contract'], 'get-contract');
}

/** The customer granted no delegated administration: the provider (B4, B5), the portal by the customer's domain (B37, B38), or nobody yet. */
function withoutRelationship(facts: FilingFacts): Way {
  if (isReseller(facts)) return advice('ask-provider', 'provider-in-between', 'provider', ['provider-contact'], 'send-to-provider');
  if (facts.product !== 'azure') return advice('not-entitled', 'no-relationship', 'nothing-filed', ['relationship'], 'get-relationship');
  const way = azurePortal('azure-portal-by-domain', 'no-rights-in-azure', ['azure-rights', 'azure-subscription']);
  return mayFileInAzurePortal(facts) ? way : askColleague('helpdesk-in-azure', 'admin-agent', way); // B6
}

/** By the API where the plan allows it (cloud-apis 4.1, 4.9), else in the portal under the plan "Cloud Solution Provider" (B27–B32). */
function azureWay(facts: FilingFacts): Way {
  if (mayFileByApi(facts)) {
    const needs = ['azure-subscription', 'azure-problem', 'diagnostic-consent'] as const;
    return { route: 'azure-support', reason: 'azure-api', kind: 'files', cost: 'support-contract', needs, next: 'fill-form' };
  }
  const way = azurePortal('azure-portal', portalReason(facts), ['delegated-role', 'azure-rights', 'azure-subscription']);
  return mayFileInAzurePortal(facts) ? way : askColleague('helpdesk-in-azure', 'admin-agent', way); // B6
}

/** Why the portal and not the API. */
function portalReason(facts: FilingFacts): RouteReason {
  if (isReseller(facts)) return 'azure-through-provider'; // B5
  if (hasApiPlan(facts)) {
    if (!facts.apiOffered) return 'azure-api-not-offered';
    if (facts.portalChosen) return 'azure-portal-chosen';
    return facts.noSubscriptionSeen ? 'azure-no-subscription' : 'azure-access-unknown';
  }
  return facts.inSupportGroup ? 'azure-support-group' : 'azure-csp-plan';
}

function azurePortal(route: 'azure-portal' | 'azure-portal-by-domain', reason: RouteReason, needs: readonly RouteNeed[]): Way {
  return { route, reason, kind: 'hand-off', cost: 'azure-plan', needs, next: 'fill-form' };
}

/** No public API creates these (cloud-apis 3.1; B27, B33–B36). */
function adminCenterWay({ product }: FilingFacts): Way {
  const way = { route: 'admin-center', reason: 'no-public-api', kind: 'hand-off', next: 'fill-form' } as const;
  return product === 'dynamics365'
    ? { ...way, cost: 'support-contract', needs: ['delegated-role', 'contract-number'] }
    : { ...way, cost: 'included', needs: ['delegated-role'] };
}

/** A colleague takes the way that is closed to this person, and it costs what that way costs. */
function askColleague(reason: RouteReason, need: RouteNeed, { cost }: Way): Way {
  return advice('ask-admin-agent', reason, cost, [need], 'hand-over');
}

/** Of the partner's own tenant only Azure support is charged (B45, B46). */
function ownCost({ product }: FilingFacts): RouteCost {
  return product === 'azure' ? 'own-plan' : 'own-included';
}

function advice(route: FilingRoute, reason: RouteReason, cost: RouteCost, needs: readonly RouteNeed[], next: RouteNext): Way {
  return { route, reason, kind: 'advice', cost, needs, next };
}
