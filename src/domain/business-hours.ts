import { IANAZone, type Zone } from 'luxon';
import type { BusinessCalendar } from './business-calendar.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How far ahead working time is looked for: no target is longer, and a calendar without any must not be searched for ever. */
const FARTHEST_DAYS = 3660;

/** A stretch of working time, in milliseconds since 1970; `to` is not in it. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * The moment by which so much working time has passed: that of 17:00, not of 09:00 the next day, when a day ends with it. No time at all gives the first
 * working moment. Without a calendar every moment counts. A calendar without working time within ten years gives a moment ten years ahead.
 */
export function addWorkingTime(calendar: BusinessCalendar | undefined, from: Date, ms: number): Date {
  if (calendar === undefined) return new Date(from.getTime() + ms);
  const hours = readingOf(calendar);
  const first = hours.dayOf(from.getTime());
  let left = Math.max(0, ms);
  for (let day = first; day <= first + FARTHEST_DAYS; day += 1) {
    for (const stretch of hours.stretchesOf(day)) {
      const begin = Math.max(stretch.from, from.getTime());
      if (begin >= stretch.to) continue;
      if (begin + left <= stretch.to) return new Date(begin + left);
      left -= stretch.to - begin;
    }
  }
  return new Date(from.getTime() + FARTHEST_DAYS * DAY_MS);
}

/** How much working time lies between two moments, in milliseconds; 0 when the second is not later. At most of ten years. */
export function workingTimeBetween(calendar: BusinessCalendar | undefined, from: Date, to: Date): number {
  if (calendar === undefined) return Math.max(0, to.getTime() - from.getTime());
  const hours = readingOf(calendar);
  const first = hours.dayOf(from.getTime());
  const last = Math.min(hours.dayOf(to.getTime()), first + FARTHEST_DAYS);
  let sum = 0;
  for (let day = first; day <= last; day += 1) {
    for (const stretch of hours.stretchesOf(day)) {
      sum += Math.max(0, Math.min(stretch.to, to.getTime()) - Math.max(stretch.from, from.getTime()));
    }
  }
  return sum;
}

/** The working time of the whole day that the calendar's wall shows at a moment, in milliseconds; without a calendar 24 hours. */
export function workingTimeOfDay(calendar: BusinessCalendar | undefined, at: Date): number {
  if (calendar === undefined) return DAY_MS;
  const hours = readingOf(calendar);
  return hours.stretchesOf(hours.dayOf(at.getTime())).reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Whether people work at this moment, by the wall clock of the calendar. */
export function isWorkingTime(calendar: BusinessCalendar | undefined, at: Date): boolean {
  if (calendar === undefined) return true;
  const hours = readingOf(calendar);
  const moment = at.getTime();
  return hours.stretchesOf(hours.dayOf(moment)).some(({ from, to }) => moment >= from && moment < to);
}

/** A calendar on the axis of time. Days are numbered by the wall: days since 1970. */
interface Reading {
  dayOf(moment: number): number;
  /** In order; an hour that the clocks leap over is not in them, one that they repeat counts twice. */
  stretchesOf(day: number): readonly Stretch[];
}

const READINGS = new WeakMap<BusinessCalendar, Reading>();
/** Days that are remembered of a calendar. */
const MOST_DAYS = 4000;

function readingOf(calendar: BusinessCalendar): Reading {
  const known = READINGS.get(calendar);
  if (known !== undefined) return known;
  const zone = IANAZone.create(calendar.timeZone);
  const holidays = new Set(calendar.holidays.map((day) => Date.parse(day) / DAY_MS));
  const days = new Map<number, readonly Stretch[]>();
  const reading: Reading = {
    dayOf: (moment) => Math.floor((moment + offsetMs(zone, moment)) / DAY_MS),
    stretchesOf(day) {
      let stretches = days.get(day);
      if (stretches === undefined) {
        if (days.size >= MOST_DAYS) days.clear();
        stretches = holidays.has(day) ? [] : onTheAxis(zone, day, calendar.week[weekdayOf(day)] ?? []);
        days.set(day, stretches);
      }
      return stretches;
    },
  };
  READINGS.set(calendar, reading);
  return reading;
}

/** Monday is 0: day 0, the 1st of January 1970, was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The moments at which the wall shows the given minutes of a day. */
function onTheAxis(zone: Zone, day: number, spans: BusinessCalendar['week'][number]): readonly Stretch[] {
  if (spans.length === 0) return [];
  const midnight = day * DAY_MS;
  // Wide enough for every zone, and for a clock that is changed around midnight. Two changes never lie so close together.
  const [early, late] = [midnight - DAY_MS, midnight + 2 * DAY_MS];
  const [before, after] = [offsetMs(zone, early), offsetMs(zone, late)];
  const read = (offset: number): Stretch[] =>
    spans.map(({ from, to }) => ({ from: midnight + from * MINUTE_MS - offset, to: midnight + to * MINUTE_MS - offset }));
  if (before === after) return read(before);
  const change = changeBetween(zone, early, late);
  return [
    ...read(before).map(({ from, to }) => ({ from, to: Math.min(to, change) })),
    ...read(after).map(({ from, to }) => ({ from: Math.max(from, change), to })),
  ].filter(({ from, to }) => from < to);
}

/** The first moment of the other offset, to the second. */
function changeBetween(zone: Zone, early: number, late: number): number {
  const before = offsetMs(zone, early);
  let [last, first] = [early / 1000, late / 1000];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (offsetMs(zone, middle * 1000) === before) last = middle;
    else first = middle;
  }
  return first * 1000;
}

const offsetMs = (zone: Zone, moment: number): number => zone.offset(moment) * MINUTE_MS;
