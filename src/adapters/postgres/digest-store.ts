import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Period } from '../../domain/digest.ts';
import { CHANGE_KINDS } from '../../domain/incident-change.ts';
import { TRUSTED_MS, type Watch } from '../../domain/watch.ts';
import type { DigestScope, DigestStore } from '../../ports/digest-store.ts';
import { toAddress } from './conversation-store.ts';
import { CUSTOMER_COLUMNS, toCustomer, type CustomerRow } from './customer-row.ts';
import { inView } from './customer-view.ts';
import type { Database } from './database.ts';
import { INCIDENT_COLUMNS, withoutPosts } from './incident-row.ts';

/** Most that any reader gets, whatever it asks for. */
const MOST_DUE = 200;
const MOST_INCIDENTS = 200;
const MOST_HITS = 10_000;
/** Incidents with the names of customers, and how many names. */
const NAMED = 15;
const NAMES = 3;
/** A customer's reading, and the one that tells that the incident is over, come one after the other. */
const ENDINGS_APART_MS = 3_600_000;

type IncidentListRow = Parameters<typeof withoutPosts>[0];

const CUSTOMER = sql.join(CUSTOMER_COLUMNS.map((column) => sql.ref(`customer.${column}`)));
const INCIDENT = sql.join(INCIDENT_COLUMNS.map((column) => sql.ref(`incident.${column}`)));
const BY_NAME = sql`lower(customer.name), customer.tenant_id`;
const WORST_FIRST = sql`incident.resolved_at is not null, incident.badness, incident.high_impact desc, affected.customers desc,
  incident.started_at desc, incident.id`;

export function postgresDigestStore({ kysely }: Database): DigestStore {
  return {
    async due(now, limit) {
      const rows = await kysely
        .selectFrom('watch_place as place')
        .innerJoin('conversation', 'conversation.conversation_id', 'place.conversation_id')
        .selectAll('conversation')
        .select(['place.id', 'place.digest_due_at', 'place.digested_until'])
        .where('place.digest_due_at', '<=', now)
        .where('place.may_watch', '=', true)
        .where('place.checked_at', '>', new Date(now.getTime() - TRUSTED_MS))
        .where('conversation.retired_at', 'is', null)
        .orderBy('place.digest_due_at')
        .orderBy('place.id')
        .limit(Math.min(limit, MOST_DUE))
        .execute();
      return rows.map((row) => ({
        placeId: row.id,
        address: toAddress(row),
        stand: { dueAt: row.digest_due_at ?? undefined, digestedUntil: row.digested_until ?? undefined },
      }));
    },

    async move(placeId, from, to) {
      const { numUpdatedRows } = await kysely
        .updateTable('watch_place')
        .set({ digest_due_at: to.dueAt ?? null, digested_until: to.digestedUntil ?? null })
        .where('id', '=', placeId)
        .where('digest_due_at', 'is not distinct from', from.dueAt ?? null)
        .where('digested_until', 'is not distinct from', from.digestedUntil ?? null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },

    async incidents(scope, period) {
      const { rows } = await sql<IncidentListRow & { customers: number; total: number; names: string[]; kinds: string[] }>`
        with ${reached(scope, period)}, worst as (
          select incident.id as issue_id, affected.customers, count(*) over ()::int as total, row_number() over (order by ${WORST_FIRST}) as place
          from incident join affected on affected.issue_id = incident.id
          order by place limit ${MOST_INCIDENTS}
        ), named as (
          select reached.issue_id, (array_agg(customer.name order by ${BY_NAME}))[1:${sql.lit(NAMES)}] as names
          from reached join worst on worst.issue_id = reached.issue_id and worst.place <= ${NAMED}
            join customer on customer.tenant_id = reached.tenant_id
          group by reached.issue_id
        )
        select ${INCIDENT}, worst.customers, worst.total, coalesce(named.names, '{}') as names, array(
            select distinct unnest(change.kinds) from incident_change change
            where change.issue_id = incident.id and change.at > ${period.from} and change.at <= ${period.to}) as kinds
        from worst join incident on incident.id = worst.issue_id left join named on named.issue_id = worst.issue_id
        order by worst.place`.execute(kysely);
      return {
        rows: rows.map((row) => ({
          incident: withoutPosts(row),
          customersHit: row.customers,
          customers: row.names,
          changes: CHANGE_KINDS.filter((kind) => row.kinds.includes(kind)),
        })),
        total: rows[0]?.total ?? 0,
      };
    },

    async hits(scope, period, limit) {
      const { rows } = await sql<
        IncidentListRow & CustomerRow & { customers: number; total: number; since: Date; hit_ended_at: Date | null }
      >`
        with ${reached(scope, period)}, line as (
          select reached.*, affected.customers, count(*) over ()::int as total, row_number() over (order by ${WORST_FIRST}, ${BY_NAME}) as place
          from reached
            join affected on affected.issue_id = reached.issue_id
            join incident on incident.id = reached.issue_id
            join customer on customer.tenant_id = reached.tenant_id
          order by place limit ${Math.max(0, Math.min(limit, MOST_HITS))}
        )
        select ${INCIDENT}, ${CUSTOMER}, line.since, line.ended_at as hit_ended_at, line.customers, line.total
        from line join incident on incident.id = line.issue_id join customer on customer.tenant_id = line.tenant_id
        order by line.place`.execute(kysely);
      return {
        rows: rows.map((row) => ({
          incident: withoutPosts(row),
          customersHit: row.customers,
          customer: toCustomer(row),
          since: row.since,
          endedAt: row.hit_ended_at ?? undefined,
        })),
        total: rows[0]?.total ?? 0,
      };
    },
  };
}

/** What of the incidents of a period a reader is told: `reached`, a row for each incident and customer, and `affected`, how many customers of each. */
function reached({ watches, view }: DigestScope, { from, to }: Period): RawBuilder<unknown> {
  const overFrom = new Date(from.getTime() - ENDINGS_APART_MS);
  return sql`reached as materialized (
    select hit.issue_id, hit.tenant_id, hit.since, hit.ended_at
    from incident join incident_customer hit on hit.issue_id = incident.id
    where incident.first_seen_at <= ${to} and (incident.resolved_at is null or incident.resolved_at > ${from})
      and hit.since <= ${to} and (hit.ended_at is null or hit.ended_at > case when incident.resolved_at is null then ${from}::timestamptz else ${overFrom}::timestamptz end)
      and exists (select from customer where customer.tenant_id = hit.tenant_id)
      and ${inView(view, 'hit.tenant_id')}
      and ${watches.length === 0 ? sql`false` : sql`(${sql.join(watches.map(meant), sql` or `)})`}
  ), affected as (select issue_id, count(*)::int as customers from reached group by issue_id)`;
}

/** Whether a watch is about a row of `incident` and `hit`; as `judge` of the domain has it. */
function meant({ services, classification, customers }: Watch): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = [];
  if (services.length > 0) conditions.push(sql<SqlBool>`incident.service = any(${[...services]}::text[])`);
  if (classification === 'advisory') conditions.push(sql<SqlBool>`incident.classification = 'advisory'`);
  if (classification === 'incident') conditions.push(sql<SqlBool>`incident.classification <> 'advisory'`);
  if (customers.kind === 'list') conditions.push(sql<SqlBool>`hit.tenant_id = any(${[...customers.tenantIds]}::text[])`);
  if (customers.kind === 'tag') {
    conditions.push(
      sql<SqlBool>`(hit.tenant_id in (select with_tag.tenant_id from customer_tag as with_tag where with_tag.tag_key = ${customers.key})) is true`,
    );
  }
  return conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}
