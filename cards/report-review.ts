import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import type { FirstResponseTarget } from '../src/domain/response-clock.ts';
import type { AdaptiveCard } from './render.ts';

export interface ReportReviewView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
  readonly target: FirstResponseTarget;
  readonly topicName: string | undefined;
  readonly problems: readonly FieldProblem[];
}

/** Card 4: everything once more, edit any part (`report.edit`), submit (`report.submit`). */
export declare function reportReviewCard(locale: Locale, view: ReportReviewView): AdaptiveCard;
