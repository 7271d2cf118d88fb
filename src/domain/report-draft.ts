import type { EscalationCriterion, ProblemCategory } from './problem-category.ts';
import type { Locale } from './locale.ts';
import type { Nature, Product } from './product.ts';
import type { Impact, Severity } from './severity.ts';

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
  readonly product?: Product | undefined;
  readonly nature?: Nature | undefined;
  readonly category?: ProblemCategory | undefined;
  /** The health step was seen (or found to be impossible) at this moment. */
  readonly healthSeenAt?: Date | undefined;
  /** The open issue the person said is the cause. */
  readonly linkedIssueId?: string | undefined;
  readonly criterion?: EscalationCriterion | undefined;
  readonly tried?: string | undefined;
  readonly impact?: Impact | undefined;
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
