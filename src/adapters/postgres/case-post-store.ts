import { sql, type Transaction } from 'kysely';
import type { CasePostOutcome, CasePostStore, ClaimedCase } from '../../ports/case-post-store.ts';
import { toCard, toLine } from './case-post-row.ts';
import { CLAIM, NEXT_DUE, POSTING_CARD, POSTING_LINE, RELEASE, SETTLE_CARD, SETTLE_LINE, WAITING, WAKE } from './case-post-statements.ts';
import { toCase } from './case-row.ts';
import { recordChange } from './change-audit.ts';
import { TAKE_PLACE } from './conversation-pace.ts';
import type { Database } from './database.ts';
import { isUuid } from './identifiers.ts';
import { jsonText } from './json-text.ts';
import type { PostgresQueue } from './queue.ts';
import type { Tables } from './schema.ts';
import { showSoon } from './write-decision.ts';

/** Most lines of one place that a claim takes; the others come with the next. One place, whose lines may have to wait, keeps no other. */
const MOST_LINES = 50;
const MOST_WOKEN = 200;
const KEEP_PACE_MS = 86_400_000;

/** What is to be shown and said of cases. Whoever has a case notes in its row what is about to go out; see docs/decisions/0007-one-sender.md for the rules. */
export function postgresCasePostStore({ kysely, run }: Database, queue: Pick<PostgresQueue, 'within'>): CasePostStore {
  /** Always the first lock: whoever shows the case takes its rows after it. */
  const lockShowing = (transaction: Transaction<Tables>, caseIds: readonly string[]) =>
    transaction.selectFrom('case_showing').select('case_id').where('case_id', 'in', caseIds).orderBy('case_id').forUpdate().execute();

  return {
    claim: (caseId, holder, now, until) =>
      kysely.transaction().execute(async (transaction) => {
        const held = await CLAIM.hold(caseId, holder, now, until).execute(transaction);
        if (held.rows.length === 0) return undefined;
        await CLAIM.leftCards(caseId, now).execute(transaction);
        await CLAIM.leftLines(caseId, now).execute(transaction);
        return claimed(transaction, caseId);
      }),

    async posting(holder, what, caseId, until) {
      const [statement, which] = 'card' in what ? [POSTING_CARD, what.card] : [POSTING_LINE, what.line];
      return (await run(statement, [caseId, holder, until, which])).length > 0;
    },

    async settleCard(holder, { caseId, audience }, shownVersion, outcome, at) {
      await run(SETTLE_CARD, [caseId, holder, audience, jsonText(columnsOf(outcome)), shownVersion, at]);
    },

    async settleLine(holder, { caseId, id }, outcome, at) {
      await run(SETTLE_LINE, [caseId, holder, id, jsonText(columnsOf(outcome)), at]);
    },

    async tellRequester({ id }, at) {
      await sql`
        insert into case_line (case_id, event_id, sent_to, state, state_at)
        select line.case_id, line.event_id, 'requester', 'due', ${at} from case_line line join support_case on support_case.id = line.case_id
        where line.id = ${id} and support_case.requester_id is not null
        on conflict do nothing`.execute(kysely);
    },

    release: (caseId, holder) =>
      kysely.transaction().execute(async (transaction) => {
        // Whoever changes the case just now is waited for; the look at its rows comes after it.
        const mine = await RELEASE.lock(caseId, holder).execute(transaction);
        if (mine.rows.length > 0) await RELEASE.free(caseId).execute(transaction);
      }),

    async nextDue(caseId) {
      const [row] = await run<{ due_at: Date }>(NEXT_DUE, [caseId]);
      return row?.due_at;
    },

    async waiting(now, limit) {
      const rows = await run<{ case_id: string; due_at: Date }>(WAITING, [now, limit]);
      return rows.map(({ case_id: caseId, due_at: since }) => ({ caseId, since }));
    },

    wake: (now) =>
      kysely.transaction().execute(async (transaction) => {
        const back = await WAKE.find(MOST_WOKEN).execute(transaction);
        const caseIds = back.rows.map(({ case_id: caseId }) => caseId);
        if (caseIds.length === 0) return 0;
        await lockShowing(transaction, caseIds);
        return (await WAKE.cards(caseIds, now).execute(transaction)).rows.length;
      }),

    foundCard: (caseId, audience, { conversationId, activityId }, at) =>
      kysely.transaction().execute(async (transaction) => {
        if (!isUuid(caseId)) return;
        await lockShowing(transaction, [caseId]);
        const found = await transaction
          .updateTable('case_card')
          // What it shows is not known: it is changed in place to what it shall show.
          .set({
            state: 'sent',
            state_at: at,
            conversation_id: conversationId,
            activity_id: activityId,
            shown_version: null,
            attempts: 0,
            not_before: null,
            failure: null,
          })
          .where('case_id', '=', caseId)
          .where('audience', '=', audience)
          .where('state', '=', 'uncertain')
          .returning('case_id')
          .executeTakeFirst();
        if (found !== undefined) await showSoon(transaction, queue, caseId, at);
      }),

    repost: (caseId, channelId, actor, at) =>
      kysely.transaction().execute(async (transaction) => {
        const found = transaction.selectFrom('support_case').select('channel_id').where('id', '=', caseId);
        const c = await found.forNoKeyUpdate().executeTakeFirst();
        if (c === undefined) return false;
        await lockShowing(transaction, [caseId]);
        const isElsewhere = c.channel_id !== channelId;
        const fresh = { state: 'due', state_at: at, reposted: false, attempts: 0, not_before: null, failure: null } as const;
        const nowhere = { conversation_id: null, activity_id: null, shown_version: null };
        const due = await transaction
          .insertInto('case_card')
          .values({ case_id: caseId, audience: 'channel', ...fresh })
          .onConflict((conflict) =>
            conflict
              .columns(['case_id', 'audience'])
              .doUpdateSet({ ...fresh, ...(isElsewhere && nowhere) })
              .where('case_card.state', 'not in', ['due', 'sent']),
          )
          .returning('case_id')
          .executeTakeFirst();
        if (due === undefined) return false;
        if (isElsewhere) await transaction.updateTable('support_case').set({ channel_id: channelId }).where('id', '=', caseId).execute();
        // What it says of the channel's card is not so any more.
        await transaction
          .updateTable('case_card')
          .set({ shown_version: null })
          .where('case_id', '=', caseId)
          .where('audience', '=', 'requester')
          .execute();
        const change = { before: { channelId: c.channel_id }, after: { channelId } };
        await recordChange(transaction, { at, actor, subject: 'case-post', subjectId: caseId, action: 'post', ...change });
        await showSoon(transaction, queue, caseId, at);
        return true;
      }),

    async cardOf(caseId, audience) {
      if (!isUuid(caseId)) return undefined;
      const card = kysely.selectFrom('case_card').selectAll().where('case_id', '=', caseId).where('audience', '=', audience);
      const row = await card.executeTakeFirst();
      return row && toCard(row);
    },

    async pace(conversationId, at) {
      const [row] = await run<{ wait_ms: number }>(TAKE_PLACE, [conversationId, at]);
      return row?.wait_ms ?? 0;
    },

    async prune(now) {
      const quiet = kysely.deleteFrom('conversation_pace').where('paced_until', '<', new Date(now.getTime() - KEEP_PACE_MS));
      return Number((await quiet.executeTakeFirstOrThrow()).numDeletedRows);
    },
  };
}

