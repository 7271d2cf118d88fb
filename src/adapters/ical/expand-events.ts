import * as ical from 'node-ical';
import { timeZoneNamed } from '../../domain/time-zones.ts';
import { momentOf, wallTimeOf } from '../../domain/wall-time.ts';
import type { CalendarProblem, CalendarShift } from '../../ports/shift-calendar.ts';

/** What is read, and the zone of what names none. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
  readonly timeZone: string;
}

/** Shifts of one calendar. */
const MOST = 2_000;
const LONGEST_TEXT = 500;
const MOST_ADDRESSES = 50;

/** A part of the calendar that is not understood. */
class NotUnderstood extends Error {
  readonly problem: CalendarProblem;

  constructor(problem: CalendarProblem) {
    super(problem);
    this.problem = problem;
  }
}

/**
 * The events of a calendar within a span. To be called where the process has UTC as its own zone: node-ical gives times of no zone, and whole days, in the
 * zone of the process. It may also run for ever, and writes to the console: see `calendar-reader.ts`.
 */
export function expandEvents(text: string, span: Span): readonly CalendarShift[] | CalendarProblem {
  try {
    if (!/^\s*BEGIN:VCALENDAR\s*$/im.test(text)) return 'no-calendar';
    const { vcalendar, ...components } = ical.sync.parseICS(text);
    const own = vcalendar?.['WR-TIMEZONE'];
    const zone = (own === undefined ? undefined : timeZoneNamed(own)) ?? span.timeZone;
    const events = Object.values(components).filter((one) => one?.type === 'VEVENT');
    const shifts = events.flatMap((event) => shiftsOf(event, { ...span, timeZone: zone }));
    if (shifts.length > MOST) return 'too-large';
    return shifts.toSorted((one, other) => one.from.getTime() - other.from.getTime() || (one.uid < other.uid ? -1 : 1));
  } catch (error) {
    return error instanceof NotUnderstood ? error.problem : 'no-calendar';
  }
}

function shiftsOf(event: ical.VEvent, { from, to, timeZone }: Span): readonly CalendarShift[] {
  if (!(event.start instanceof Date) || Number.isNaN(event.start.getTime())) throw new NotUnderstood('no-calendar');
  // The library does not know these, and would leave shifts out.
  if (event['rdate'] !== undefined || event['exrule'] !== undefined) throw new NotUnderstood('unsupported');
  if (event.method === 'CANCEL') return [];
  return expanded(event, from, to)
    .filter((instance) => instance.event.status !== 'CANCELLED')
    .map((instance) => ({
      uid: plainText(event.uid),
      summary: plainText(textOf(instance.summary)),
      addresses: addressesOf(instance.event),
      from: momentIn(instance.start, instance.isFullDay, timeZone),
      to: endOf(instance, event, timeZone),
    }))
    .filter((shift) => shift.from < shift.to && shift.to > from && shift.from < to);
}

function expanded(event: ical.VEvent, from: Date, to: Date): readonly ical.EventInstance[] {
  try {
    return ical.expandRecurringEvent(event, { from, to, expandOngoing: true });
  } catch {
    throw new NotUnderstood('unsupported'); // a rule that repeats by the second, or by something that does not exist
  }
}

/**
 * A repeated event ends by the wall clock, as its first one does: from 09:00 to 09:00 is 23 or 25 hours when the clocks change. (RFC 5545 3.8.5.3 would have
 * it exactly as long as the first, which leaves nobody on duty for an hour in autumn.)
 */
function endOf(instance: ical.EventInstance, { start, end }: ical.VEvent, timeZone: string): Date {
  const { isRecurring, isOverride, isFullDay } = instance;
  const zone = isFullDay ? undefined : zoneOf(start);
  if (!isRecurring || isOverride || end === undefined || zone === undefined || zone === 'fixed')
    return momentIn(instance.end, isFullDay, timeZone);
  const wall = (moment: Date): number => {
    const { year, month, day, hour, minute } = wallTimeOf(zone, moment);
    return Date.UTC(year, month - 1, day, hour, minute);
  };
  return fromUtcParts(new Date(wall(instance.start) + wall(end) - wall(start)), zone);
}

function momentIn(date: ical.DateWithTimeZone, isFullDay: boolean, timeZone: string): Date {
  return isFullDay || zoneOf(date) === undefined ? fromUtcParts(date, timeZone) : new Date(date);
}

/** When a wall clock shows what this date shows in UTC. */
function fromUtcParts(date: Date, timeZone: string): Date {
  return momentOf(timeZone, {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  });
}

/** The zone of a time: an IANA name, `fixed` for a distance from UTC, undefined for none. */
function zoneOf({ tz, dateOnly }: ical.DateWithTimeZone): string | undefined {
  if (tz === undefined || dateOnly === true) return undefined;
  if (/^[+-]\d{2}:?\d{2}$/.test(tz)) return 'fixed';
  const zone = timeZoneNamed(tz);
  if (zone === undefined) throw new NotUnderstood('unknown-zone');
  return zone;
}

function addressesOf({ attendee }: ical.VEvent): readonly string[] {
  const attendees = attendee === undefined ? [] : Array.isArray(attendee) ? attendee : [attendee];
  return attendees
    .slice(0, MOST_ADDRESSES)
    .map((one) => textOf(one).toLowerCase())
    .filter((one) => one.startsWith('mailto:'))
    .map((one) => plainText(one.slice('mailto:'.length)));
}

/** A property that stands twice, against the rules, comes as a list. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value === 'object' && value !== null && 'val' in value) return textOf(value.val);
  return typeof value === 'string' ? value : '';
}

const plainText = (text: unknown): string => textOf(text).trim().slice(0, LONGEST_TEXT);
