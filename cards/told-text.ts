import { DELIVERY_STATES, type LedgerTotals } from '../src/domain/delivery.ts';
import type { Locale } from '../src/domain/locale.ts';
import { durationIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';

/** The first chats have a card within seconds, and so have ten thousand within minutes. */
const DELAYED_MS = 60_000;

/** Who was told of an incident, in one line: every state that occurs, so that the numbers add up to all chats and channels concerned. */
export function toldText(t: Words, locale: Locale, { states, asked, seen, waitingSince }: LedgerTotals, now: Date): string {
  const counts = DELIVERY_STATES.filter((state) => states[state] > 0).map((state) => t(`notice.told.${state}`, { count: states[state] }));
  const waits = waitingSince === undefined ? 0 : now.getTime() - waitingSince.getTime();
  return [
    t('notice.told.line', { counts: counts.join(', ') }),
    ...(waits >= DELAYED_MS ? [t('notice.told.delayed', { duration: durationIn(locale, waits) })] : []),
    ...(asked > 0 ? [t('notice.told.seen', { count: asked, seen })] : []),
  ].join(' ');
}
