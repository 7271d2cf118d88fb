import type { Selectable } from 'kysely';
import type { RingKind } from '../../domain/incident-change.ts';
import type { Urgency } from '../../domain/delivery.ts';
import type { DeliveryOutcome, DeliveryStore, DueDelivery } from '../../ports/delivery-store.ts';
import { toAccount, toAddress } from './conversation-store.ts';
import type { Database } from './database.ts';
import { SENDER_KEY } from '../../ports/job-queue.ts';
import { CLAIM, NEXT_DUE, POSTING, RELEASE, RENEW, SETTLE, TAKE_OVER, WAKE } from './delivery-statements.ts';
import { isUuid } from './identifiers.ts';
import { jsonText } from './json-text.ts';
import type { PostgresQueue } from './queue.ts';
import type { DeliveryTable, Tables } from './schema.ts';
import { toWatchPlace, type WholePlaceRow } from './watch-place-row.ts';

/** Most that one statement takes. */
const MOST = 256;
/** Told to whoever looks at the ledger; the claim ends with the lease of its sender. */
const CLAIM_MS = 60_000;

type ClaimedRow = WholePlaceRow &
  Pick<
    Selectable<DeliveryTable>,
    | 'issue_id'
    | 'place_id'
    | 'wanted_revision'
    | 'shown_revision'
    | 'urgency'
    | 'attempts'
    | 'activity_id'
    | 'reposted'
    | 'card_uncertain'
    | 'ask_seen'
    | 'seen_at'
    | 'seen_by_name'
    | 'state_at'
    | 'reason'
  > & {
    readonly ring: RingKind | null;
    readonly card_conversation_id: string | null;
    readonly address: Selectable<Tables['conversation']> | null;
    readonly account: Selectable<Tables['person_account']> | null;
  };

/** The ledger of what is sent where. One sender at a time: whoever holds the lease, in a row that every note of a sending locks. */
export function postgresDeliveryStore({ kysely, run }: Database, queue: Pick<PostgresQueue, 'within'>): DeliveryStore {
  return {
    async hold(senderId, forMs, at) {
      if ((await run(RENEW, [senderId, forMs])).length > 0) return true;
      return kysely.transaction().execute(async (transaction) => {
        // Waits for a note of the one before that is being written just now; the look at its rows comes after it.
        const taken = await TAKE_OVER.lease(senderId, forMs).execute(transaction);
        if (taken.rows.length === 0) return false;
        await TAKE_OVER.rows(at).execute(transaction);
        return true;
      });
    },

    async release(senderId) {
      await run(RELEASE, [senderId]);
    },

    async claim(senderId, now, limit) {
      await run(WAKE, [now]);
      const rows = await run<ClaimedRow>(CLAIM, [senderId, now, new Date(now.getTime() + CLAIM_MS), Math.min(limit, MOST)]);
      return rows.map(toDue);
    },

    async posting(senderId, rows, at) {
      const noted = await run<Pick<ClaimedRow, 'issue_id' | 'place_id' | 'ring'>>(POSTING, [
        senderId,
        rows.map(({ issueId }) => issueId),
        rows.map(({ placeId }) => placeId),
        rows.map(({ posting }) => posting),
        rows.map(({ revision }) => revision),
        at,
      ]);
      return noted.map(({ issue_id: issueId, place_id: placeId, ring }) => ({ issueId, placeId, ring: ring ?? undefined }));
    },

    async settle(senderId, outcomes, at) {
      await run(SETTLE, [jsonText(outcomes.map(toColumns)), at, senderId]);
    },

    async nextDue() {
      const [row] = await run<{ due_at: Date | null }>(NEXT_DUE, []);
      return row?.due_at ?? undefined;
    },

    async setChat(placeId, conversationId, at) {
      await kysely
        .updateTable('watch_place')
        .set({ conversation_id: conversationId, updated_at: at })
        .where('id', '=', placeId)
        .where('conversation_id', 'is', null)
        .execute();
    },

    async foundCard(issueId, placeId, { conversationId, activityId }, at) {
      if (!isUuid(placeId)) return;
      await kysely.transaction().execute(async (transaction) => {
        const found = await transaction
          .updateTable('delivery')
          // What it shows is not known: it is changed in place to what it shall show.
          .set({
            state: 'queued',
            state_at: at,
            due_at: null,
            attempts: 0,
            failure: null,
            card_uncertain: false,
            shown_revision: null,
            conversation_id: conversationId,
            activity_id: activityId,
          })
          .where('issue_id', '=', issueId)
          .where('place_id', '=', placeId)
          .where('card_uncertain', '=', true)
          .returning('issue_id')
          .executeTakeFirst();
        if (found !== undefined) await queue.within(transaction).enqueue('send-deliveries', {}, { key: SENDER_KEY });
      });
    },
  };
}

