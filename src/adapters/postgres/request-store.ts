import { randomUUID } from 'node:crypto';
import { sql, type Selectable, type Transaction, type UpdateObject } from 'kysely';
import { isToldToCase } from '../../domain/case-request.ts';
import type { RequestState } from '../../domain/service-request.ts';
import type { NewServiceRequest, RequestFilter, RequestStore } from '../../ports/request-store.ts';
import type { Database } from './database.ts';
import { followWithRequest } from './follow-store.ts';
import { isUuid, newReference } from './identifiers.ts';
import { jsonText } from './json-text.ts';
import type { PostgresQueue } from './queue.ts';
import { allowedFrom, columnsOf, dueAfter } from './request-change.ts';
import { toRequest } from './request-row.ts';
import type { ServiceRequestTable, Tables } from './schema.ts';

type Row = Selectable<ServiceRequestTable>;
type Work = Transaction<Tables>;

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

  /** Locks the request, so that what is written about its state before is true. */
  const locked = async (transaction: Work, id: string): Promise<Row | undefined> =>
    isUuid(id) ? transaction.selectFrom('service_request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst() : undefined;

  return {
    submit: (request, at) =>
      inTransaction(async (transaction) => {
        const { row, isNew } = await store(transaction, request, at);
        if (isNew) {
          await transaction.deleteFrom('report_draft').where('id', '=', request.draftId).execute();
          await audit(transaction, row, { action: 'submitted', actor: request.personId, at, before: null });
          await enqueueFiling(transaction, row.id, answered(at));
          const { linkedIssueId } = request.content;
          if (linkedIssueId !== undefined) await followWithRequest(transaction, row, linkedIssueId, at);
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
        .where((eb) => eb.or([eb('reference', '=', wanted.toUpperCase()), eb('number', '=', wanted)]))
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

    async list(filter, { limit, offset }) {
      const most = Math.min(limit, MOST);
      const newestFirst = matchingRequests(kysely, filter).selectAll().orderBy('created_at', 'desc').orderBy('id');
      const rows = await newestFirst
        .limit(most + 1)
        .offset(offset)
        .execute();
      return { requests: rows.slice(0, most).map(toRequest), more: rows.length > most };
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
        const due = dueAfter(change);
        if (due !== undefined) await enqueueFiling(transaction, id, due === 'now' ? answered(at) : due);
        if (isToldToCase(row.state) && (await hasCase(transaction, row))) {
          await queue.within(transaction).enqueue('follow-case-request', { id }, { key: id });
        }
        return toRequest(row);
      }),

    setDeskStatus: (id, status, at) =>
      inTransaction(async (transaction) => {
        const before = await locked(transaction, id);
        if (before === undefined || before.desk_status === status) return before && toRequest(before);
        const row = await update(transaction, before, { desk_status: status }, at);
        await audit(transaction, row, { action: `desk-${status}`, actor: 'system', at, before: before.state });
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

    async record(id, action, actor, at) {
      const entry = sql`insert into request_audit (request_id, at, actor, action, state_before, state)
        select id, ${at}, ${actor}, ${action}, state, state from service_request where id = ${id}`;
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

    takeForReminder: (before, at, limit) =>
      inTransaction(async (transaction) => {
        const due = transaction
          .selectFrom('service_request')
          .select('id')
          .where('state', '=', 'handed-off')
          .where('number', 'is', null)
          .where('reminded_at', 'is', null)
          .where('handed_off_at', '<', before)
          .orderBy('handed_off_at')
          .limit(Math.min(limit, MOST))
          .forUpdate()
          .skipLocked();
        const rows = await transaction
          .updateTable('service_request')
          .set({ reminded_at: at })
          .where('id', 'in', due)
          .returningAll()
          .execute();
        for (const row of rows) await audit(transaction, row, { action: 'reminded', actor: 'system', at, before: row.state });
        return rows.map(toRequest);
      }),

    async audit(id) {
      if (!isUuid(id)) return [];
      const entries = kysely.selectFrom('request_audit').select(['action', 'actor', 'at', 'state']).where('request_id', '=', id);
      // The newest of them, in the order in which they came.
      const rows = await entries.orderBy('id', 'desc').limit(MOST_AUDIT).execute();
      return rows.toReversed().map((row) => ({ ...row, state: row.state ?? undefined }));
    },
  };
}

/** The new row, or the one stored before for the same draft. */
async function store(transaction: Work, request: NewServiceRequest, at: Date): Promise<{ row: Row; isNew: boolean }> {
  const { draftId, caseId, personId, personName, locale, timeZone, route, content, place } = request;
  for (let attempt = 0; attempt < REFERENCE_TRIES; attempt++) {
    const row = await transaction
      .insertInto('service_request')
      .values({
        id: randomUUID(),
        reference: newReference('PSR'),
        version: 1,
        draft_id: draftId,
        case_id: caseId ?? null,
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

async function update(transaction: Work, before: Row, columns: UpdateObject<Tables, 'service_request'>, at: Date): Promise<Row> {
  return transaction
    .updateTable('service_request')
    .set({ ...columns, version: before.version + 1, updated_at: at })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

interface AuditEntry {
  readonly action: string;
  readonly actor: string;
  readonly at: Date;
  readonly before: RequestState | null;
}

async function audit(transaction: Work, row: Row, { action, actor, at, before }: AuditEntry): Promise<void> {
  await transaction
    .insertInto('request_audit')
    .values({ request_id: row.id, at, actor, action, state_before: before, state: row.state })
    .execute();
}

/** Filed from a case, or escalated to one that is open. */
async function hasCase(transaction: Work, { id, case_id: caseId }: Row): Promise<boolean> {
  if (caseId !== null) return true;
  const open = transaction.selectFrom('support_case').select('id').where('request_id', '=', id).where('state', '<>', 'resolved');
  return (await open.limit(1).executeTakeFirst()) !== undefined;
}

function isDue(row: Row, now: Date): boolean {
  if (row.state === 'ready') return true;
  return row.state === 'sending' && (row.claimed_until === null || row.claimed_until <= now);
}

function matchingRequests(kysely: Database['kysely'], { personId, tenantIds, exceptTenantIds = [], openOnly }: RequestFilter) {
  let requests = kysely.selectFrom('service_request');
  if (personId !== undefined) requests = requests.where('person_id', '=', personId);
  if (tenantIds !== undefined) requests = requests.where('tenant_id', '=', sql<string>`any(${tenantIds.map((id) => id.toLowerCase())})`);
  if (exceptTenantIds.length > 0)
    requests = requests.where('tenant_id', '<>', sql<string>`all(${exceptTenantIds.map((id) => id.toLowerCase())})`);
  if (openOnly === true) requests = requests.where('state', '<>', 'failed').where(sql<boolean>`desk_status is distinct from 'closed'`);
  return requests;
}
