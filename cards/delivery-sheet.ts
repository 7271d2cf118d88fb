import type { DeliveryRecord } from '../src/domain/delivery.ts';
import type { Locale } from '../src/domain/locale.ts';
import { sheetMoments } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';
import { cell, namedSheet, type NamedSheet, type SheetTime } from './sheet.ts';

const COLUMNS = ['place', 'scope', 'state', 'reason', 'since', 'seenBy', 'seenAt'] as const;

/** Who was told of an incident and how that went, one line for each chat and channel. */
export function deliverySheet(locale: Locale, issueId: string, records: readonly DeliveryRecord[], time: SheetTime): NamedSheet {
  const t = words(locale);
  const moment = sheetMoments(time.timeZone);
  return namedSheet(locale, t('csv.deliveries.name', { issue: cell(issueId) }), time, {
    header: COLUMNS.map((key) => t(`csv.deliveries.columns.${key}`, { zone: time.timeZone })),
    rows: records.map(({ scope, label, personName, state, reason, stateAt, askSeen, seen }) => [
      cell(label ?? personName),
      t(`csv.deliveries.scopes.${scope}`),
      t(`csv.deliveries.states.${state}`),
      reason === undefined ? '' : t(`csv.deliveries.reasons.${reason}`),
      moment(stateAt),
      seen === undefined ? (askSeen ? t('csv.deliveries.notSeen') : '') : cell(seen.byName),
      seen === undefined ? '' : moment(seen.at),
    ]),
  });
}
