import { sql } from 'kysely';
import type { RequestNews } from '../../domain/service-request.ts';
import type { RequestStore } from '../../ports/request-store.ts';
import type { Database } from './database.ts';
import { isUuid } from './identifiers.ts';
import type { PostgresQueue } from './queue.ts';
import { audit, hasCase, locked, type RequestRow, type Work } from './request-statements.ts';

type Queue = Pick<PostgresQueue, 'within'>;

/** Most rows of any list, whatever is asked for. */
const MOST = 100;

/** What happened to requests, and who was told of it. */
export function requestNews(
  kysely: Database['kysely'],
  queue: Queue,
): Pick<RequestStore, 'addNews' | 'newsOf' | 'untold' | 'withUntold' | 'markTold' | 'unmarkTold'> {
  return {
    addNews: (id, news, at) =>
      kysely.transaction().execute(async (transaction) => {
        const request = await locked(transaction, id);
        if (request === undefined || (await insertNews(transaction, id, [news], at)).length === 0) return false;
        await audit(transaction, request, { action: news.kind, actor: 'system', at, before: request.state });
        await haveTold(transaction, queue, request);
        return true;
      }),

    async newsOf(id) {
      if (!isUuid(id)) return [];
      const newest = kysely.selectFrom('request_news').select(['kind', 'key', 'at']).where('request_id', '=', id);
      const rows = await newest.orderBy('id', 'desc').limit(MOST).execute();
      return rows.toReversed().map(({ kind, key, at }) => ({ news: { kind, key }, at }));
    },

    async untold(id, limit) {
      if (!isUuid(id)) return [];
      const { rows } = await sql<{
        readonly id: number;
        readonly kind: RequestNews['kind'];
        readonly key: string;
        readonly at: Date;
        readonly person_id: string;
        readonly person_name: string;
        readonly locale: RequestRow['locale'];
        readonly time_zone: string;
      }>`select news.id, news.kind, news.key, news.at, people.person_id, people.person_name, people.locale, people.time_zone
        from request_news as news
        join (${PEOPLE}) as people on people.request_id = news.request_id and news.at >= people.joined_at
        where news.request_id = ${id} and ${NOT_TOLD}
        order by news.id, people.person_id
        limit ${Math.min(limit, MOST)}`.execute(kysely);
      return rows.map((row) => ({
        newsId: row.id,
        news: { kind: row.kind, key: row.key },
        at: row.at,
        to: { personId: row.person_id, personName: row.person_name, locale: row.locale, timeZone: row.time_zone },
      }));
    },

    async withUntold(after, before, limit) {
      const { rows } = await sql<{ readonly request_id: string }>`select news.request_id
        from request_news as news
        join (${PEOPLE}) as people on people.request_id = news.request_id and news.at >= people.joined_at
        where news.at > ${after} and news.at < ${before} and ${NOT_TOLD}
        group by news.request_id
        order by random()
        limit ${Math.min(limit, MOST)}`.execute(kysely);
      return rows.map((row) => row.request_id);
    },

    async markTold(newsId, personId, at) {
      const { numInsertedOrUpdatedRows } = await kysely
        .insertInto('request_told')
        .values({ news_id: newsId, person_id: personId, at })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },

    async unmarkTold(newsId, personId) {
      await kysely.deleteFrom('request_told').where('news_id', '=', newsId).where('person_id', '=', personId).execute();
    },
  };
}

/** Everybody who is told of a request, and from when on. */
const PEOPLE = sql`select id as request_id, person_id, person_name, locale, time_zone, created_at as joined_at, true as requester from service_request
  union all select request_id, person_id, person_name, locale, time_zone, joined_at, false from request_follower`;

/** That a colleague joined is for the requester alone. */
const NOT_TOLD = sql`(people.requester or news.kind <> 'joined') and not exists (select from request_told as told where told.news_id = news.id and told.person_id = people.person_id)`;

/** Those that were not known yet. */
export async function insertNews(
  transaction: Work,
  requestId: string,
  news: readonly RequestNews[],
  at: Date,
): Promise<readonly { readonly id: number; readonly kind: RequestNews['kind'] }[]> {
  if (news.length === 0) return [];
  const rows = news.map(({ key, kind }) => ({ request_id: requestId, key, kind, at }));
  return transaction
    .insertInto('request_news')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'kind'])
    .execute();
}

/** In the transaction that learned something: people and cases are told. */
export async function haveTold(transaction: Work, queue: Queue, request: RequestRow): Promise<void> {
  const { id } = request;
  const jobs = queue.within(transaction);
  await jobs.enqueue('tell-request', { id }, { key: id });
  if (await hasCase(transaction, request)) await jobs.enqueue('follow-case-request', { id }, { key: id });
}

/** Of one piece of news. */
export async function markSeen(transaction: Work, newsId: number, personId: string, at: Date): Promise<void> {
  const seen = transaction.insertInto('request_told').values({ news_id: newsId, person_id: personId, at });
  await seen.onConflict((conflict) => conflict.doNothing()).execute();
}

/** What somebody saw need not be told to them. */
export async function markAllSeen(transaction: Work, requestId: string, personId: string, at: Date): Promise<void> {
  await sql`insert into request_told (news_id, person_id, at)
    select id, ${personId}, ${at} from request_news where request_id = ${requestId} on conflict do nothing`.execute(transaction);
}
