import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { sheetMoments } from '../src/locales/formats.ts';
import { words } from '../src/locales/words.ts';
import type { ListedIncident } from './incident-rows.ts';
import { incidentCells, onceForEach } from './incident-sheet.ts';
import { cell, namedSheet, type NamedSheet, type SheetTime } from './sheet.ts';

/** One customer that an incident hit in the time of a digest. */
interface Hit extends ListedIncident {
  readonly customer: Customer;
  readonly since: Date;
  readonly endedAt: Date | undefined;
}

const COLUMNS = ['customer', 'tenantId', 'issue', 'title', 'service', 'classification', 'status', 'highImpact', 'since'] as const;

/** Everything that a digest tells of, one line for each issue and customer. */
export function digestSheet(locale: Locale, hits: readonly Hit[], time: SheetTime): NamedSheet {
  const t = words(locale);
  const zone = time.timeZone;
  const moment = sheetMoments(zone);
  const orNothing = (at: Date | undefined): string => (at === undefined ? '' : moment(at));
  const ofIncident = onceForEach((incident: Hit['incident']) => [
    ...incidentCells(t, incident, moment),
    orNothing(incident.endedAt ?? incident.resolvedAt),
  ]);
  return namedSheet(locale, t('csv.digest.name'), time, {
    header: [
      ...COLUMNS.map((key) => t(`csv.columns.${key}`, { zone })),
      t('csv.digest.ended', { zone }),
      t('csv.columns.seen', { zone }),
      t('csv.digest.left', { zone }),
      t('csv.columns.customersHit'),
    ],
    rows: hits.map(({ incident, customersHit, customer, since, endedAt }) => [
      cell(customer.name),
      customer.tenantId,
      ...ofIncident(incident),
      moment(since),
      orNothing(endedAt),
      customersHit,
    ]),
  });
}
