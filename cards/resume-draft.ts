import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { AdaptiveCard } from './render.ts';

export interface ResumeDraftView {
  readonly draft: ReportDraft;
  readonly customer: Customer | undefined;
  readonly now: Date;
  readonly timeZone: string;
}

/** A report was begun earlier: go on (`report.resume`) or start anew (`report.restart`). */
export declare function resumeDraftCard(locale: Locale, view: ResumeDraftView): AdaptiveCard;
