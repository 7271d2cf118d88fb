import { statisticsCard, type StatisticsView } from '../../cards/statistics.ts';
import { FIGURES_BY, type FiguresGroup, type FiguresRow } from '../../src/domain/case-figures.ts';
import { monthAfter } from '../../src/domain/month.ts';
import { PRODUCTS } from '../../src/domain/product.ts';
import { SEVERITIES } from '../../src/domain/severity.ts';
import { CASE_CAUSES } from '../../src/domain/support-case.ts';
import type { Sample } from './sample-cards.ts';

function rowOf(group: FiguresGroup, opened = 12): FiguresRow {
  return {
    group,
    opened,
    resolved: opened - 1,
    stillOpen: 1,
    reopened: 1,
    minutesToTake: 4.5,
    minutesToFirstResponse: 95,
    minutesToResolve: 1600,
    breaches: { acknowledge: 1, 'first-response': 0, resolution: 2 },
  };
}

const FRESH: Partial<FiguresRow> = {
  minutesToTake: undefined,
  minutesToFirstResponse: undefined,
  minutesToResolve: undefined,
  breaches: { acknowledge: 0, 'first-response': 0, resolution: 0 },
};
const ROWS: Readonly<Record<StatisticsView['by'], readonly FiguresRow[]>> = {
  all: [rowOf({ by: 'all' })],
  customer: [
    rowOf({ by: 'customer', tenantId: 'c0000000-0000-4000-8000-000000000001', name: 'Contoso' }),
    { ...rowOf({ by: 'customer', tenantId: undefined, name: undefined }, 1), ...FRESH },
  ],
  product: PRODUCTS.map((product) => rowOf({ by: 'product', product })),
  severity: SEVERITIES.map((severity) => rowOf({ by: 'severity', severity })),
  month: Array.from({ length: 12 }, (_, n) => rowOf({ by: 'month', month: monthAfter('2026-11', n - 11) }, n + 1)),
  cause: [...CASE_CAUSES, undefined].map((cause) => rowOf({ by: 'cause', cause })),
};

const VIEW: StatisticsView = {
  by: 'all',
  month: '2026-11',
  isPresent: true,
  unknownMonth: undefined,
  rows: ROWS.all,
  ofAccess: false,
  files: true,
};

export const STATISTICS_ORDINARY: readonly Sample[] = [
  ...FIGURES_BY.map((by): Sample => ({
    name: `statistics, ${by}`,
    kind: 'ordinary',
    make: (l) => statisticsCard(l, { ...VIEW, by, rows: ROWS[by] }),
  })),
  {
    name: 'statistics, of a month that is over',
    kind: 'ordinary',
    make: (l) =>
      statisticsCard(l, { ...VIEW, month: '2026-08', isPresent: false, ofAccess: true, files: false, by: 'cause', rows: ROWS.cause }),
  },
  { name: 'statistics, none', kind: 'ordinary', make: (l) => statisticsCard(l, { ...VIEW, unknownMonth: 'smarch', rows: [] }) },
];

export function statisticsHostile(kind: Sample['kind'], text: string): readonly Sample[] {
  const rows = Array.from({ length: 1000 }, (_, n) =>
    rowOf({ by: 'customer', tenantId: `c0000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`, name: `${n} ${text}` }, 100_000),
  );
  const view: StatisticsView = { ...VIEW, by: 'customer', rows, unknownMonth: text, isPresent: false, ofAccess: true };
  return [{ name: `${kind} statistics`, kind, make: (l) => statisticsCard(l, view) }];
}