function toDue(row: ClaimedRow): DueDelivery {
  return {
    issueId: row.issue_id,
    place: toWatchPlace(row),
    address: row.address === null ? undefined : toAddress(row.address),
    account: row.account === null ? undefined : toAccount(row.account),
    card:
      row.card_conversation_id === null || row.activity_id === null
        ? undefined
        : { conversationId: row.card_conversation_id, activityId: row.activity_id },
    cardUncertain: row.card_uncertain,
    reposted: row.reposted,
    wantedRevision: row.wanted_revision,
    shownRevision: row.shown_revision ?? undefined,
    ring: row.ring ?? undefined,
    urgency: row.urgency as Urgency,
    attempts: row.attempts,
    queuedAt: row.state_at,
    wasMuted: row.reason !== null,
    seen: row.ask_seen ? { by: row.seen_by_name ?? undefined, at: row.seen_at ?? undefined } : undefined,
  };
}

/** What an outcome changes of its row; see the statement. */
interface OutcomeColumns {
  readonly issue_id: string;
  readonly place_id: string;
  readonly wanted: number;
  readonly state: DeliveryTable['state'];
  readonly due_at?: Date | undefined;
  readonly reason?: string | undefined;
  readonly failure?: object | undefined;
  readonly conversation_id?: string | undefined;
  readonly activity_id?: string | undefined;
  /** The card shows it by now. */
  readonly revision?: number | undefined;
  readonly ring?: string | undefined;
  readonly lost_card?: boolean;
  readonly card_uncertain?: boolean;
  readonly tried?: 'again' | 'not';
}

function toColumns(outcome: DeliveryOutcome): OutcomeColumns {
  const { issueId: issue_id, placeId: place_id, wantedRevision: wanted, ring } = outcome;
  const key = { issue_id, place_id, wanted, ring };
  switch (outcome.kind) {
    case 'shown': {
      const { card, revision, anew } = outcome;
      return { ...key, state: anew ? 'sent' : 'updated', ...columnsOf(card), revision, wanted: Math.max(wanted, revision) };
    }
    case 'later': {
      const { card, dueAt: due_at, failure, revision } = outcome;
      return { ...key, state: 'queued', due_at, failure, ...columnsOf(card), revision, tried: 'again' };
    }
    case 'back':
      return { ...key, state: 'queued', due_at: outcome.dueAt, revision: outcome.revision, tried: 'not' };
    case 'missing':
      return { ...key, state: 'queued', lost_card: true };
    case 'muted':
      return { ...key, state: 'muted', reason: outcome.reason, due_at: outcome.until, revision: outcome.revision };
    case 'gone':
    case 'failed':
      return { ...key, state: outcome.kind, failure: outcome.failure };
    case 'uncertain': {
      const { card, failure, revision } = outcome;
      return { ...key, state: 'uncertain', failure, ...columnsOf(card), revision, card_uncertain: card === undefined };
    }
  }
}

function columnsOf(card: { readonly conversationId: string; readonly activityId: string } | undefined) {
  return card === undefined ? {} : { conversation_id: card.conversationId, activity_id: card.activityId, card_uncertain: false };
}
