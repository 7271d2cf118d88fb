import { sql } from 'kysely';
import type { RequestNews } from '../../domain/service-request.ts';
import type { RequestStore } from '../../ports/request-store.ts';
import type { Database } from './database.ts';
import { isUuid } from './identifiers.ts';
import { jsonText } from './json-text.ts';
import type { PostgresQueue } from './queue.ts';
import { haveTold, insertNews, markAllSeen } from './request-news.ts';
import { Desk, toRequest } from './request-row.ts';
import { audit, locked, type RequestRow } from './request-statements.ts';

/** Most rows of any list, whatever is asked for. */
const MOST = 100;
/** Of one reading; a request has a note or two between readings. */
const MOST_NEWS = 50;

/** The part of the ledger that follows requests after they were filed. */
export function requestTracking(
  kysely: Database['kysely'],
  queue: Pick<PostgresQueue, 'within'>,
): Pick<RequestStore, 'takeForTracking' | 'setTracked' | 'putOffTracking' | 'awaitingResponse'> {
  return {
    async takeForTracking(routes, now, until, limit) {
      const due = kysely
        .selectFrom('service_request')
        .select('id')
        .where('state', '=', 'filed')
        .where(sql<boolean>`desk_status is distinct from 'closed'`)
        .where('track_at', '<=', now)
        .where('route', 'in', routes)
        .orderBy('track_at')
        .limit(Math.min(limit, MOST))
        .forUpdate()
        .skipLocked();
      const rows = await kysely.updateTable('service_request').set({ track_at: until }).where('id', 'in', due).returningAll().execute();
      return rows.map(toRequest);
    },

    setTracked: (id, reading, at) =>
      kysely.transaction().execute(async (transaction) => {
        const before = await locked(transaction, id);
        if (before?.state !== 'filed') return before && toRequest(before);
        const { status, snapshot, responseDueAt, responseWarnAt, respondedAt, nextAt, seenBy } = reading;
        const news = await insertNews(transaction, id, stillNews(before, reading).slice(-MOST_NEWS), at);
        const isMoved = (before.desk_status ?? 'open') !== status;
        const isAnswered = before.responded_at === null && respondedAt !== undefined;
        const isTimed = before.response_due_at === null && responseDueAt !== undefined;
        const row = await transaction
          .updateTable('service_request')
          .set({
            desk_status: status,
            ...(snapshot !== undefined && { desk: jsonText(snapshot) }),
            track_at: nextAt,
            response_due_at: before.response_due_at ?? responseDueAt ?? null,
            response_warn_at: before.response_warn_at ?? responseWarnAt ?? null,
            responded_at: before.responded_at ?? respondedAt ?? null,
            // A reading that brings nothing leaves the cards as they are; and what Microsoft writes takes no press away from them.
            ...(isMoved && { version: before.version + 1 }),
            ...((isMoved || isAnswered || news.length > 0) && { updated_at: at }),
          })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        const learned = new Set([
          ...(isMoved ? [`desk-${status}`] : []),
          ...news.filter(({ kind }) => !isOfStatus(kind)).map(({ kind }) => `desk-${kind}`),
        ]);
        for (const action of learned) await audit(transaction, row, { action, actor: 'system', at, before: before.state });
        if (seenBy !== undefined) await markAllSeen(transaction, id, seenBy, at);
        // Also what is no news stands on the card.
        if (isMoved || isAnswered || isTimed || news.length > 0) await haveTold(transaction, queue, row);
        return toRequest(row);
      }),

    async putOffTracking(id, until, noteKey) {
      if (!isUuid(id)) return;
      // Of one that was never read nothing is remembered.
      const known = sql<string>`jsonb_set(desk, '{noteKeys}', (desk->'noteKeys') || to_jsonb(${noteKey ?? ''}::text))`;
      await kysely
        .updateTable('service_request')
        .set({ track_at: until, ...(noteKey !== undefined && { desk: known }) })
        .where('id', '=', id)
        .execute();
    },

    async awaitingResponse(now, limit) {
      const rows = await kysely
        .selectFrom('service_request')
        .selectAll()
        .where('state', '=', 'filed')
        .where('responded_at', 'is', null)
        .where(sql<boolean>`desk_status is distinct from 'closed'`)
        .where('response_warn_at', '<=', now)
        .where(
          sql<boolean>`not exists (select from request_news as news where news.request_id = service_request.id
            and news.kind = case when service_request.response_due_at <= ${now} then 'response-late' else 'response-warning' end)`,
        )
        .orderBy('response_due_at')
        .limit(Math.min(limit, MOST))
        .execute();
      return rows.map(toRequest);
    },
  };
}

const OF_STATUS: readonly RequestNews['kind'][] = ['attention-needed', 'reopened', 'closed'];

function isOfStatus(kind: RequestNews['kind']): boolean {
  return OF_STATUS.includes(kind);
}

/** Whoever read it at the same time may have written the same down already, as of another moment. */
function stillNews(before: RequestRow, { status, snapshot, news }: Parameters<RequestStore['setTracked']>[1]): readonly RequestNews[] {
  const desk = before.desk === null ? undefined : Desk.parse(before.desk);
  return news.filter(({ kind }) => {
    if (isOfStatus(kind)) return before.desk_status !== status;
    if (kind === 'owner') return desk?.owner !== snapshot?.owner;
    return kind !== 'severity' || desk?.severity !== snapshot?.severity;
  });
}
