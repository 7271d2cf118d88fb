import { DateTime } from 'luxon';
import type { ReportFields } from './report-draft.ts';
import { TEXT_LIMITS } from './report-problems.ts';
import { folded } from './word-match.ts';

const SINCE = '(?:since |depuis |des |from |с |со |a partir de )?';
const UNIT = '(?<unit>min\\p{L}*|m|hours?|hrs?|h|heures?|days?|jours?|j|d|мин\\p{L}*|час\\p{L}*|ч|дн\\p{L}*|день|сут\\p{L}*)';

/** A time span that ends now: "2 hours ago", "for 20 min", "il y a 2 jours", "уже 2 часа". Behind "depuis" and "с" it may be a time of day, so it is none there. */
const AGO = [
  new RegExp(`^(?:since |for |about )*(?<amount>\\d{1,3}) ?${UNIT}(?: ago)?$`, 'u'),
  new RegExp(`^il y a (?:environ )?(?<amount>\\d{1,3}) ?${UNIT}$`, 'u'),
  new RegExp(`^(?:уже |около |примерно )*(?<amount>\\d{1,3}) ?${UNIT}(?: назад)?$`, 'u'),
];
/** A time of day: "since 9:30", "since 9 am", "depuis 9h30", "с 9 утра", "12". */
const CLOCK = new RegExp(
  `^${SINCE}(?:about |environ |около |примерно )?(?<hour>\\d{1,2})(?:(?::| ?h ?)(?<minute>\\d{2}))?(?: ?(?<half>am|pm|утра|дня|вечера|ночи|du matin|de l apres midi|du soir))?$`,
  'u',
);
const AFTER_NOON = new Set(['pm', 'дня', 'вечера', 'de l apres midi', 'du soir']);
const TODAY = new RegExp(`^${SINCE}(?:today|this morning|aujourd hui|ce matin|сегодня|сегодня утром|сегодняшнего утра)$`, 'u');
const YESTERDAY = new RegExp(
  `^${SINCE}(?:yesterday|hier|вчера|вчерашнего дня)(?: (?:morning|afternoon|evening|matin|apres midi|soir|утром|днем|вечером|утра|вечера))?$`,
  'u',
);

/**
 * When a problem began, as a person typed it, with day and time beside it where these are certain: whoever reads "2 hours ago" at Microsoft reads it later and
 * elsewhere. What is not certain (a nine that may be this morning's or this evening's) stays as it is.
 */
export function datedSince(since: string, now: Date, timeZone: string): string {
  const here = DateTime.fromJSDate(now, { zone: timeZone });
  const moment = momentIn(since, here);
  const dated = moment === undefined ? since : `${since} (${moment})`;
  return dated.length > TEXT_LIMITS.since ? since : dated;
}

/** The fields of a report after something was written, with the moment beside when it began, if that was written just now. */
export function withMoment<Fields extends ReportFields>(fields: Fields, before: ReportFields, now: Date, timeZone: string): Fields {
  const { since } = fields;
  return since === undefined || since === before.since ? fields : { ...fields, since: datedSince(since, now, timeZone) };
}

const WRITTEN = /\((?<time>\d{4}-\d{2}-\d{2} \d{2}:\d{2}), UTC(?<offset>[+-]\d{1,2}(?::\d{2})?)?\)$/u;

/** The moment that stands beside it, with its time of day; undefined where none does. */
export function momentBeside(since: string): Date | undefined {
  const { time = '', offset = '+0' } = WRITTEN.exec(since)?.groups ?? {};
  const moment = DateTime.fromFormat(`${time} ${offset}`, 'yyyy-MM-dd HH:mm Z');
  return moment.isValid ? moment.toJSDate() : undefined;
}

function momentIn(since: string, here: DateTime): string | undefined {
  // A colon is lost in folding, and tells a time from a number.
  const said = since.trim().split(':').map(folded).join(':');
  if (TODAY.test(said)) return here.toFormat('yyyy-MM-dd');
  if (YESTERDAY.test(said)) return here.minus({ days: 1 }).toFormat('yyyy-MM-dd');
  const ago = AGO.map((form) => form.exec(said)?.groups).find((groups) => groups !== undefined);
  if (ago !== undefined) return spanBefore(here, Number(ago['amount']), ago['unit'] ?? '');
  const clock = CLOCK.exec(said)?.groups;
  return clock && timeToday(here, clock);
}

function spanBefore(here: DateTime, amount: number, unit: string): string {
  if (/^(?:d|j|д|сут)/u.test(unit)) return here.minus({ days: amount }).toFormat('yyyy-MM-dd');
  return written(here.minus(/^(?:h|ч)/u.test(unit) ? { hours: amount } : { minutes: amount }));
}

/** The time that was the last to be so, if it was today and no other one can be meant. */
function timeToday(here: DateTime, { hour: typed = '', minute, half }: Readonly<Record<string, string | undefined>>): string | undefined {
  const hour = AFTER_NOON.has(half ?? '') && Number(typed) < 12 ? Number(typed) + 12 : Number(typed);
  if (hour > 23 || Number(minute ?? 0) > 59) return undefined;
  const at = here.set({ hour, minute: Number(minute ?? 0), second: 0, millisecond: 0 });
  // "12 am" and "12 ночи" are midnight, where 12 is noon.
  const midnight = typed === '12' && (half === 'am' || half === 'ночи');
  const evening = half === undefined && hour < 12 && at.plus({ hours: 12 }) <= here;
  return midnight || evening || at > here ? undefined : written(at);
}

/** In figures that are the same in every language. */
function written(at: DateTime): string {
  const offset = at.toFormat('Z');
  return `${at.toFormat('yyyy-MM-dd HH:mm')}, UTC${offset === '+0' ? '' : offset}`;
}
