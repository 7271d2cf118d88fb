import type { Locale } from './locale.ts';
import type { Nature } from './product.ts';
import type { Severity } from './severity.ts';
import targets from './facts/response-targets.json' with { type: 'json' };

/** A target for Microsoft's first response, never for the repair (B58). */
export interface FirstResponseTarget {
  readonly amount: number;
  readonly unit: 'hours' | 'business-days';
  /** False where the request is not in English: the target is then shown beside the English-only note (B59). */
  readonly holds: boolean;
  /** Where the figure comes from, and the date of that page (B78). */
  readonly source: string;
  readonly date: string;
}

/** The first-response target by severity for break-fix (B55–B57), one business day for everything else (B60). */
export function firstResponseTarget(nature: Nature, severity: Severity, language: Locale): FirstResponseTarget {
  const holds = language === 'en';
  const { source, date } = targets;
  return nature === 'break-fix'
    ? { amount: targets.breakFixHours[severity], unit: 'hours', holds, source, date }
    : { amount: targets.otherBusinessDays, unit: 'business-days', holds, source, date };
}
