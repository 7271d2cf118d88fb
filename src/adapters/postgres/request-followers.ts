import { sql } from 'kysely';
import type { RequestFollower } from '../../domain/service-request.ts';
import type { RequestStore } from '../../ports/request-store.ts';
import type { Database } from './database.ts';
import { isUuid } from './identifiers.ts';
import type { PostgresQueue } from './queue.ts';
import { haveTold, insertNews } from './request-news.ts';
import { toRequest } from './request-row.ts';
import { audit, locked, update, type RequestRow, type Work } from './request-statements.ts';

/** They are weighed against each other before a few are shown. */
const MOST_SIMILAR = 20;
const MOST_FOLLOWERS = 100;

/** Who is told of a request beside its requester, and what keeps two people from filing the same. */
export function requestFollowers(
  kysely: Database['kysely'],
  queue: Pick<PostgresQueue, 'within'>,
): Pick<RequestStore, 'setOwnTicket' | 'similar' | 'join' | 'leave' | 'followers'> {
  return {
    setOwnTicket: (id, ownTicket, actor, at) =>
      kysely.transaction().execute(async (transaction) => {
        const before = await locked(transaction, id);
        const own = ownTicket ?? null;
        if (before === undefined || before.own_ticket === own) return before && toRequest(before);
        const row = await update(transaction, before, { own_ticket: own }, at);
        await audit(transaction, row, { action: own === null ? 'own-ticket-removed' : 'own-ticket', actor, at, before: before.state });
        return toRequest(row);
      }),

    async similar(tenantId, product, since) {
      const rows = await kysely
        .selectFrom('service_request')
        .selectAll()
        .where('tenant_id', '=', tenantId.toLowerCase())
        .where('created_at', '>=', since)
        .$if(product !== undefined, (query) => query.where(sql`content ->> 'product'`, '=', product))
        .where('state', '<>', 'failed')
        .where(sql<boolean>`desk_status is distinct from 'closed'`)
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(MOST_SIMILAR)
        .execute();
      return rows.map(toRequest);
    },

    join: (id, follower, at) =>
      kysely.transaction().execute(async (transaction) => {
        const request = await locked(transaction, id);
        if (request === undefined || !(await addFollower(transaction, request, follower, at))) return false;
        if (request.unheard) await transaction.updateTable('service_request').set({ unheard: false }).where('id', '=', id).execute();
        // The requester is told once of each, however often somebody comes and goes.
        const news = await insertNews(transaction, id, [{ kind: 'joined', key: `joined-${follower.personId}` }], at);
        if (news.length > 0) await haveTold(transaction, queue, request);
        return true;
      }),

    leave: (id, personId, at) =>
      kysely.transaction().execute(async (transaction) => {
        const request = await locked(transaction, id);
        if (request === undefined) return false;
        const following = transaction.deleteFrom('request_follower').where('request_id', '=', id).where('person_id', '=', personId);
        if ((await following.executeTakeFirstOrThrow()).numDeletedRows === 0n) return false;
        await audit(transaction, request, { action: 'left', actor: personId, at, before: request.state });
        return true;
      }),

    async followers(id) {
      if (!isUuid(id)) return [];
      const rows = await kysely
        .selectFrom('request_follower')
        .select(['person_id as personId', 'person_name as personName', 'locale', 'time_zone as timeZone'])
        .where('request_id', '=', id)
        .orderBy('joined_at')
        .orderBy('person_id')
        .limit(MOST_FOLLOWERS)
        .execute();
      return rows;
    },
  };
}

/** Whether anybody but this person is told of it: a follower, or the requester. */
export async function isFollowedByOthers(transaction: Work, request: RequestRow, personId: string): Promise<boolean> {
  if (request.person_id !== personId) return true;
  const others = transaction.selectFrom('request_follower').select('person_id').where('request_id', '=', request.id);
  return (await others.where('person_id', '<>', personId).limit(1).executeTakeFirst()) !== undefined;
}

/** Twice is once. False for the requester, who is told anyway. */
export async function addFollower(transaction: Work, request: RequestRow, follower: RequestFollower, at: Date): Promise<boolean> {
  const { personId, personName, locale, timeZone } = follower;
  if (request.person_id === personId) return false;
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('request_follower')
    .values({ request_id: request.id, person_id: personId, person_name: personName, locale, time_zone: timeZone, joined_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) await audit(transaction, request, { action: 'joined', actor: personId, at, before: request.state });
  return true;
}
