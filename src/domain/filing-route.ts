import type { PartnerType, SupportPlan } from './cloud.ts';
import type { CustomerAccess } from './customer.ts';
import { isCommercial, type Nature, type Product } from './product.ts';
import type { PartnerRole } from './roles.ts';

/** The ways a problem can go (design.md section 4); more join with later issues. */
export const FILING_ROUTES = ['partner-center', 'admin-center', 'azure-portal', 'isv', 'own-plan'] as const;
export type FilingRoute = (typeof FILING_ROUTES)[number];

/** Why this route. Its sentence is `routes.reasons.<reason>` in the catalogue. */
export const ROUTE_REASONS = ['commercial-matter', 'no-public-api', 'azure-csp-plan', 'publisher-supports', 'own-tenant'] as const;
type RouteReason = (typeof ROUTE_REASONS)[number];

/** Notes, important boxes and tips, each shown at the step it belongs to (B72, B73). Sentence: `routes.notes.<note>`. */
export const ROUTE_NOTES = [
  'partner-level-request',
  'own-contact',
  'azure-plan-field',
  'azure-manage-requests',
  'more-categories',
  'admin-center-view-tickets',
  'dynamics-contract',
  'technical-plan-may-be-asked',
  'sign-in-with-delegated-role',
  'no-access-yet',
  'helpdesk-in-azure',
  'provider-grants-azure',
  'no-phone-filing',
  'find-publisher-contact',
  'own-plan-faq',
  'english-only-target',
  'first-response-not-repair',
] as const;
export type RouteNote = (typeof ROUTE_NOTES)[number];

export interface PlacedNote {
  readonly kind: 'note' | 'important' | 'tip';
  readonly note: RouteNote;
  /** The card that shows it. */
  readonly at: 'form' | 'review' | 'hand-off';
}

/** Everything the route depends on. */
export interface FilingFacts {
  readonly product: Product;
  readonly nature: Nature;
  readonly ownTenant: boolean;
  readonly access: CustomerAccess;
  readonly roles: readonly PartnerRole[];
  readonly partnerType: PartnerType;
  readonly plans: readonly SupportPlan[];
}

/** The answer before the form. */
export interface FilingAnswer {
  readonly route: FilingRoute;
  readonly reason: RouteReason;
  /** `files`: the bot files it; `hand-off`: the bot prepares it for a portal; `advice`: somebody else must act, nothing is filed. */
  readonly kind: 'files' | 'hand-off' | 'advice';
  /** Sentence `routes.costs.<cost>`. */
  readonly cost: 'none' | 'own-plan' | 'publisher' | 'azure-plan';
  readonly needsTopic: boolean;
  readonly notes: readonly PlacedNote[];
}

type Way = Pick<FilingAnswer, 'route' | 'reason' | 'kind' | 'cost'>;

const WAYS = {
  commercial: { route: 'partner-center', reason: 'commercial-matter', kind: 'files', cost: 'none' },
  publisher: { route: 'isv', reason: 'publisher-supports', kind: 'advice', cost: 'publisher' },
  ownPlan: { route: 'own-plan', reason: 'own-tenant', kind: 'advice', cost: 'own-plan' },
  azure: { route: 'azure-portal', reason: 'azure-csp-plan', kind: 'hand-off', cost: 'azure-plan' },
  adminCenter: { route: 'admin-center', reason: 'no-public-api', kind: 'hand-off', cost: 'none' },
} as const satisfies Record<string, Way>;

/** Says how a problem may be filed, before any form is shown. Pure and total. */
export function filingRoute(facts: FilingFacts): FilingAnswer {
  const way = wayFor(facts);
  const rules = [...(way.kind === 'advice' ? [] : FORM_NOTES), ...ROUTE_RULES[way.route]];
  return {
    ...way,
    needsTopic: way.route === 'partner-center',
    notes: rules.filter((rule) => rule.when?.(facts) ?? true).map(({ kind, note, at }) => ({ kind, note, at })),
  };
}

