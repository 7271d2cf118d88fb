import { sql } from 'kysely';
import type { DeskSnapshot, RequestNews } from '../../domain/service-request.ts';
import type { RequestStore, TrackedReading } from '../../ports/request-store.ts';
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
/** As many as `deskChange` looks at. */
const MOST_NOTE_KEYS = 200;

/** The part of the ledger that follows requests after they were filed. */
export function requestTracking(
  kysely: Database['kysely'],
  queue: Pick<PostgresQueue, 'within'>,
): Pick<RequestStore, 'takeForTracking' | 'setTracked' | 'putOffTracking' | 'setLost' | 'awaitingResponse'> {
  return {
    async takeForTracking(routes, now, until, limit) {
      const due = kysely
        .selectFrom('service_request')
        .select('id')
        .where('state', '=', 'filed')
        .where('track_at', '<=', now)
        .where('tracked_as', 'in', routes)
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
        const isOfIt = before?.state === 'filed' && (reading.number === undefined || reading.number === before.number);
        if (!isOfIt) return before && toRequest(before);
        const { responseDueAt, responseWarnAt, respondedAt, nextAt, seenBy } = reading;
        const isBehind = isBehindOf(before, reading);
        const { status, snapshot } = isBehind ? { status: before.desk_status ?? 'open', snapshot: undefined } : reading;
        const news = isBehind ? [] : await insertNews(transaction, id, stillNews(before, reading).slice(-MOST_NEWS), at);
        const isMoved = (before.desk_status ?? 'open') !== status;
        const isAnswered = before.responded_at === null && respondedAt !== undefined;
        const isOther = snapshot !== undefined && deskOf(before)?.severity !== snapshot.severity;
        const isTimed = responseDueAt !== undefined && (before.response_due_at === null || isOther);
        const row = await transaction
          .updateTable('service_request')
          .set({
            desk_status: status,
            ...(snapshot !== undefined && { desk: jsonText({ ...snapshot, noteKeys: noteKeysOf(before, snapshot) }) }),
            track_at: nextAt ?? null,
            lost_since: null,
            // Microsoft knows it, and knows better.
            ended: null,
            ...(isTimed && { response_due_at: responseDueAt, response_warn_at: responseWarnAt ?? null }),
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
        .set({ track_at: until ?? null, ...(noteKey !== undefined && { desk: known }) })
        .where('id', '=', id)
        .execute();
    },

    async setLost({ id, number = null }, at) {
      const row = await kysely
        .updateTable('service_request')
        .set({ lost_since: sql<Date>`coalesce(lost_since, ${at})` })
        .where('id', '=', id)
        .where('number', 'is not distinct from', number)
        .returning('lost_since')
        .executeTakeFirst();
      return row?.lost_since ?? undefined;
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
            and news.key = ${dueNews(now)})`,
        )
        .orderBy('response_due_at')
        .limit(Math.min(limit, MOST))
        .execute();
      return rows.map(toRequest);
    },
  };
}

/** The key of `responseNews`. */
const dueNews = (now: Date) => sql`case when service_request.response_due_at <= ${now} then 'response-late' else 'response-warning' end
  || ':' || to_char(service_request.response_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const OF_STATUS: readonly RequestNews['kind'][] = ['attention-needed', 'reopened', 'closed'];

function isOfStatus(kind: RequestNews['kind']): boolean {
  return OF_STATUS.includes(kind);
}

function deskOf({ desk }: RequestRow): DeskSnapshot | undefined {
  return desk === null ? undefined : Desk.parse(desk);
}

/** Whether somebody else has written down something newer since it was asked for, or closed it from here: that stays. What is off our list alone was never closed. */
function isBehindOf(before: RequestRow, { status, snapshot }: TrackedReading): boolean {
  const [known, read] = [deskOf(before)?.changedAt, snapshot?.changedAt];
  if (known === undefined || read === undefined) return false;
  const isClosedHere = before.desk_status === 'closed' && before.ended === null && status !== 'closed';
  return isClosedHere ? read <= known : read < known;
}

/** A note may have been sent, or read by somebody else, since it was read: what is known stays known. */
function noteKeysOf(before: RequestRow, { noteKeys }: DeskSnapshot): readonly string[] {
  return [...new Set([...(deskOf(before)?.noteKeys ?? []), ...noteKeys])].slice(-MOST_NOTE_KEYS);
}

/** Whoever read it at the same time may have written the same down already, as of another moment. */
function stillNews(before: RequestRow, { status, snapshot, news }: TrackedReading): readonly RequestNews[] {
  const desk = deskOf(before);
  return news.filter(({ kind }) => {
    if (isOfStatus(kind)) return before.desk_status !== status;
    if (kind === 'owner') return desk?.owner !== snapshot?.owner;
    return kind !== 'severity' || desk?.severity !== snapshot?.severity;
  });
}
