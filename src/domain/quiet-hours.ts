import { DateTime } from 'luxon';

/** From one minute of the day to another, by the wall clock, every day; over midnight when `to` is before `from`. They differ. */
export interface QuietHours {
  /** 0 to 1439. */
  readonly from: number;
  readonly to: number;
}

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;

/** Whether a moment lies in them; `from` does, `to` does not. */
export function isQuiet({ from, to }: QuietHours, timeZone: string, moment: Date): boolean {
  const now = minuteOf(at(timeZone, moment.getTime()));
  return from < to ? now >= from && now < to : now >= from || now < to;
}

/**
 * The first moment after a quiet one that is not quiet any more. It may be the one when the clocks are changed: in spring they may leap over the end, in
 * autumn back before the beginning.
 */
export function quietUntil(hours: QuietHours, timeZone: string, moment: Date): Date {
  const begun = Math.floor(moment.getTime() / MINUTE_MS) * MINUTE_MS;
  const end = endBySameClock(hours, timeZone, begun);
  if (offsetOf(timeZone, end) === offsetOf(timeZone, begun)) return new Date(end);
  const changed = changeBetween(timeZone, begun, end);
  const stillQuiet = isQuiet(hours, timeZone, new Date(changed));
  return new Date(stillQuiet ? endBySameClock(hours, timeZone, changed) : changed);
}

/** When they would end if nobody touched the clocks. */
function endBySameClock({ to }: QuietHours, timeZone: string, from: number): number {
  return from + ((to - minuteOf(at(timeZone, from)) + DAY_MINUTES) % DAY_MINUTES) * MINUTE_MS;
}

/** The first minute of the other offset, which is in force at `to` and not at `from`. */
function changeBetween(timeZone: string, from: number, to: number): number {
  const before = offsetOf(timeZone, from);
  let [last, first] = [from / MINUTE_MS, to / MINUTE_MS];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (offsetOf(timeZone, middle * MINUTE_MS) === before) last = middle;
    else first = middle;
  }
  return first * MINUTE_MS;
}

const at = (timeZone: string, moment: number): DateTime => DateTime.fromMillis(moment, { zone: timeZone });
const minuteOf = ({ hour, minute }: DateTime): number => hour * 60 + minute;
const offsetOf = (timeZone: string, moment: number): number => at(timeZone, moment).offset;

/** The minute of the day of a time as clients write it, "22:05" or "22:05:00"; undefined when it is none. */
export function minuteOfDay(text: string): number | undefined {
  const found = /^(?<hour>\d{1,2}):(?<minute>\d{2})(?::\d{2})?$/.exec(text.trim())?.groups;
  const [hour, minute] = [Number(found?.['hour'] ?? Number.NaN), Number(found?.['minute'] ?? Number.NaN)];
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
}
