import type { Cloud, PartnerType, SupportPlan } from './cloud.ts';
import type { CustomerAccess } from './customer.ts';
import type { Nature, Product } from './product.ts';
import type { PartnerRole } from './roles.ts';

/** The ways a problem can go (design.md section 4); more join with later issues. */
export const FILING_ROUTES = ['partner-center', 'admin-center', 'azure-portal', 'isv', 'own-plan'] as const;
export type FilingRoute = (typeof FILING_ROUTES)[number];

/** Why this route. Its sentence is `routes.reasons.<reason>` in the catalogue. */
export const ROUTE_REASONS = ['commercial-matter', 'no-public-api', 'azure-csp-plan', 'publisher-supports', 'own-tenant'] as const;
export type RouteReason = (typeof ROUTE_REASONS)[number];

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
  readonly cloud: Cloud;
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
