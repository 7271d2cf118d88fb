import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { FieldProblem } from '../src/domain/report-problems.ts';
import type { HealthIssue } from '../src/domain/service-health.ts';
import type { KnownHealth } from './health.ts';
import type { AdaptiveCard } from './render.ts';

export interface ReportHealthView extends KnownHealth {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  /** Open issues of the product, best match first. */
  readonly issues: readonly HealthIssue[];
  readonly now: Date;
  readonly timeZone: string;
  readonly problems: readonly FieldProblem[];
}

/** Card 2: health first (B19); "that is it" per issue (`report.linkIssue`), else inputs `criterion` and `tried` (B22, B24). */
export declare function reportHealthCard(locale: Locale, view: ReportHealthView): AdaptiveCard;
