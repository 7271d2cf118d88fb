import type { BusinessCalendar } from './business-calendar.ts';
import { addWorkingTime, workingTimeOfDay } from './business-hours.ts';
import type { Locale } from './locale.ts';
import type { Nature } from './product.ts';
import { SEVERITIES, type Severity } from './severity.ts';
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

/** The hours that Microsoft's first response is counted in. */
export interface ResponseHours {
  /** undefined: around the clock. */
  readonly calendar: BusinessCalendar | undefined;
  /** Hours of a target count in business hours only, in English too. */
  readonly businessHoursOnly: boolean;
}

/** Another severity of a request that waits for its first response. */
interface SeverityMove {
  readonly before: Severity;
  readonly after: Severity;
  /** By when the response was to be expected before. */
  readonly dueAt: Date;
  readonly filedAt: Date;
  /** When it was changed, or seen to be. */
  readonly at: Date;
}

const HOUR_MS = 3_600_000;

/**
 * By when Microsoft's first response is to be expected. Hours count around the clock in English, unless told otherwise; in other languages in business hours,
 * as local-language support works (B59). A business day (B60) is as much working time as the whole working day has on which the counting begins: between equal
 * days the same time of the next working day, for what comes in outside of working hours the end of the next one. Without a calendar all hours are business hours.
 */
export function responseDue(
  request: { readonly nature: Nature; readonly severity: Severity; readonly language: Locale },
  filedAt: Date,
  { calendar, businessHoursOnly }: ResponseHours,
): Date {
  const { nature, severity, language } = request;
  const { amount, unit, holds } = firstResponseTarget(nature, severity, language);
  if (unit === 'hours') return addWorkingTime(holds && !businessHoursOnly ? undefined : calendar, filedAt, amount * HOUR_MS);
  const begin = addWorkingTime(calendar, filedAt, 0);
  return addWorkingTime(calendar, begin, amount * workingTimeOfDay(calendar, begin));
}

/**
 * By when Microsoft's first response is to be expected once the severity is another one: of how that moves the target nothing is published. Nobody at Microsoft
 * could hurry before it was raised, so the target of a raised severity counts from then; but what was promised before holds, so it is never later. A lowered one
 * has the target that it would have had from the filing; but never a nearer one, as nobody hurries for less.
 */
export function responseDueAfter(
  request: { readonly nature: Nature; readonly language: Locale },
  { before, after, dueAt, filedAt, at }: SeverityMove,
  hours: ResponseHours,
): Date {
  const isRaised = SEVERITIES.indexOf(after) < SEVERITIES.indexOf(before);
  const target = responseDue({ ...request, severity: after }, isRaised ? at : filedAt, hours);
  return isRaised === target < dueAt ? target : dueAt;
}
