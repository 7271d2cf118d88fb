import { IANAZone } from 'luxon';
import type { BusinessCalendar } from './business-calendar.ts';

const NINE_TO_FIVE = [{ from: 9 * 60, to: 17 * 60 }];

/** The hours in which people answer where nothing is known of them: by the clock of whoever waits for the answer, since a promise at night helps nobody. */
export function assumedHours(timeZone: string): BusinessCalendar {
  return {
    name: 'weekdays',
    timeZone: IANAZone.isValidZone(timeZone) ? timeZone : 'UTC',
    week: [NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, NINE_TO_FIVE, [], []],
    holidays: [],
  };
}
