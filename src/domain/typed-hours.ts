import type { BusinessCalendar } from './business-calendar.ts';
import { minuteOfDay } from './quiet-hours.ts';

type Spans = BusinessCalendar['week'][number];

/** Working hours of a day as people type them: "08:00-12:00, 13-17". Empty: none. undefined: they are none that can be read. */
export function typedHours(text: string): Spans | undefined {
  const spans = text
    .split(/[,;]/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [from, to, ...more] = part.split(/[-–—]/).map(minute);
      return from === undefined || to === undefined || more.length > 0 ? undefined : { from, to };
    });
  return spans.includes(undefined) ? undefined : (spans as Spans);
}

/** The same as `typedHours` reads it. */
export function writtenHours(spans: Spans): string {
  return spans.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(', ');
}

function minute(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^24(?::00)?$/.test(trimmed)) return 1440;
  return minuteOfDay(/^\d{1,2}$/.test(trimmed) ? `${trimmed}:00` : trimmed);
}

const clock = (at: number): string => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
