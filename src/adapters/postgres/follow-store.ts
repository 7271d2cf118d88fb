import { randomUUID } from 'node:crypto';
import { sql, type Insertable, type Selectable, type Transaction } from 'kysely';
import type { FollowStore } from '../../ports/follow-store.ts';
import type { Database } from './database.ts';
import { toFollow } from './follow-row.ts';
import { isUuid } from './identifiers.ts';
import { jsonText } from './json-text.ts';
import type { PostgresQueue } from './queue.ts';
import type { IncidentFollowTable, ServiceRequestTable, Tables } from './schema.ts';

type Row = Selectable<IncidentFollowTable>;
type Work = Transaction<Tables>;

const MOST = 500;
const KEEP_MS = 30 * 86_400_000;

export function postgresFollowStore({ kysely }: Database, queue: Pick<PostgresQueue, 'within'>): FollowStore {
  return {
    follow: ({ issueId, tenantId, personId, locale, timeZone, fields }, at) =>
      kysely.transaction().execute(async (transaction) => {
        const isOver = await lockIncident(transaction, issueId);
        const row = await put(transaction, {
          id: randomUUID(),
          issue_id: issueId,
          tenant_id: tenantId,
          person_id: personId,
          locale,
          time_zone: timeZone,
          reason: fields === undefined ? 'watched' : 'linked',
          fields: fields === undefined ? null : jsonText(fields),
          created_at: at,
        });
        if (isOver === true) await queue.within(transaction).enqueue('ask-followers', { id: issueId }, { key: issueId });
        return toFollow(row);
      }),

    async unfollow(issueId, tenantId, personId) {
      await kysely
        .deleteFrom('incident_follow')
        .where('issue_id', '=', issueId)
        .where('tenant_id', '=', tenantId)
        .where('person_id', '=', personId)
        .where('asked_at', 'is', null)
        .execute();
    },

    async isFollowing(issueId, tenantId, personId) {
      const row = await kysely
        .selectFrom('incident_follow')
        .select('id')
        .where('issue_id', '=', issueId)
        .where('tenant_id', '=', tenantId)
        .where('person_id', '=', personId)
        .where('asked_at', 'is', null)
        .executeTakeFirst();
      return row !== undefined;
    },

    async byId(id) {
      if (!isUuid(id)) return undefined;
      const row = await kysely.selectFrom('incident_follow').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toFollow(row);
    },

    async due(issueId, limit) {
      let unasked = kysely
        .selectFrom('incident_follow as follow')
        .innerJoin('incident', 'incident.id', 'follow.issue_id')
        .select('follow.id')
        .where('follow.asked_at', 'is', null)
        .where('incident.resolved_at', 'is not', null);
      if (issueId !== undefined) unasked = unasked.where('follow.issue_id', '=', issueId);
      // By chance, so that those who cannot be asked never stand before all others.
      const rows = await unasked
        .orderBy(sql`random()`)
        .limit(Math.min(limit, MOST))
        .execute();
      return rows.map(({ id }) => id);
    },

    async claim(id, at) {
      const row = await kysely
        .updateTable('incident_follow')
        .set({ asked_at: at })
        .where('id', '=', id)
        .where('asked_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      return row && toFollow(row);
    },

    async release(id) {
      await kysely.updateTable('incident_follow').set({ asked_at: null }).where('id', '=', id).where('answered_at', 'is', null).execute();
    },

    async setPlace(id, { conversationId, activityId }) {
      const place = { place_conversation_id: conversationId, place_activity_id: activityId };
      await kysely.updateTable('incident_follow').set(place).where('id', '=', id).execute();
    },

    async answer(id, answer, at) {
      if (!isUuid(id)) return undefined;
      const row = await kysely
        .updateTable('incident_follow')
        .set({ answer, answered_at: at })
        .where('id', '=', id)
        .where('answered_at', 'is', null)
        .returningAll()
        .executeTakeFirst();
      return row && toFollow(row);
    },

    async undo(id) {
      const unanswered = sql`id = ${id} and answered_at is null`;
      if (!isUuid(id)) return;
      await kysely.transaction().execute(async (transaction) => {
        await sql`delete from incident_follow where ${unanswered} and request_id is null`.execute(transaction);
        await sql`update incident_follow set fields = null where ${unanswered}`.execute(transaction);
      });
    },

    async prune(at) {
      const old = new Date(at.getTime() - KEEP_MS);
      // One whose incident is forgotten is waited for by nobody any more.
      const { numAffectedRows = 0n } = await sql`delete from incident_follow where asked_at < ${old}
        or (created_at < ${old} and not exists (select from incident where incident.id = incident_follow.issue_id))`.execute(kysely);
      return Number(numAffectedRows);
    },
  };
}

/** In the transaction that links a request: its requester is asked once the incident is over. Of one that is over already nobody is asked. */
export async function followWithRequest(
  transaction: Work,
  request: Selectable<ServiceRequestTable>,
  issueId: string,
  at: Date,
): Promise<void> {
  if ((await lockIncident(transaction, issueId)) === true) return;
  await put(transaction, {
    id: randomUUID(),
    issue_id: issueId,
    tenant_id: request.tenant_id,
    person_id: request.person_id,
    locale: request.locale,
    time_zone: request.time_zone,
    reason: 'linked',
    request_id: request.id,
    created_at: at,
  });
}

/** Whether it is over, undefined when it is not known; it can neither end nor begin anew until the transaction is done, so nobody is forgotten in between. */
async function lockIncident(transaction: Work, issueId: string): Promise<boolean | undefined> {
  const row = await transaction.selectFrom('incident').select('resolved_at').where('id', '=', issueId).forShare().executeTakeFirst();
  return row && row.resolved_at !== null;
}

/** The new row in place of the person's earlier one; what was not asked yet keeps what it knows. */
function put(transaction: Work, row: Insertable<IncidentFollowTable>): Promise<Row> {
  const kept = (column: 'fields' | 'request_id') =>
    sql<never>`case when incident_follow.asked_at is null then coalesce(excluded.${sql.ref(column)}, incident_follow.${sql.ref(column)})
      else excluded.${sql.ref(column)} end`;
  return transaction
    .insertInto('incident_follow')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['issue_id', 'tenant_id', 'person_id']).doUpdateSet((eb) => ({
        // Another id: the card of an earlier question answers nothing any more.
        id: eb.ref('excluded.id'),
        locale: eb.ref('excluded.locale'),
        time_zone: eb.ref('excluded.time_zone'),
        reason: sql<never>`case when incident_follow.asked_at is null and incident_follow.reason = 'linked' then 'linked' else excluded.reason end`,
        fields: kept('fields'),
        request_id: kept('request_id'),
        created_at: eb.ref('excluded.created_at'),
        asked_at: null,
        answered_at: null,
        answer: null,
        place_conversation_id: null,
        place_activity_id: null,
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}
