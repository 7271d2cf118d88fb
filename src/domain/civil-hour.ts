import type { BusinessCalendar } from './business-calendar.ts';
import { isWorkingTime } from './business-hours.ts';
import { isQuiet } from './quiet-hours.ts';

const EVENING_AND_NIGHT = { from: 19 * 60, to: 8 * 60 };

/** Whether somebody may be rung for what can wait: while people work by the calendar; without one from 8:00 to 19:00 by the person's own clock. */
export function isCivilHour(calendar: BusinessCalendar | undefined, timeZone: string, at: Date): boolean {
  return calendar === undefined ? !isQuiet(EVENING_AND_NIGHT, timeZone, at) : isWorkingTime(calendar, at);
}
