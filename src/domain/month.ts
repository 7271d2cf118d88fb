import { DateTime } from 'luxon';
import { LOCALES } from './locale.ts';

/** A calendar month as it is written, `yyyy-MM`. */
export const MONTH = /^20\d{2}-(?:0[1-9]|1[0-2])$/;

/** Whole months of one wall clock, each with the moment in which it begins; in their order, without gaps. */
export interface MonthSpan {
  readonly months: readonly { readonly month: string; readonly from: Date }[];
  readonly to: Date;
}

/** The month of a moment by the clocks of a zone. */
export function monthOf(at: Date, timeZone: string): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM');
}

/** So many months later; earlier when negative. */
export function monthAfter(month: string, count: number): string {
  return DateTime.fromISO(month, { zone: 'UTC' }).plus({ months: count }).toFormat('yyyy-MM');
}

/** So many months that end with this one. */
export function monthsUpTo(month: string, count: number, timeZone: string): MonthSpan {
  const from = (one: string): Date => DateTime.fromISO(one, { zone: timeZone }).toJSDate();
  const months = Array.from({ length: count }, (_, index) => monthAfter(month, index + 1 - count));
  return { months: months.map((one) => ({ month: one, from: from(one) })), to: from(monthAfter(month, 1)) };
}

/** The month that a text means: "2026-10", "10/2026", "октябрь 2026", or "octobre" for the last one of that name; undefined when it is none. */
export function monthNamed(text: string, present: string): string | undefined {
  const typed = text.trim().toLowerCase();
  const figures = /^(?:(?<year>20\d{2})[-./](?<month>\d{1,2})|(?<month>\d{1,2})[-./](?<year>20\d{2}))$/.exec(typed)?.groups;
  if (figures !== undefined) return written(Number(figures['year']), Number(figures['month']));
  const named = /^(?<name>\p{L}+)(?:\s+(?<year>20\d{2}))?$/u.exec(typed)?.groups;
  const month = NAMES.get(named?.['name'] ?? '');
  if (month === undefined) return undefined;
  if (named?.['year'] !== undefined) return written(Number(named['year']), month);
  const ofThisYear = written(Number(present.slice(0, 4)), month);
  return ofThisYear !== undefined && ofThisYear > present ? monthAfter(ofThisYear, -12) : ofThisYear;
}

function written(year: number, month: number): string | undefined {
  const text = `${year}-${`${month}`.padStart(2, '0')}`;
  return MONTH.test(text) ? text : undefined;
}

/** By their names in every language; in Russian both the one that stands alone and the one of a date. */
const NAMES: ReadonlyMap<string, number> = new Map(
  LOCALES.flatMap((locale) =>
    [{ month: 'long' } as const, { month: 'long', day: 'numeric' } as const].flatMap((options) => {
      const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, index): [string, number] => {
        const parts = format.formatToParts(Date.UTC(2026, index, 1));
        return [(parts.find(({ type }) => type === 'month')?.value ?? '').toLowerCase(), index + 1];
      });
    }),
  ),
);
