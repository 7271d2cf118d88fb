import type { Locale } from '../src/domain/locale.ts';
import { durationIn, zonedMomentIn } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';

/** The line that tells a channel that the clocks of cases stand still, or stood still until `to`. */
export function clockAlarmLine(
  locale: Locale,
  { from, to, timeZone }: { readonly from: Date; readonly to: Date | undefined; readonly timeZone: string },
): string {
  const t = words(locale);
  const since = zonedMomentIn(locale, timeZone, from);
  if (to === undefined) return t('notices.clocks.stand-still', { from: since });
  const duration = durationIn(locale, to.getTime() - from.getTime());
  return t('notices.clocks.run-again', { from: since, to: zonedMomentIn(locale, timeZone, to), duration });
}