/** The first line that fits. */
function wayFor({ product, nature, ownTenant }: FilingFacts): Way {
  // Whatever the product and whoever's tenant: open to every partner (B23, B25); of marketplace products Microsoft's commerce system is its own.
  if (isCommercial(nature) || product === 'commercial') return WAYS.commercial;
  // Microsoft supports no publisher's product, in no tenant (B39), so this comes before the own tenant.
  if (product === 'marketplace') return WAYS.publisher;
  if (ownTenant) return WAYS.ownPlan; // B44, B52
  if (product === 'azure') return WAYS.azure; // B27–B32
  return WAYS.adminCenter; // No public API creates these (cloud-apis 3.1), B33–B36
}

interface NoteRule extends PlacedNote {
  readonly when?: (facts: FilingFacts) => boolean;
}

/** Where a form is filled, whatever becomes of it. */
const FORM_NOTES: readonly NoteRule[] = [
  { kind: 'note', note: 'first-response-not-repair', at: 'form' }, // B58
  { kind: 'note', note: 'english-only-target', at: 'form' }, // B59
  { kind: 'note', note: 'no-phone-filing', at: 'form' }, // B49
];

/** The same for both portals; only the weight of the contact rule differs (B31 is of Azure's important box, B35 a tip; B72). */
const PORTAL_NOTES: readonly NoteRule[] = [
  { kind: 'important', note: 'no-access-yet', at: 'form', when: ({ access }) => access === 'denied' || access === 'no-relationship' }, // B37, B38
  // The newer page (2021) opens hand-offs to every CSP partner, the older one (2020) asks for a plan: offered, with the older rule as a note (B26).
  { kind: 'note', note: 'technical-plan-may-be-asked', at: 'form', when: ({ plans }) => plans.length === 0 },
  { kind: 'note', note: 'sign-in-with-delegated-role', at: 'hand-off' }, // cloud-apis 8.3
];

const ROUTE_RULES: Readonly<Record<FilingRoute, readonly NoteRule[]>> = {
  'partner-center': [
    // No create call names a customer: the request is the partner's, the customer stands in its text (cloud-apis 3.1).
    { kind: 'note', note: 'partner-level-request', at: 'form', when: ({ ownTenant }) => !ownTenant },
    { kind: 'tip', note: 'own-contact', at: 'form', when: ({ ownTenant }) => !ownTenant },
  ],
  'azure-portal': [
    { kind: 'important', note: 'own-contact', at: 'form' }, // B31
    { kind: 'important', note: 'azure-plan-field', at: 'hand-off' }, // B30
    { kind: 'important', note: 'helpdesk-in-azure', at: 'form', when: ({ roles }) => isOnlyHelpdesk(roles) }, // B6
    { kind: 'important', note: 'provider-grants-azure', at: 'form', when: ({ partnerType }) => partnerType === 'indirect-reseller' }, // B4, B5
    ...PORTAL_NOTES,
    { kind: 'tip', note: 'azure-manage-requests', at: 'hand-off' }, // B32
  ],
  'admin-center': [
    { kind: 'tip', note: 'own-contact', at: 'form' }, // B35
    { kind: 'note', note: 'dynamics-contract', at: 'form', when: ({ product }) => product === 'dynamics365' }, // B7
    ...PORTAL_NOTES,
    { kind: 'tip', note: 'more-categories', at: 'hand-off' }, // B33
    { kind: 'tip', note: 'admin-center-view-tickets', at: 'hand-off' }, // B36
  ],
  isv: [{ kind: 'tip', note: 'find-publisher-contact', at: 'hand-off' }], // B40, B41
  'own-plan': [{ kind: 'note', note: 'own-plan-faq', at: 'hand-off' }], // B52
};

/** A helpdesk agent with no role that may file in the Azure portal (B6). */
export function isOnlyHelpdesk(roles: readonly PartnerRole[]): boolean {
  return roles.includes('helpdesk-agent') && !roles.includes('admin-agent') && !roles.includes('global-administrator');
}
