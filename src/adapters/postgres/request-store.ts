import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { isToldToCase } from '../../domain/case-request.ts';
import { BotError } from '../../domain/errors.ts';
import { endNews, filingNews } from '../../domain/request-news.ts';
import type { RequestContent, RequestNews } from '../../domain/service-request.ts';
import { proposalOf } from '../../domain/severity.ts';
import type { NewServiceRequest, RequestStore } from '../../ports/request-store.ts';
import type { Database } from './database.ts';
import { followWithRequest } from './follow-store.ts';
import { isUuid, newReference } from './identifiers.ts';
import { jsonText } from './json-text.ts';
import type { PostgresQueue } from './queue.ts';
import { allowedFrom, columnsOf, dueAfter } from './request-change.ts';
import { requestEndings } from './request-endings.ts';
import { addFollower, isFollowedByOthers, requestFollowers } from './request-followers.ts';
import { insertNews, markSeen, requestNews } from './request-news.ts';
import { requestLists } from './request-list.ts';
import { requestReminders } from './request-reminders.ts';
import { toRequest } from './request-row.ts';
import { audit, hasCase, locked, update, type RequestRow, type Work } from './request-statements.ts';
import { requestTickets } from './request-tickets.ts';
import { requestTracking } from './request-tracking.ts';

/** Most rows of any list, whatever is asked for. */
const MOST = 100;
const MOST_AUDIT = 500;
const MOST_OF_CASE = 20;
/** What asked for the filing is a press, answered with a card: news that were quicker than this answer would be covered by it. */
const ANSWER_FIRST_MS = 500;
/** Chance meets a taken reference once in a lifetime; five times in a row it is a fault. */
const REFERENCE_TRIES = 5;

