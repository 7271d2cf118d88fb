import type { Locale } from '../domain/locale.ts';

/** English dates in the order and clock the rest of the world reads: "21 Nov 2026, 09:05". */
const TAGS: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr-FR', ru: 'ru-RU' };

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** Time zones are few, but arrive from outside. */
const ZONES_KEPT = 200;
const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** Made once for each zone, since that costs more than all else on a card. */
function zoneFormat(tag: string, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${timeZone} ${options.timeZoneName ?? ''}`;
  const known = zoneFormats.get(key);
  if (known !== undefined) return known;
  if (zoneFormats.size >= ZONES_KEPT) zoneFormats.clear();
  const made = new Intl.DateTimeFormat(tag, { timeZone, ...options });
  zoneFormats.set(key, made);
  return made;
}

/**
 * A moment in the person's language and time zone (an IANA name). Outside a turn the zone may not be known: UTC, and then it says so.
 *
 * @throws {RangeError} for an unknown zone.
 */
export function momentIn(locale: Locale, timeZone: string, moment: Date): string {
  const text = firstAsSaid(locale, zoneFormat(TAGS[locale], timeZone, { dateStyle: 'medium', timeStyle: 'short' }).format(moment));
  return timeZone === 'UTC' ? `${text} UTC` : text;
}

/** The same with the distance of the zone from UTC, for readers who may live in another one: "21 Nov 2026, 09:05 (UTC+1)". */
export function zonedMomentIn(locale: Locale, timeZone: string, moment: Date): string {
  const text = momentIn(locale, timeZone, moment);
  if (timeZone === 'UTC') return text;
  const parts = zoneFormat('en', timeZone, { timeZoneName: 'shortOffset' }).formatToParts(moment);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace(/^GMT(?:\+0$)?/, 'UTC') ?? timeZone;
  return `${text} (${offset})`;
}

/** Writes moments as every spreadsheet program reads them, whatever its language: "2026-11-21 09:05". @throws {RangeError} for an unknown zone. */
export function sheetMoments(timeZone: string): (moment: Date) => string {
  // Sweden writes dates so.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (moment) => format.format(moment);
}

const ages: Readonly<Record<Locale, Intl.RelativeTimeFormat>> = {
  en: new Intl.RelativeTimeFormat('en', { numeric: 'auto' }),
  fr: new Intl.RelativeTimeFormat('fr', { numeric: 'auto' }),
  ru: new Intl.RelativeTimeFormat('ru', { numeric: 'auto' }),
};

/** How long ago: "now", "3 minutes ago", "yesterday". A moment in the future counts as now. */
export function ageIn(locale: Locale, moment: Date, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - moment.getTime()) / 1000);
  const format = ages[locale];
  if (seconds < MINUTE_S) return format.format(0, 'second');
  if (seconds < HOUR_S) return format.format(-Math.floor(seconds / MINUTE_S), 'minute');
  if (seconds < DAY_S) return format.format(-Math.floor(seconds / HOUR_S), 'hour');
  return format.format(-Math.floor(seconds / DAY_S), 'day');
}

const DURATION_UNITS = [
  ['day', DAY_S],
  ['hour', HOUR_S],
  ['minute', MINUTE_S],
] as const;
type DurationUnit = (typeof DURATION_UNITS)[number][0];

function unitFormats(locale: Locale): Readonly<Record<DurationUnit, Intl.NumberFormat>> {
  const format = (unit: DurationUnit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
  return { day: format('day'), hour: format('hour'), minute: format('minute') };
}

const durations: Readonly<Record<Locale, ReturnType<typeof unitFormats>>> = {
  en: unitFormats('en'),
  fr: unitFormats('fr'),
  ru: unitFormats('ru'),
};

/** How long something lasted, in its two largest units: "2 hr 15 min", "3 days 4 hr"; less than a minute counts as one. */
export function durationIn(locale: Locale, milliseconds: number): string {
  let seconds = Math.max(MINUTE_S, Math.floor(milliseconds / 1000));
  const parts: string[] = [];
  for (const [unit, size] of DURATION_UNITS) {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    if (count > 0) parts.push(durations[locale][unit].format(count));
    // A unit left out between two would read as a slip: "3 days 5 min".
    if (parts.length === 2 || (parts.length === 1 && count === 0)) break;
  }
  return parts.join(' ');
}

const lists: Readonly<Record<Locale, Intl.ListFormat>> = {
  en: new Intl.ListFormat('en', { type: 'disjunction' }),
  fr: new Intl.ListFormat('fr', { type: 'disjunction' }),
  ru: new Intl.ListFormat('ru', { type: 'disjunction' }),
};

/** "a, b or c". */
export function anyOf(locale: Locale, items: readonly string[]): string {
  return lists[locale].format(items);
}

const dayFormats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat(TAGS.en, { timeZone: 'UTC', dateStyle: 'long' }),
  fr: new Intl.DateTimeFormat(TAGS.fr, { timeZone: 'UTC', dateStyle: 'long' }),
  ru: new Intl.DateTimeFormat(TAGS.ru, { timeZone: 'UTC', dateStyle: 'long' }),
};

/** A calendar day such as `2019-12-01`, the date of a fact. */
export function dayIn(locale: Locale, day: string): string {
  return firstAsSaid(locale, dayFormats[locale].format(new Date(`${day}T00:00:00Z`)));
}

/** In French the first day of a month is an ordinal, and that day only; Intl does not know. */
function firstAsSaid(locale: Locale, date: string): string {
  return locale === 'fr' ? date.replace(/^1(?=\s)/u, '1er') : date;
}

/** A minute of the day, as on a wall clock: "22:05". */
export function clockTime(minute: number): string {
  const two = (number: number): string => `${number}`.padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

const weekdays: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat(TAGS.en, { timeZone: 'UTC', weekday: 'long' }),
  fr: new Intl.DateTimeFormat(TAGS.fr, { timeZone: 'UTC', weekday: 'long' }),
  ru: new Intl.DateTimeFormat(TAGS.ru, { timeZone: 'UTC', weekday: 'long' }),
};

/** The name of a weekday; 1 is Monday. */
export function weekdayIn(locale: Locale, weekday: number): string {
  // The fourth of January 2026 is a Sunday.
  return weekdays[locale].format(Date.UTC(2026, 0, 4 + weekday));
}

const monthFormats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat(TAGS.en, { timeZone: 'UTC', month: 'long', year: 'numeric' }),
  fr: new Intl.DateTimeFormat(TAGS.fr, { timeZone: 'UTC', month: 'long', year: 'numeric' }),
  ru: new Intl.DateTimeFormat(TAGS.ru, { timeZone: 'UTC', month: 'long', year: 'numeric' }),
};

/** A calendar month such as `2026-10`: "October 2026". */
export function monthIn(locale: Locale, month: string): string {
  return monthFormats[locale].format(new Date(`${month}-01T00:00:00Z`));
}
