import type { DutyStanding } from '../src/domain/duty-standing.ts';
import type { Span } from '../src/domain/shift-change.ts';
import type { Locale } from '../src/domain/locale.ts';
import { zonedMomentIn, momentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { LIMITS } from './limits.ts';
import { plain, safe } from './safe-text.ts';

/** "Adele Vance is on call until 28 Nov 2026, 09:00 (UTC+1)", and who comes next. */
export function standingLines(
  t: Words,
  locale: Locale,
  { person, until, next }: Pick<DutyStanding, 'person' | 'until' | 'next'>,
  timeZone: string,
): readonly { readonly text: string }[] {
  const who: Readonly<Record<string, string>> = person === undefined ? {} : { person: safe(person.name, LIMITS.listedName) };
  const key = person === undefined ? 'nobody' : 'now';
  const now =
    until === undefined ? t(`oncall.${key}`, who) : t(`oncall.${key}Until`, { ...who, until: zonedMomentIn(locale, timeZone, until) });
  if (next === undefined) return [{ text: now }];
  const then = { person: safe(next.person.name, LIMITS.listedName), from: zonedMomentIn(locale, timeZone, next.from) };
  return [{ text: now }, { text: t('oncall.next', then) }];
}

/** "21 Nov 2026, 09:00 – 28 Nov 2026, 09:00". */
export function spanText(t: Words, locale: Locale, timeZone: string, { from, to }: Span): string {
  return t('oncall.shift', { from: momentIn(locale, timeZone, from), to: momentIn(locale, timeZone, to) });
}

/** A shift to be chosen. */
export function shiftTitle(
  t: Words,
  locale: Locale,
  timeZone: string,
  shift: Span & { readonly person: { readonly name: string } },
): string {
  return t('oncall.form.choice', {
    person: plain(shift.person.name, LIMITS.listedName),
    from: momentIn(locale, timeZone, shift.from),
    to: momentIn(locale, timeZone, shift.to),
  });
}

/** By which a form knows one shift from another. */
export const shiftKey = ({ from }: Pick<Span, 'from'>): string => from.toISOString();
