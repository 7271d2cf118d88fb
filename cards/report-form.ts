import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Contact, ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import type { SupportTopic } from '../src/domain/service-request.ts';
import type { AdaptiveCard } from './render.ts';

export interface ReportFormView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
  /** The contact to start from: the draft's, else the signed-in person's. */
  readonly contact: Contact;
  readonly topics: readonly SupportTopic[];
  readonly problems: readonly FieldProblem[];
}

/**
 * Card 3: the answer before the form, then the form. Inputs `impact`, `severity`, `severityReason`, `title`, `description`, `since`, `peopleHit`,
 * `contactGivenName`, `contactSurname`, `contactEmail`, `contactPhone`, `language`, `topicId`. Every severity with its definition and first-response target.
 */
export declare function reportFormCard(locale: Locale, view: ReportFormView): AdaptiveCard;
