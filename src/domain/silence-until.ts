import { DateTime } from 'luxon';
import { minuteOfDay } from './quiet-hours.ts';

/** How long a silence shall last; `at`: until a day and time by the wall clock. */
export const SILENCE_LENGTHS = ['hour', 'four-hours', 'midnight', 'at'] as const;
export type SilenceLength = (typeof SILENCE_LENGTHS)[number];

/** Longer than any maintenance; who wants none of it for good stops watching. */
export const LONGEST_SILENCE_DAYS = 90;

const HOUR_MS = 3_600_000;

/** When a silence ends that begins now; else what is wrong with the day (`2026-11-21`) and time (`18:30`). A time that the clocks leap over is as much later. */
export function silenceUntil(
  length: SilenceLength,
  { day, time }: { readonly day: string; readonly time: string },
  timeZone: string,
  now: Date,
): Date | 'no-moment' | 'past' | 'too-long' {
  switch (length) {
    case 'hour':
      return new Date(now.getTime() + HOUR_MS);
    case 'four-hours':
      return new Date(now.getTime() + 4 * HOUR_MS);
    case 'midnight':
      return DateTime.fromJSDate(now, { zone: timeZone }).plus({ days: 1 }).startOf('day').toJSDate();
    case 'at': {
      const minute = minuteOfDay(time);
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day.trim()) || minute === undefined) return 'no-moment';
      const until = DateTime.fromISO(day.trim(), { zone: timeZone }).set({ hour: Math.floor(minute / 60), minute: minute % 60 });
      if (!until.isValid) return 'no-moment';
      if (until.toJSDate() <= now) return 'past';
      return until > DateTime.fromJSDate(now, { zone: timeZone }).plus({ days: LONGEST_SILENCE_DAYS }) ? 'too-long' : until.toJSDate();
    }
  }
}
