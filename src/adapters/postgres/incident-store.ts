import { sql, type Transaction } from 'kysely';
import { nextUpdateOf } from '../../domain/incident.ts';
import type { IncidentStore } from '../../ports/incident-store.ts';
import type { Database } from './database.ts';
import { issueColumns } from './incident-grouping.ts';
import { INCIDENT_COLUMNS, toIncident } from './incident-row.ts';
import { jsonText } from './json-text.ts';
import type { PostgresQueue } from './queue.ts';
import type { Tables } from './schema.ts';

/** Most that any reader gets, whatever it asks for. */
const MOST = 200;
/** A report is published some days after the end (cloud-apis 1.1, operation 6). */
const REPORT_WITHIN_DAYS = 10;
const DAY_MS = 86_400_000;
/** Incidents of one statement of the pruning: each may have hit every customer. */
const PRUNE_BATCH = 5;

/** No stored health lists the incident. */
const UNLISTED = sql<boolean>`
  (select true from incident_customer where issue_id = incident.id and ended_at is null order by tenant_id limit 1) is null`;

/**
 * What is asked about now, worst first. A customer whose health cannot be read proves nothing: what only its stored copy still lists is asked about like what
 * nobody lists. Of the customers that can be asked any one is taken, so that no tenant's limit is spent on all incidents.
 */
const takeDue = (now: Date, limit: number) => sql<{ issueId: string; tenantId: string | null }>`
  with due as (
    select id, posts_asked_at, row_number() over (order by resolved_at is not null, badness, high_impact desc, started_at desc) as place from incident
    where case
      when resolved_at is not null then
        resolved_at > ${now}::timestamptz - make_interval(days => ${REPORT_WITHIN_DAYS})
        and classification = 'incident' and status <> 'postIncidentReviewPublished'
        and (posts_asked_at is null or posts_asked_at <= ${now}::timestamptz - interval '6 hours')
      when posts_of is null or posts_of < modified_at then
        posts_asked_at is null or posts_asked_at <= ${now}::timestamptz - interval '1 minute'
      -- In the order of the key, so that the first row is found by it: by "exists" the rows of all incidents would be read.
      when (
        select true from incident_customer hit left join health_poll poll using (tenant_id)
        where hit.issue_id = incident.id and hit.ended_at is null and poll.failed_since is null order by hit.tenant_id limit 1) then false
      else
        posts_asked_at is null or posts_asked_at <= ${now}::timestamptz - interval '10 minutes'
        or (
          select true from incident_customer gone where gone.issue_id = incident.id and gone.ended_at > incident.posts_asked_at
          order by gone.tenant_id limit 1)
      end
  ), taken as (
    update incident set posts_asked_at = ${now}
    where id in (
      select incident.id from incident join (select * from due order by place limit ${limit}) as due using (id)
      -- Looked at once more when it is locked: another replica may have taken it just now.
      where incident.posts_asked_at is not distinct from due.posts_asked_at
      for update of incident skip locked)
    returning id
  )
  select id as "issueId", (
    select seen.tenant_id from incident_customer seen left join health_poll poll using (tenant_id) where seen.issue_id = taken.id
    order by poll.failed_since is not null, seen.ended_at is not null, random() limit 1
  ) as "tenantId"
  from taken join due using (id) order by place`;

/** @param keepDays How long an incident, and the ledger of who was told of it, is kept after its end. */
export function postgresIncidentStore({ kysely }: Database, queue: Pick<PostgresQueue, 'within'>, keepDays = 90): IncidentStore {
  const incidents = kysely.selectFrom('incident').select([...INCIDENT_COLUMNS, 'posts']);
  const announce = (transaction: Transaction<Tables>, issueId: string): Promise<void> =>
    queue.within(transaction).enqueue('announce-incident', { id: issueId }, { key: issueId });
  /** People who follow it are asked whether their trouble is gone too. */
  const tellOver = (transaction: Transaction<Tables>, issueId: string): Promise<void> =>
    queue.within(transaction).enqueue('ask-followers', { id: issueId }, { key: issueId });

  return {
    async byId(issueId) {
      const row = await incidents.where('id', '=', issueId).executeTakeFirst();
      return row && toIncident(row);
    },

    async byIds(issueIds) {
      const rows = await kysely
        .selectFrom('incident')
        .select([...INCIDENT_COLUMNS, sql`jsonb_path_query_array(posts, '$[last]')`.as('posts')])
        .where('id', '=', sql<string>`any(${issueIds}::text[])`)
        .limit(MOST)
        .execute();
      return rows.map(toIncident);
    },

    async takeDue(now, limit) {
      const { rows } = await takeDue(now, Math.min(limit, MOST)).execute(kysely);
      return rows.map(({ issueId, tenantId }) => ({ issueId, tenantId: tenantId ?? undefined }));
    },

    saveDetails: (details, at) =>
      kysely.transaction().execute(async (transaction) => {
        const before = await transaction
          .selectFrom('incident')
          .select(['modified_at', 'resolved_at', 'posts_of'])
          .where('id', '=', details.id)
          .forUpdate()
          .executeTakeFirst();
        if (before === undefined || before.modified_at > details.modifiedAt) return;
        await transaction
          .updateTable('incident')
          .set({
            ...issueColumns(details),
            feature_group: details.featureGroup ?? null,
            ended_at: details.endedAt ?? null,
            posts: jsonText(details.posts),
            posts_of: details.modifiedAt,
            next_update_at: details.resolved ? null : (nextUpdateOf(details.posts) ?? null),
            resolved_at: before.resolved_at ?? (details.resolved ? at : null),
          })
          .where('id', '=', details.id)
          .execute();
        const isOver = details.resolved && before.resolved_at === null;
        if (isOver) await tellOver(transaction, details.id);
        if (isOver || before.posts_of?.getTime() !== details.modifiedAt.getTime()) await announce(transaction, details.id);
      }),

    endUnlisted: (issueId, at) =>
      kysely.transaction().execute(async (transaction) => {
        const ended = await transaction
          .updateTable('incident')
          .set({ resolved_at: at, next_update_at: null })
          .where('id', '=', issueId)
          .where('resolved_at', 'is', null)
          .where(UNLISTED)
          .returning('id')
          .executeTakeFirst();
        if (ended === undefined) return;
        await tellOver(transaction, issueId);
        await announce(transaction, issueId);
      }),

    async prune(now) {
      const before = new Date(now.getTime() - keepDays * DAY_MS);
      for (let pruned = 0; ;) {
        const ids = await oldIncidents(kysely, before);
        if (ids.length === 0) return pruned;
        await kysely.transaction().execute(async (transaction) => {
          for (const table of ['delivery', 'incident_change', 'incident_customer'] as const)
            await transaction.deleteFrom(table).where('issue_id', 'in', ids).execute();
          await transaction.deleteFrom('incident').where('id', 'in', ids).execute();
        });
        pruned += ids.length;
      }
    },
  };
}

/** Over long ago, and listed by no stored health any more. */
async function oldIncidents(kysely: Database['kysely'], before: Date): Promise<string[]> {
  const rows = await kysely
    .selectFrom('incident')
    .select('id')
    .where('resolved_at', '<', before)
    .where(UNLISTED)
    .orderBy('resolved_at')
    .limit(PRUNE_BATCH)
    .execute();
  return rows.map(({ id }) => id);
}
