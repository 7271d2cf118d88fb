import { sql, type RawBuilder } from 'kysely';
import type { CustomerView } from '../../domain/customer-view.ts';
import type { BoardStore, IncidentFilter, Page } from '../../ports/board-store.ts';
import { CUSTOMER_COLUMNS, toCustomer, type CustomerRow } from './customer-row.ts';
import { tagged } from './customer-tags.ts';
import { inView } from './customer-view.ts';
import type { Database } from './database.ts';
import { toPollState } from './health-poll-store.ts';
import { INCIDENT_COLUMNS, withoutPosts } from './incident-row.ts';

/** Most that any reader gets, whatever it asks for. */
const MOST = 100;
const MOST_HITS = 10_000;

type PollRow = Parameters<typeof toPollState>[0];
type IncidentListRow = Parameters<typeof withoutPosts>[0];
type Total = { readonly total: number };

const CUSTOMER = sql.join(CUSTOMER_COLUMNS.map((column) => sql.ref(`customer.${column}`)));
const INCIDENT = sql.join(INCIDENT_COLUMNS.map((column) => sql.ref(`incident.${column}`)));
const BY_NAME = sql`lower(customer.name), customer.tenant_id`;
/** Worst first; the id makes pages certain. */
const WORST_FIRST = sql`incident.badness, incident.high_impact desc, affected.customers desc, incident.started_at desc, incident.id`;

export function postgresBoardStore({ kysely }: Database): BoardStore {
  return {
    async counts(view, { tag }, staleBefore) {
      const { rows } = await sql<{ troubled: number; well: number; known: number; all: number; failing: number; oldest: Date | null }>`
        with known as (
          select poll.read_at, poll.failed_since is not null as failing,
            case when poll.read_at >= ${staleBefore} and (snapshot.troubled or poll.failed_since is null) then snapshot.troubled end as troubled
          from customer
          left join health_poll poll on poll.tenant_id = customer.tenant_id
          left join health_snapshot snapshot on snapshot.tenant_id = customer.tenant_id
          where ${inView(view, 'customer.tenant_id')} and ${tagged(tag, 'customer.tenant_id')}
        )
        select count(*)::int as all, count(*) filter (where troubled)::int as troubled, count(*) filter (where not troubled)::int as well,
          count(*) filter (where failing)::int as failing, min(read_at) filter (where troubled is not null) as oldest
        from known`.execute(kysely);
      const { troubled = 0, well = 0, all = 0, failing = 0, oldest } = rows[0] ?? {};
      return { troubled, well, unknown: all - troubled - well, failing, oldestReadAt: oldest ?? undefined };
    },

    async incidents(view, filter, page) {
      const { rows } = await sql<IncidentListRow & Total & { readonly customers: number }>`
        with affected as (${affected(view, filter)})
        select ${INCIDENT}, affected.customers, count(*) over ()::int as total
        from incident join affected on affected.issue_id = incident.id
        where ${open(filter)}
        order by ${WORST_FIRST} ${paged(page)}`.execute(kysely);
      return { rows: rows.map((row) => ({ incident: withoutPosts(row), customersHit: row.customers })), total: rows[0]?.total ?? 0 };
    },

    async hits(view, filter, limit) {
      // Words and tags only for the lines that are given.
      const { rows } = await sql<IncidentListRow & CustomerRow & Total & { since: Date; customers: number; tags: string[] }>`
        with affected as (${affected(view, filter)}), line as (
          select incident.id as issue_id, hit.tenant_id, hit.since, affected.customers, count(*) over ()::int as total,
            row_number() over (order by ${WORST_FIRST}, ${BY_NAME}) as place
          from incident
            join affected on affected.issue_id = incident.id
            join incident_customer hit on hit.issue_id = incident.id and hit.ended_at is null
            join customer on customer.tenant_id = hit.tenant_id
          where ${open(filter)} and ${inView(view, 'hit.tenant_id')} and ${tagged(filter.tag, 'hit.tenant_id')}
            and ${filter.tenantId === undefined ? sql`true` : sql`hit.tenant_id = ${filter.tenantId.toLowerCase()}`}
          order by place limit ${bounded(limit, MOST_HITS)}
        )
        select ${INCIDENT}, ${CUSTOMER}, line.since, line.customers, line.total,
          array(select tag from customer_tag where customer_tag.tenant_id = line.tenant_id order by tag_key) as tags
        from line join incident on incident.id = line.issue_id join customer on customer.tenant_id = line.tenant_id
        order by line.place`.execute(kysely);
      return {
        rows: rows.map((row) => ({
          incident: withoutPosts(row),
          customersHit: row.customers,
          customer: toCustomer(row),
          tags: row.tags,
          since: row.since,
        })),
        total: rows[0]?.total ?? 0,
      };
    },

    async customersHit(issueId, view, page) {
      const { rows } = await sql<CustomerRow & Total>`
        select ${CUSTOMER}, count(*) over ()::int as total
        from incident_customer hit join customer on customer.tenant_id = hit.tenant_id
        where hit.issue_id = ${issueId} and hit.ended_at is null and ${inView(view, 'hit.tenant_id')}
        order by ${BY_NAME} ${paged(page)}`.execute(kysely);
      return { customers: rows.map(toCustomer), total: rows[0]?.total ?? 0 };
    },

    async failing(view, page) {
      const { rows } = await sql<CustomerRow & PollRow & Total>`
        select poll.*, ${CUSTOMER}, count(*) over ()::int as total
        from health_poll poll join customer on customer.tenant_id = poll.tenant_id
        where poll.failed_since is not null and ${inView(view, 'poll.tenant_id')}
        order by poll.failed_since, ${BY_NAME} ${paged(page)}`.execute(kysely);
      return { customers: rows.map((row) => ({ customer: toCustomer(row), poll: toPollState(row) })), total: rows[0]?.total ?? 0 };
    },

    async services(view) {
      const { rows } = await sql<{ service: string }>`
        select distinct incident.service from incident
        where incident.resolved_at is null and exists (
          select from incident_customer hit where hit.issue_id = incident.id and hit.ended_at is null and ${inView(view, 'hit.tenant_id')})
        order by incident.service limit ${MOST}`.execute(kysely);
      return rows.map(({ service }) => service);
    },
  };
}

/** For each incident how many customers in view it hits. Over all of them it is one pass, which a look-up for each incident would not be. */
function affected(view: CustomerView, { tenantId, tag }: IncidentFilter): RawBuilder<unknown> {
  const one =
    tenantId === undefined
      ? sql`true`
      : sql`hit.issue_id in (
          select mine.issue_id from incident_customer mine
          where mine.tenant_id = ${tenantId.toLowerCase()} and mine.ended_at is null and ${inView(view, 'mine.tenant_id')})`;
  return sql`
    select hit.issue_id, count(*)::int as customers from incident_customer hit
    where hit.ended_at is null and ${inView(view, 'hit.tenant_id')} and ${tagged(tag, 'hit.tenant_id')} and ${one}
    group by hit.issue_id`;
}

function open({ service, classification }: IncidentFilter): RawBuilder<unknown> {
  return sql`incident.resolved_at is null
    and ${service === undefined ? sql`true` : sql`incident.service = ${service}`}
    and ${classification === undefined ? sql`true` : sql`incident.classification = ${classification}`}`;
}

function paged({ limit, offset }: Page): RawBuilder<unknown> {
  return sql`limit ${bounded(limit, MOST)} offset ${Math.max(0, offset)}`;
}

const bounded = (limit: number, most: number): number => Math.max(0, Math.min(limit, most));
