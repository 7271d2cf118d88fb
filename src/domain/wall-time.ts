import { DateTime } from 'luxon';

/** What a wall clock and a calendar say. `month`: 1 to 12. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/**
 * When a wall clock in a place says so (IANA name). A time that the clocks leap over is as much later; of one that comes twice it is the first. An invalid
 * date for a time that no clock says.
 */
export function momentOf(timeZone: string, wall: WallTime): Date {
  const found = DateTime.fromObject(wall, { zone: timeZone });
  if (!found.isValid) return new Date(Number.NaN);
  return new Date(Math.min(...found.getPossibleOffsets().map((possible) => possible.toMillis())));
}

/** What the wall clock of a place says at a moment. */
export function wallTimeOf(timeZone: string, moment: Date): WallTime {
  const { year, month, day, hour, minute } = DateTime.fromJSDate(moment, { zone: timeZone });
  return { year, month, day, hour, minute };
}

/** The calendar day of a place at a moment: `2026-11-24`. */
export function dayOf(timeZone: string, moment: Date): string {
  return DateTime.fromJSDate(moment, { zone: timeZone }).toFormat('yyyy-MM-dd');
}