async function claimed(transaction: Transaction<Tables>, caseId: string): Promise<ClaimedCase> {
  const row = await transaction.selectFrom('support_case').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow();
  const cards = await transaction.selectFrom('case_card').selectAll().where('case_id', '=', caseId).execute();
  const due = transaction
    .selectFrom('case_line')
    .selectAll()
    .select(({ fn }) =>
      fn
        .agg<number>('row_number')
        .over((of) => of.partitionBy(['sent_to', 'channel_id']).orderBy('event_id').orderBy('id'))
        .as('turn'),
    )
    .where('case_id', '=', caseId)
    .where('state', '=', 'due');
  const lines = await transaction
    .selectFrom(due.as('line'))
    .selectAll()
    .where('turn', '<=', MOST_LINES)
    .orderBy('event_id')
    .orderBy('id')
    .execute();
  const ids = lines.map(({ event_id: eventId }) => eventId);
  const events = await transaction
    .selectFrom('case_event')
    .selectAll()
    .where('id', 'in', [-1, ...ids])
    .execute();
  const byId = new Map(events.map((event) => [event.id, event]));
  return {
    case: toCase(row),
    cards: cards.map(toCard),
    lines: lines.flatMap((line) => {
      const event = byId.get(line.event_id);
      return event === undefined ? [] : [toLine(line, event)];
    }),
  };
}

/** What an outcome changes of its row; see the statements. */
function columnsOf(outcome: CasePostOutcome): object {
  const { kind } = outcome;
  switch (kind) {
    case 'sent':
      return { kind, conversation_id: outcome.place.conversationId, activity_id: outcome.place.activityId };
    case 'later':
      return { kind, due_at: outcome.dueAt, failure: outcome.failure };
    case 'failed':
      return { kind, due_at: outcome.again, failure: outcome.failure };
    case 'gone':
    case 'uncertain':
      return { kind, failure: outcome.failure };
    case 'missing':
    case 'dropped':
      return { kind };
  }
}
