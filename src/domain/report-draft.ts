import type { EscalationCriterion, ProblemCategory } from './problem-category.ts';
import type { Locale } from './locale.ts';
import type { Nature, Product } from './product.ts';
import type { SecondaryConsent } from './azure-filing.ts';
import type { RequestFollower } from './service-request.ts';
import type { Affected, Impact, Severity } from './severity.ts';

/** Whom Microsoft may write to. Never somebody of the customer (B31, B35); no telephone support is promised (B49). */
export interface Contact {
  readonly givenName: string;
  readonly surname: string;
  readonly email: string;
  readonly phone: string | undefined;
}

/** What is gathered of a report. Everything is optional until the review. */
export interface ReportFields {
  readonly tenantId?: string | undefined;
  /** The customer that it was for before: its name may stand in the texts still. */
  readonly earlierTenantId?: string | undefined;
  readonly product?: Product | undefined;
  readonly nature?: Nature | undefined;
  readonly category?: ProblemCategory | undefined;
  /** The health step was seen (or found to be impossible) at this moment. */
  readonly healthSeenAt?: Date | undefined;
  /** The open issue the person said is the cause. */
  readonly linkedIssueId?: string | undefined;
  readonly criterion?: EscalationCriterion | undefined;
  readonly tried?: string | undefined;
  /** What the impact questions come to. */
  readonly impact?: Impact | undefined;
  readonly affected?: Affected | undefined;
  readonly production?: boolean | undefined;
  readonly workaround?: boolean | undefined;
  /** Of fraud instead of the three above: it is going on now. */
  readonly ongoing?: boolean | undefined;
  /** Differs from the proposed one only together with `severityReason`. */
  readonly severity?: Severity | undefined;
  readonly severityReason?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** Free text: "since 9", "yesterday evening". */
  readonly since?: string | undefined;
  readonly peopleHit?: number | undefined;
  readonly contact?: Contact | undefined;
  /** Language of the request: only English carries the first-response target (B59). */
  readonly language?: Locale | undefined;
  /** Partner Center support topic, for the `partner-center` route. */
  readonly topicId?: string | undefined;
  /** The escalated case that it is filed from. */
  readonly caseId?: string | undefined;
  /** The partner's own ticket number, of whatever system it keeps. */
  readonly ownTicket?: string | undefined;
  /** The person is in a support group that may file in the Azure portal (B6). */
  readonly inSupportGroup?: boolean | undefined;
  /** Whose report it was before it was handed over, the last one last: they are told what becomes of the request. */
  readonly handedOverBy?: readonly RequestFollower[] | undefined;
  /** A similar open request was shown, and this is something else: ids of the requests. */
  readonly notSimilarTo?: readonly string[] | undefined;
  /** The person takes it to the Azure portal although the bot could file it. */
  readonly portalChosen?: boolean | undefined;
  // For the route `azure-support`:
  readonly azureSubscriptionId?: string | undefined;
  /** Full path of the problem classification, which names its service too. */
  readonly azureProblemId?: string | undefined;
  /** Whether Microsoft may collect diagnostic data; really asked, so undefined until then. */
  readonly diagnosticConsent?: boolean | undefined;
  readonly secondaryConsents?: readonly SecondaryConsent[] | undefined;
  /** Asked on the review of a critical one: nobody commits a partner without night staff unasked. */
  readonly roundTheClock?: boolean | undefined;
  /** Of the contact: ISO 3166-1 alpha-2. */
  readonly contactCountry?: string | undefined;
  /** Of the contact: IANA name. */
  readonly contactTimeZone?: string | undefined;
}

/** The four cards of the report, in order. */
export const REPORT_STEPS = ['subject', 'health', 'form', 'review'] as const;
export type ReportStep = (typeof REPORT_STEPS)[number];

/** A report being written: a versioned row of ours, resumable for seven days. */
export interface ReportDraft extends ReportFields {
  readonly id: string;
  /** Raised by every change; a card of an older version is answered with the present state. */
  readonly version: number;
  readonly personId: string;
  readonly conversationId: string;
  /** The step the person went back to; undefined while going forward. */
  readonly editing: ReportStep | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
