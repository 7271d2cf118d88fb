import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { FiguresBy, FiguresGroup, FiguresRow } from '../../domain/case-figures.ts';
import type { MonthSpan } from '../../domain/month.ts';
import { PRODUCTS } from '../../domain/product.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import { CASE_CAUSES } from '../../domain/support-case.ts';
import type { CaseStatistics } from '../../ports/case-store.ts';
import { inView } from './customer-view.ts';
import type { Database } from './database.ts';

/** Most that any reader gets, whatever it asks for. */
const MOST = 10_000;

interface Row {
  readonly key: string | null;
  readonly name: string | null;
  readonly opened: number;
  readonly resolved: number;
  readonly reopened: number;
  readonly to_take: number | null;
  readonly to_first_response: number | null;
  readonly to_resolve: number | null;
  readonly missed_acknowledge: number;
  readonly missed_first_response: number;
  readonly missed_resolution: number;
}

export function postgresCaseStatistics({ kysely }: Database): CaseStatistics {
  return {
    async figures(span, by, view, limit) {
      const [first] = span.months;
      if (first === undefined || view === 'none') return [];
      const { rows } = await sql<Row>`
        with chosen as materialized (
          select support_case.*, ${keyOf(span, by)} as key from support_case
          where opened_at >= ${first.from} and opened_at < ${span.to} and (tenant_id is null or ${inView(view, 'support_case.tenant_id')})
        ), told as (
          select event.case_id, bool_or(event.kind <> 'breach') as reopened,
            count(*) filter (where event.detail ->> 'target' = 'acknowledge') as acknowledge,
            count(*) filter (where event.detail ->> 'target' = 'first-response') as first_response,
            count(*) filter (where event.detail ->> 'target' = 'resolution') as resolution
          from case_event event join chosen on chosen.id = event.case_id
          where event.kind in ('breach', 'reopen', 'refuse')
          group by event.case_id
        )
        select key, (array_agg(customer_name order by opened_at desc))[1] as name,
          count(*) as opened, count(*) filter (where state = 'resolved') as resolved, count(*) filter (where told.reopened) as reopened,
          ${median('taken_at')} as to_take, ${median('first_response_at')} as to_first_response, ${median('resolved_at')} as to_resolve,
          coalesce(sum(told.acknowledge), 0)::bigint as missed_acknowledge,
          coalesce(sum(told.first_response), 0)::bigint as missed_first_response,
          coalesce(sum(told.resolution), 0)::bigint as missed_resolution
        from chosen left join told on told.case_id = chosen.id
        group by key
        order by ${by === 'month' ? sql`key` : sql`opened desc, key nulls last`}
        limit ${Math.max(0, Math.min(limit, MOST))}`.execute(kysely);
      return rows.map((row) => toFigures(row, by));
    },
  };
}

function keyOf({ months }: MonthSpan, by: FiguresBy): RawBuilder<string | null> {
  switch (by) {
    case 'all':
      return sql`'all'`;
    case 'customer':
      return sql`tenant_id`;
    case 'product':
      return sql`product`;
    case 'severity':
      return sql`severity`;
    case 'month': {
      const starts = months.map(({ from }) => from);
      return sql`(${months.map(({ month }) => month)}::text[])[width_bucket(opened_at, ${starts}::timestamptz[])]`;
    }
    case 'cause':
      return sql`cause`;
  }
}

/** Minutes from the opening, of those that have come so far. */
function median(column: 'taken_at' | 'first_response_at' | 'resolved_at'): RawBuilder<number | null> {
  return sql`percentile_cont(0.5) within group (order by extract(epoch from ${sql.ref(column)} - opened_at)::float8 / 60)`;
}

function toFigures(row: Row, by: FiguresBy): FiguresRow {
  return {
    group: groupOf(row, by),
    opened: row.opened,
    resolved: row.resolved,
    stillOpen: row.opened - row.resolved,
    reopened: row.reopened,
    minutesToTake: row.to_take ?? undefined,
    minutesToFirstResponse: row.to_first_response ?? undefined,
    minutesToResolve: row.to_resolve ?? undefined,
    breaches: {
      acknowledge: row.missed_acknowledge,
      'first-response': row.missed_first_response,
      resolution: row.missed_resolution,
    },
  };
}

function groupOf({ key, name }: Row, by: FiguresBy): FiguresGroup {
  switch (by) {
    case 'all':
      return { by };
    case 'customer':
      return { by, tenantId: key ?? undefined, name: name ?? undefined };
    case 'product':
      return { by, product: z.enum(PRODUCTS).parse(key) };
    case 'severity':
      return { by, severity: z.enum(SEVERITIES).parse(key) };
    case 'month':
      return { by, month: key ?? '' };
    case 'cause':
      return { by, cause: z.enum(CASE_CAUSES).nullable().parse(key) ?? undefined };
  }
}
