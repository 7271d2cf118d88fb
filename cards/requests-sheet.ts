import type { Locale } from '../src/domain/locale.ts';
import type { RequestLine } from '../src/domain/request-line.ts';
import { SEVERITY_LABELS } from '../src/domain/severity.ts';
import { words } from '../src/locales/words.ts';
import { stateBadge } from './request-state.ts';
import { cell, namedSheet, type NamedSheet, type SheetTime } from './sheet.ts';

const COLUMNS = [
  'reference',
  'number',
  'ownTicket',
  'customer',
  'tenantId',
  'title',
  'product',
  'nature',
  'category',
  'severity',
  'way',
  'state',
  'desk',
  'by',
  'created',
  'filed',
  'due',
  'responded',
  'changed',
] as const;

/** Requests as a sheet, one line each. Moments as ISO 8601 in UTC: such a file is joined with those of other systems. */
export function requestsSheet(locale: Locale, lines: readonly RequestLine[], time: SheetTime): NamedSheet {
  const t = words(locale);
  return namedSheet(locale, t('requests.csv.name'), time, {
    header: COLUMNS.map((key) => t(`requests.csv.columns.${key}`)),
    rows: lines.map((line) => [
      line.reference,
      cell(line.number ?? ''),
      cell(line.ownTicket ?? ''),
      cell(line.customerName),
      line.tenantId,
      cell(line.title),
      t(`products.${line.product}`),
      t(`natures.${line.nature}`),
      t(`categories.${line.category}`),
      SEVERITY_LABELS[line.severity],
      t(`routes.names.${line.route}`),
      // As on the list.
      stateBadge(t, line, line.deskStatus).text,
      // What our list alone says is not Microsoft's word.
      line.deskStatus === undefined || line.ended !== undefined ? '' : t(`deskStatuses.${line.deskStatus}`),
      cell(line.personName),
      moment(line.createdAt),
      moment(line.filedAt),
      moment(line.responseDueAt),
      moment(line.respondedAt),
      moment(line.updatedAt),
    ]),
  });
}

/** To the second: "2026-11-21T09:05:00Z". */
function moment(at: Date | undefined): string {
  return at === undefined ? '' : `${at.toISOString().slice(0, 19)}Z`;
}
