import type { Locale } from '../src/domain/locale.ts';
import { zonedMomentIn } from '../src/locales/formats.ts';
import type { Words } from '../src/locales/words.ts';
import { eventText } from './case-event.ts';
import { actorName } from './case-words.ts';
import type { CaseDetailsView } from './case.ts';
import { safe } from './safe-text.ts';

const ENTRIES_SHOWN = 6;
const TEXT_LENGTH = 100;

/** What happened to a case, oldest first: when, by whom, what, and what was written. */
export function trailEntries(t: Words, locale: Locale, { trail, timeZone }: Pick<CaseDetailsView, 'trail' | 'timeZone'>) {
  const moment = (at: Date): string => zonedMomentIn(locale, timeZone, at);
  return trail.slice(-ENTRIES_SHOWN).map((event) => {
    const what = eventText({ t, write: safe, moment }, event);
    const by =
      event.actor === 'system'
        ? t('case.systemLine', { moment: moment(event.at), what })
        : t('case.trailLine', { moment: moment(event.at), actor: actorName(t, event.actor), what });
    const text = safe(event.text ?? '', TEXT_LENGTH, 'lines');
    return { by, texts: text === '' ? [] : [{ text }] };
  });
}