export function postgresRequestStore({ kysely }: Database, queue: Pick<PostgresQueue, 'within'>): RequestStore {
  const inTransaction = <T>(work: (transaction: Work) => Promise<T>): Promise<T> => kysely.transaction().execute(work);
  const enqueueFiling = (transaction: Work, id: string, after: Date): Promise<void> =>
    queue.within(transaction).enqueue('file-request', { id }, { key: id, after });
  const answered = (at: Date): Date => new Date(at.getTime() + ANSWER_FIRST_MS);
  /** Whoever follows it has no card that tells them. Who did it knows; so does the requester of what the bot did, from the card. */
  async function tellOthers(transaction: Work, row: RequestRow, news: RequestNews, actor: string, at: Date): Promise<void> {
    const knows = actor === 'system' ? row.person_id : actor;
    if (!(await isFollowedByOthers(transaction, row, knows))) return;
    for (const { id } of await insertNews(transaction, row.id, [news], at)) await markSeen(transaction, id, knows, at);
    await queue.within(transaction).enqueue('tell-request', { id: row.id }, { key: row.id, after: answered(at) });
  }

  return {
    ...requestTracking(kysely, queue),
    ...requestTickets(kysely, queue),
    ...requestLists({ kysely }),
    ...requestFollowers(kysely, queue),
    ...requestNews(kysely, queue),
    ...requestReminders(kysely),
    ...requestEndings(kysely, queue),

    submit: (request, at) =>
      inTransaction(async (transaction) => {
        const { row, isNew } = await store(transaction, request, at);
        if (isNew) {
          await takeDraft(transaction, request);
          await audit(transaction, row, { action: 'submitted', actor: request.personId, at, before: null });
          const severities = severityChoice(request.content);
          const { severityReason: reason } = request.content;
          if (severities !== undefined)
            await audit(transaction, row, { action: severities, actor: request.personId, at, before: 'ready', reason });
          await enqueueFiling(transaction, row.id, answered(at));
          const { linkedIssueId } = request.content;
          if (linkedIssueId !== undefined) await followWithRequest(transaction, row, linkedIssueId, at);
          for (const follower of request.followers ?? []) await addFollower(transaction, row, follower, at);
        }
        return toRequest(row);
      }),

    async byId(id) {
      if (!isUuid(id)) return undefined;
      const row = await kysely.selectFrom('service_request').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toRequest(row);
    },

    async byDraft(draftId) {
      if (!isUuid(draftId)) return undefined;
      const row = await kysely.selectFrom('service_request').selectAll().where('draft_id', '=', draftId).executeTakeFirst();
      return row && toRequest(row);
    },

    async find(referenceOrNumber) {
      const wanted = referenceOrNumber.trim();
      const row = await kysely
        .selectFrom('service_request')
        .selectAll()
        .where((eb) =>
          eb.or([
            eb('reference', '=', wanted.toUpperCase()),
            eb('number', '=', wanted),
            eb(sql`lower(own_ticket)`, '=', wanted.toLowerCase()),
          ]),
        )
        // What somebody typed as the number of one must not hide another one that really is called so.
        .orderBy((eb) => eb('reference', '=', wanted.toUpperCase()), 'desc')
        .orderBy(sql`number is not distinct from ${wanted}`, 'desc')
        // Two people may have typed the same number: the newer request is meant.
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && toRequest(row);
    },

    async ofCase(caseId) {
      if (!isUuid(caseId)) return [];
      const filed = kysely.selectFrom('service_request').selectAll().where('case_id', '=', caseId);
      const rows = await filed.orderBy('created_at', 'desc').limit(MOST_OF_CASE).execute();
      return rows.map(toRequest);
    },

    claim: (id, now, until) =>
      inTransaction(async (transaction) => {
        const before = await locked(transaction, id);
        if (before === undefined || !isDue(before, now)) return undefined;
        const columns = { state: 'sending', attempts: before.attempts + 1, claimed_until: until } as const;
        const row = await update(transaction, before, columns, now);
        await audit(transaction, row, { action: 'claimed', actor: 'system', at: now, before: before.state });
        return toRequest(row);
      }),

    change: (id, version, change, actor, at) =>
      inTransaction(async (transaction) => {
        const before = await locked(transaction, id);
        if (before?.version !== version || allowedFrom(change)?.includes(before.state) === false) return undefined;
        const row = await update(transaction, before, columnsOf(change, at), at);
        await audit(transaction, row, { action: change.to, actor, at, before: before.state });
        if ('news' in change && change.news !== undefined) {
          await insertNews(transaction, id, [change.news], at);
          // After the card, which the filing itself brings up to date.
          await queue.within(transaction).enqueue('tell-request', { id }, { key: id, after: answered(at) });
        } else if (change.to === 'failed' || change.to === 'uncertain') {
          await tellOthers(transaction, row, endNews(change.to, row), actor, at);
        }
        if (change.to === 'filed' || change.to === 'handed-off')
          await tellOthers(transaction, row, filingNews(change.to, row.number ?? undefined), actor, at);
        const due = dueAfter(change);
        if (due !== undefined) await enqueueFiling(transaction, id, due === 'now' ? answered(at) : due);
        if (isToldToCase(row.state) && (await hasCase(transaction, row))) {
          await queue.within(transaction).enqueue('follow-case-request', { id }, { key: id });
        }
        return toRequest(row);
      }),

    linkIssue: (id, version, issueId, actor, at) =>
      inTransaction(async (transaction) => {
        const before = await locked(transaction, id);
        if (before?.version !== version) return undefined;
        const content = sql<string>`content || ${jsonText({ linkedIssueId: issueId })}::jsonb`;
        const row = await update(transaction, before, { content }, at);
        await audit(transaction, row, { action: `linked-${issueId}`, actor, at, before: before.state });
        await followWithRequest(transaction, row, issueId, at);
        return toRequest(row);
      }),

    async record(id, action, actor, at, reason) {
      const entry = sql`insert into request_audit (request_id, at, actor, action, state_before, state, reason)
        select id, ${at}, ${actor}, ${action}, state, state, ${reason ?? null} from service_request where id = ${id}`;
      if (isUuid(id)) await entry.execute(kysely);
    },

    async setPlace(id, place) {
      if (!isUuid(id)) return undefined;
      // The version stays: it is on the card that stands in this place.
      const row = await kysely
        .updateTable('service_request')
        .set({ place_conversation_id: place.conversationId, place_activity_id: place.activityId })
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row && toRequest(row);
    },

    async due(now, limit) {
      const rows = await kysely
        .selectFrom('service_request')
        .select('id')
        .where((eb) => eb.or([eb('state', '=', 'ready'), eb.and([eb('state', '=', 'sending'), eb('claimed_until', '<=', now)])]))
        .orderBy('created_at')
        .limit(Math.min(limit, MOST))
        .execute();
      return rows.map(({ id }) => id);
    },

    async audit(id) {
      if (!isUuid(id)) return [];
      const entries = kysely.selectFrom('request_audit').select(['action', 'actor', 'at', 'state', 'reason']).where('request_id', '=', id);
      // The newest of them, in the order in which they came.
      const rows = await entries.orderBy('id', 'desc').limit(MOST_AUDIT).execute();
      return rows
        .toReversed()
        .map(({ reason, state, ...row }) => ({ ...row, state: state ?? undefined, ...(reason !== null && { reason }) }));
    },
  };
}

