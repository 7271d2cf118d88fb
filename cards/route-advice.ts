import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { AdaptiveCard } from './render.ts';

export interface RouteAdviceView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
}

/** The end of a report that somebody else must act on (routes `isv` and `own-plan`): why, who, the link, nothing filed. */
export declare function routeAdviceCard(locale: Locale, view: RouteAdviceView): AdaptiveCard;
