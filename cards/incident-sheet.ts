import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { sheetMoments } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import type { ListedIncident } from './incident-rows.ts';
import { statusBadge } from './health-words.ts';
import { cell, namedSheet, type NamedSheet, type SheetTime } from './sheet.ts';

/** One customer that an open incident hits. */
interface Hit extends ListedIncident {
  readonly customer: Customer;
  readonly tags: readonly string[];
  readonly since: Date;
}

/**
 * The open issues as a sheet with one line for each issue and customer: so it can be sorted and filtered by customer, which a list of names in one cell
 * cannot.
 */
export function incidentSheet(locale: Locale, hits: readonly Hit[], time: SheetTime): NamedSheet {
  const t = words(locale);
  const moment = sheetMoments(time.timeZone);
  const ofIncident = onceForEach((incident: Hit['incident']) => [...incidentCells(t, incident, moment), moment(incident.modifiedAt)]);
  return namedSheet(locale, t('csv.name'), time, {
    header: COLUMNS.map((key) => t(`csv.columns.${key}`, { zone: time.timeZone })),
    rows: hits.map(({ incident, customersHit, customer, tags, since }) => [
      cell(customer.name),
      customer.tenantId,
      cell(tags.join(', ')),
      ...ofIncident(incident),
      moment(since),
      customersHit,
    ]),
  });
}

const COLUMNS = [
  'customer',
  'tenantId',
  'tags',
  'issue',
  'title',
  'service',
  'classification',
  'status',
  'highImpact',
  'since',
  'changed',
  'seen',
  'customersHit',
] as const;

/** The lines of one incident follow one another, up to thousands of them. */
export function onceForEach<T extends { readonly id: string }>(cells: (of: T) => readonly string[]): (of: T) => readonly string[] {
  let last: { readonly id: string; readonly cells: readonly string[] } | undefined;
  return (of) => {
    if (last?.id !== of.id) last = { id: of.id, cells: cells(of) };
    return last.cells;
  };
}

/** The columns `issue` to `since`. */
export function incidentCells(t: Words, incident: Hit['incident'], moment: (at: Date) => string): readonly string[] {
  return [
    cell(incident.id),
    cell(incident.title),
    cell(incident.service),
    t(`classifications.${incident.classification}`),
    statusBadge(t, incident).text,
    t(incident.highImpact ? 'csv.yes' : 'csv.no'),
    moment(incident.startedAt),
  ];
}
