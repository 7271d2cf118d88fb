import type { Locale } from './locale.ts';

const MINUTES = { day: 1440, hour: 60, minute: 1 } as const;
type Unit = keyof typeof MINUTES;

const WRITTEN: Readonly<Record<Locale, Readonly<Record<Unit, string>>>> = {
  en: { day: 'd', hour: 'h', minute: 'min' },
  fr: { day: 'j', hour: 'h', minute: 'min' },
  ru: { day: 'д', hour: 'ч', minute: 'мин' },
};

/** By the beginning of their words, of all languages together. */
const UNITS: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:d|j|д|сут)/, 'day'],
  [/^(?:h|ч)/, 'hour'],
  [/^(?:m|м)/, 'minute'],
];
const PART = /(?<!\d)(?<amount>\d{1,6})(?!\d)\s*(?:(?<unit>\p{L}+)\.?)?/gu;

/** A time span as people type it, in minutes: "15", "90 min", "2h", "1 j 4 h", "1 д". undefined: it is none. */
export function typedMinutes(text: string): number | undefined {
  const folded = text.trim().toLowerCase();
  if (folded === '' || folded.replace(PART, '').trim() !== '') return undefined;
  const parts = [...folded.matchAll(PART)].map(({ groups }) => ({ amount: Number(groups?.['amount']), unit: groups?.['unit'] }));
  let minutes = 0;
  for (const [index, { amount, unit: word }] of parts.entries()) {
    // "1h 30": only the last number may go without.
    const unit = word === undefined && index === parts.length - 1 ? 'minute' : unitOf(word ?? '');
    if (unit === undefined) return undefined;
    minutes += amount * MINUTES[unit];
  }
  return minutes;
}

/** The same as `typedMinutes` reads it: "1d 4h". */
export function writtenMinutes(locale: Locale, minutes: number): string {
  let left = minutes;
  const parts: string[] = [];
  for (const unit of ['day', 'hour', 'minute'] as const) {
    const amount = Math.floor(left / MINUTES[unit]);
    left -= amount * MINUTES[unit];
    if (amount > 0) parts.push(`${amount}${WRITTEN[locale][unit]}`);
  }
  return parts.length === 0 ? `0${WRITTEN[locale].minute}` : parts.join(' ');
}

function unitOf(word: string): Unit | undefined {
  return UNITS.find(([beginning]) => beginning.test(word))?.[1];
}
