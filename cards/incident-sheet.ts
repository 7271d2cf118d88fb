import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { sheetMoments } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import type { ListedIncident } from './incident-rows.ts';
import { statusBadge } from './health-words.ts';
import { plain } from './safe-text.ts';

/** One customer that an open incident hits. */
interface Hit extends ListedIncident {
  readonly customer: Customer;
  readonly tags: readonly string[];
  readonly since: Date;
}

export interface IncidentSheet {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly separator: ',' | ';';
}

const LONGEST_CELL = 500;

/**
 * The open issues as a sheet with one line for each issue and customer: so it can be sorted and filtered by customer, which a list of names in one cell
 * cannot. French and Russian write decimals with a comma, so their spreadsheet programs part cells by a semicolon.
 */
export function incidentSheet(
  locale: Locale,
  hits: readonly Hit[],
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): IncidentSheet {
  const t = words(locale);
  const moment = sheetMoments(timeZone);
  const cell = (text: string): string => plain(text, LONGEST_CELL);
  // The lines of one incident follow one another, up to thousands of them.
  let last: { readonly incident: Hit['incident']; readonly cells: readonly string[] } | undefined;
  const ofIncident = (incident: Hit['incident']): readonly string[] => {
    if (last?.incident.id !== incident.id) last = { incident, cells: incidentCells(t, incident, cell, moment) };
    return last.cells;
  };
  const column = (key: Column): string => t(`csv.columns.${key}`, { zone: timeZone });
  return {
    name: `${t('csv.name')}-${moment(now).replace(' ', '-').replace(':', '')}.csv`,
    header: COLUMNS.map(column),
    rows: hits.map(({ incident, customersHit, customer, tags, since }) => [
      cell(customer.name),
      customer.tenantId,
      cell(tags.join(', ')),
      ...ofIncident(incident),
      moment(since),
      customersHit,
    ]),
    separator: locale === 'en' ? ',' : ';',
  };
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
type Column = (typeof COLUMNS)[number];

function incidentCells(
  t: Words,
  incident: Hit['incident'],
  cell: (text: string) => string,
  moment: (at: Date) => string,
): readonly string[] {
  return [
    cell(incident.id),
    cell(incident.title),
    cell(incident.service),
    t(`classifications.${incident.classification}`),
    statusBadge(t, incident).text,
    t(incident.highImpact ? 'csv.yes' : 'csv.no'),
    moment(incident.startedAt),
    moment(incident.modifiedAt),
  ];
}
