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
