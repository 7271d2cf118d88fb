import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { AdaptiveCard } from './render.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';

export interface ReportSubjectView {
  readonly draft: ReportDraft;
  readonly customer: Customer | undefined;
  readonly recent: readonly Customer[];
  readonly problems: readonly FieldProblem[];
}

/** Card 1: who and what. Inputs `customer`, `product`, `nature`, `category`, `title`. */
export declare function reportSubjectCard(locale: Locale, view: ReportSubjectView): AdaptiveCard;