/** Another press may have changed the draft, or given it to a colleague, since it was read. */
async function takeDraft(transaction: Work, { draftId, draftVersion, personId }: NewServiceRequest): Promise<void> {
  if (draftVersion === undefined) return;
  const same = transaction.deleteFrom('report_draft').where('id', '=', draftId).where('version', '=', draftVersion);
  const { numDeletedRows } = await same.where('person_id', '=', personId).executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new BotError('CONFLICT', `Draft ${draftId} is not as it was read`);
}

/** The new row, or the one stored before for the same draft. */
async function store(transaction: Work, request: NewServiceRequest, at: Date): Promise<{ row: RequestRow; isNew: boolean }> {
  const { draftId, caseId, personId, personName, locale, timeZone, route, content, ownTicket, place } = request;
  for (let attempt = 0; attempt < REFERENCE_TRIES; attempt++) {
    const row = await transaction
      .insertInto('service_request')
      .values({
        id: randomUUID(),
        reference: newReference('PSR'),
        version: 1,
        draft_id: draftId,
        case_id: caseId ?? null,
        own_ticket: ownTicket ?? null,
        tenant_id: content.tenantId.toLowerCase(),
        person_id: personId,
        person_name: personName,
        locale,
        time_zone: timeZone,
        route,
        content: jsonText(content),
        state: 'ready',
        send_key: randomUUID(),
        attempts: 0,
        place_conversation_id: place?.conversationId ?? null,
        place_activity_id: place?.activityId ?? null,
        created_at: at,
        updated_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (row !== undefined) return { row, isNew: true };
    const known = await transaction.selectFrom('service_request').selectAll().where('draft_id', '=', draftId).executeTakeFirst();
    if (known !== undefined) return { row: known, isNew: false };
  }
  throw new Error('no free request reference was found');
}

/** The severity that the answers propose, and the one that the person chose (B54). */
function severityChoice({ nature, impactAnswers, severity, severityReason }: RequestContent): string | undefined {
  const proposed = proposalOf({ nature, ...impactAnswers });
  // Where nothing was asked and nothing chosen there is nothing to tell.
  if (impactAnswers === undefined && severityReason === undefined) return undefined;
  return proposed && `severity-proposed-${proposed.severity}-chosen-${severity}`;
}

function isDue(row: RequestRow, now: Date): boolean {
  if (row.state === 'ready') return true;
  return row.state === 'sending' && (row.claimed_until === null || row.claimed_until <= now);
}
