import type { FiguresBy, FiguresRow } from '../src/domain/case-figures.ts';
import type { Locale } from '../src/domain/locale.ts';
import { CASE_TARGETS } from '../src/domain/support-case.ts';
import { words } from '../src/locales/words.ts';
import { cell, namedSheet, type NamedSheet, type SheetTime } from './sheet.ts';
import { groupName } from './statistics.ts';

const COUNTS = ['opened', 'resolved', 'stillOpen', 'reopened'] as const;
const TIMES = [
  ['toTake', 'minutesToTake'],
  ['toFirstResponse', 'minutesToFirstResponse'],
  ['toResolve', 'minutesToResolve'],
] as const;

/** How cases went, one line for each group. */
export function statisticsSheet(
  locale: Locale,
  { by, month, rows }: { readonly by: FiguresBy; readonly month: string; readonly rows: readonly FiguresRow[] },
  time: SheetTime,
): NamedSheet {
  const t = words(locale);
  const ofCustomers = by === 'customer';
  return namedSheet(locale, t('statistics.csv.name', { month }), time, {
    header: [
      t(`statistics.groups.${by}`),
      ...(ofCustomers ? [t('statistics.csv.tenantId')] : []),
      ...COUNTS.map((key) => t(`statistics.figures.${key}`)),
      ...TIMES.map(([key]) => t('statistics.csv.minutes', { what: t(`statistics.figures.${key}`) })),
      ...CASE_TARGETS.map((target) => t(`statistics.figures.missed.${target}`)),
    ],
    rows: rows.map((row) => [
      // A month as spreadsheets sort it.
      row.group.by === 'month' ? row.group.month : groupName(t, locale, row, cell),
      ...(row.group.by === 'customer' ? [row.group.tenantId ?? ''] : []),
      ...COUNTS.map((key) => row[key]),
      ...TIMES.map(([, key]) => rounded(row[key])),
      ...CASE_TARGETS.map((target) => row.breaches[target]),
    ]),
  });
}

/** Whole minutes: a decimal sign would be read differently in each language. */
function rounded(minutes: number | undefined): number | string {
  return minutes === undefined ? '' : Math.round(minutes);
}
