import type { FilingRoute } from './filing-route.ts';
import type { Locale } from './locale.ts';
import type { ProblemCategory, EscalationCriterion } from './problem-category.ts';
import type { Nature, Product } from './product.ts';
import type { Contact } from './report-draft.ts';
import type { Impact, Severity } from './severity.ts';

/**
 * The life of a request: `ready` (stored, not sent) → `sending` → `filed` (Microsoft's number is known), `handed-off` (a person files it in
 * a portal and brings the number back, which makes it `filed`), `failed` (refused, nothing filed) or `uncertain` (cannot be known; a person decides).
 */
export const REQUEST_STATES = ['ready', 'sending', 'filed', 'handed-off', 'failed', 'uncertain'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** What the back end says of a filed request. */
export const DESK_STATUSES = ['open', 'attention-needed', 'closed'] as const;
export type DeskStatus = (typeof DESK_STATUSES)[number];

/** Where the card of a request is shown, to be updated in place. */
export interface CardPlace {
  readonly conversationId: string;
  readonly activityId: string;
}

/** A link a person opens, with the plain name of the portal. */
export interface PortalLink {
  readonly url: string;
  readonly portal: string;
}

/** What is asked of a service desk; fixed once the request is submitted. */
export interface RequestContent {
  readonly tenantId: string;
  readonly customerName: string;
  readonly customerDomain: string | undefined;
  readonly product: Product;
  readonly nature: Nature;
  readonly category: ProblemCategory;
  readonly criterion: EscalationCriterion | undefined;
  readonly tried: string | undefined;
  readonly impact: Impact;
  readonly severity: Severity;
  readonly severityReason: string | undefined;
  readonly title: string;
  readonly description: string;
  readonly since: string | undefined;
  readonly peopleHit: number | undefined;
  readonly contact: Contact;
  readonly language: Locale;
  readonly topicId: string | undefined;
  readonly linkedIssueId: string | undefined;
}

/** A problem reported for a customer: a Partner Center request, or a hand-off to a portal. A row of the ledger. */
export interface ServiceRequest extends RequestContent {
  readonly id: string;
  /** Our short reference, such as `PSR-7K3M9Q`; part of what is sent, so that a lost answer can be matched. */
  readonly reference: string;
  /** Raised by every change. */
  readonly version: number;
  readonly route: FilingRoute;
  readonly state: RequestState;
  /** Idempotency key towards the back end (`MS-RequestId`), fixed before the first send. */
  readonly sendKey: string;
  readonly attempts: number;
  /** The escalated case that it was filed from. */
  readonly caseId: string | undefined;
  readonly personId: string;
  readonly personName: string;
  readonly locale: Locale;
  /** The requester's, for times on cards that are updated outside a turn. */
  readonly timeZone: string;
  /** Microsoft's number. */
  readonly number: string | undefined;
  readonly deskStatus: DeskStatus | undefined;
  /** Link and text of a hand-off. */
  readonly handOff: { readonly link: PortalLink; readonly text: string } | undefined;
  readonly failure: { readonly code: string; readonly correlationId: string | undefined } | undefined;
  readonly place: CardPlace | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A subject a back end wants a request filed under. */
export interface SupportTopic {
  readonly id: string;
  readonly name: string;
  readonly description: string;
}

/** A request as the back end tells it. */
export interface DeskRecord {
  readonly number: string;
  readonly title: string;
  readonly status: DeskStatus;
  readonly updatedAt: Date | undefined;
  readonly notes: readonly { readonly by: string; readonly at: Date | undefined; readonly text: string }[];
}
