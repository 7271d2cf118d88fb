import { sql, type Selectable } from 'kysely';
import { DELIVERY_STATES, URGENCY, type DeliveryRecord, type DeliveryState, type DeliveryTotals } from '../../domain/delivery.ts';
import type { MuteReason } from '../../domain/watch.ts';
import type { DeliveryLedger, Seen } from '../../ports/delivery-ledger.ts';
import type { Database } from './database.ts';
import { SENDER_KEY } from '../../ports/job-queue.ts';
import { isUuid } from './identifiers.ts';
import type { PostgresQueue } from './queue.ts';
import type { DeliveryTable } from './schema.ts';

/** Most that any reader gets, whatever it asks for. */
const MOST = 1000;

type SeenColumns = Pick<Selectable<DeliveryTable>, 'seen_at' | 'seen_by_name'>;

/** The card is there, and it has a button that nobody has pressed: what is muted, gone or uncertain waits for nobody. By the index `delivery_unseen`. */
const WAITING = sql<boolean>`delivery.ask_seen and delivery.seen_at is null and delivery.escalated_at is null
  and delivery.activity_id is not null and delivery.state in ('sent', 'updated', 'queued')`;

export function postgresDeliveryLedger({ kysely }: Database, queue: Pick<PostgresQueue, 'within'>): DeliveryLedger {
  /** Waiting cards of incidents that are open: few incidents are, so that this is cheap however long the ledger is. */
  const waiting = kysely
    .selectFrom('incident')
    .innerJoin('delivery', 'delivery.issue_id', 'incident.id')
    .where('incident.resolved_at', 'is', null)
    .where(WAITING);

  const rowOf = (issueId: string, placeId: string) =>
    kysely.selectFrom('delivery').where('issue_id', '=', issueId).where('place_id', '=', placeId);

  async function seenOf(issueId: string, placeId: string): Promise<Seen | undefined> {
    if (!isUuid(placeId)) return undefined;
    const row = await rowOf(issueId, placeId).select(['seen_at', 'seen_by_name']).where('ask_seen', '=', true).executeTakeFirst();
    return row && toSeen(row);
  }

  return {
    async totals(issueId) {
      const { rows } = await sql<{ state: DeliveryState; rows: number; asked: number; seen: number; since: Date }>`
        select state, count(*) as rows,
          count(*) filter (where ask_seen and (activity_id is not null or seen_at is not null)) as asked,
          count(*) filter (where ask_seen and seen_at is not null) as seen,
          min(state_at) as since
        from delivery where issue_id = ${issueId} group by state`.execute(kysely);
      const sum = (column: 'asked' | 'seen'): number => rows.reduce((total, row) => total + row[column], 0);
      const counts = new Map(rows.map((row) => [row.state, row.rows]));
      return {
        states: Object.fromEntries(DELIVERY_STATES.map((state) => [state, counts.get(state) ?? 0])) as DeliveryTotals,
        asked: sum('asked'),
        seen: sum('seen'),
        waitingSince: rows.find(({ state }) => state === 'queued')?.since,
      };
    },

    async page(issueId, afterPlaceId, limit) {
      let rows = kysely
        .selectFrom('delivery')
        .innerJoin('watch_place as place', 'place.id', 'delivery.place_id')
        .selectAll('delivery')
        .select(['place.scope', 'place.person_name', 'place.label'])
        .where('issue_id', '=', issueId);
      if (afterPlaceId !== undefined) rows = rows.where('place_id', '>', afterPlaceId);
      return (await rows.orderBy('place_id').limit(Math.min(limit, MOST)).execute()).map(toRecord);
    },

    async markSeen(issueId, placeId, { id, displayName }, at) {
      const before = await seenOf(issueId, placeId);
      if (before === undefined || before.at !== undefined) return before;
      await kysely.transaction().execute(async (transaction) => {
        const row = transaction
          .updateTable('delivery')
          .where('issue_id', '=', issueId)
          .where('place_id', '=', placeId)
          .where('seen_at', 'is', null);
        const seen = { seen_at: at, seen_by: id, seen_by_name: displayName };
        // What the card shows counts as unknown: then it is changed, whatever it shows.
        const free = await row
          .set({ ...seen, shown_revision: null })
          .where('claimed_until', 'is', null)
          .executeTakeFirstOrThrow();
        if (free.numUpdatedRows === 0n) {
          // It is being sent just now, or somebody was faster. A revision of its own has it changed once more. The incident is locked before its rows, as it
          // is when a change is announced.
          const incident = await transaction
            .updateTable('incident')
            .set((eb) => ({ revision: eb('revision', '+', 1) }))
            .where('id', '=', issueId)
            .returning('revision')
            .executeTakeFirst();
          if (incident === undefined) return;
          const claimed = await row.set({ ...seen, wanted_revision: incident.revision }).executeTakeFirstOrThrow();
          if (claimed.numUpdatedRows === 0n) return;
        }
        await transaction
          .updateTable('delivery')
          .set({ state: 'queued', urgency: URGENCY.routine, due_at: at, state_at: at, attempts: 0 })
          .where('issue_id', '=', issueId)
          .where('place_id', '=', placeId)
          .where('activity_id', 'is not', null)
          // That somebody answered on the card settles too whether a line came through. What is held back stays so: whether it may ring is judged again.
          .where('state', 'in', ['sent', 'updated', 'uncertain', 'muted'])
          .where(sql<boolean>`reason is distinct from 'removed'`)
          .execute();
        await queue.within(transaction).enqueue('send-deliveries', {}, { key: SENDER_KEY });
      });
      return seenOf(issueId, placeId);
    },

    seenOf,

    async cardIn(issueId, placeId) {
      if (!isUuid(placeId)) return undefined;
      const row = await rowOf(issueId, placeId).select(['conversation_id', 'activity_id']).executeTakeFirst();
      return row === undefined ? undefined : toPlace(row.conversation_id, row.activity_id);
    },

    async awaitSeen(due) {
      const begun = waiting.where('unseen_due_at', 'is', null).select(['delivery.issue_id', 'delivery.place_id']);
      await sql`with begun as (${begun})
        update delivery set unseen_due_at = ${due} from begun where delivery.issue_id = begun.issue_id and delivery.place_id = begun.place_id`.execute(
        kysely,
      );
    },

    async unseen(now, limit) {
      const rows = await waiting
        .where('reminded_at', 'is', null)
        .where('unseen_due_at', '<=', now)
        .select(['delivery.issue_id', 'delivery.place_id', 'delivery.conversation_id', 'delivery.activity_id'])
        .orderBy('unseen_due_at')
        .limit(Math.min(limit, MOST))
        .execute();
      return rows.flatMap(({ issue_id: issueId, place_id: placeId, conversation_id, activity_id }) => {
        const card = toPlace(conversation_id, activity_id);
        return card === undefined ? [] : [{ issueId, placeId, card }];
      });
    },

    async remind({ issueId, placeId }, at, due) {
      const { numUpdatedRows } = await kysely
        .updateTable('delivery')
        .set({ reminded_at: at, unseen_due_at: due })
        .where('issue_id', '=', issueId)
        .where('place_id', '=', placeId)
        .where('reminded_at', 'is', null)
        .where('seen_at', 'is', null)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },

    async postpone({ issueId, placeId }, due, { takeBack } = { takeBack: false }) {
      await kysely
        .updateTable('delivery')
        .set({ unseen_due_at: due, ...(takeBack && { reminded_at: null }) })
        .where('issue_id', '=', issueId)
        .where('place_id', '=', placeId)
        .execute();
    },

    async unseenInVain(now, limit) {
      const rows = await waiting
        .where('reminded_at', 'is not', null)
        .where('unseen_due_at', '<=', now)
        .select(['delivery.issue_id', sql<number>`count(*)`.as('cards')])
        .groupBy('delivery.issue_id')
        .orderBy(sql`min(delivery.unseen_due_at)`)
        .limit(Math.min(limit, MOST))
        .execute();
      return rows.map(({ issue_id: issueId, cards }) => ({ issueId, cards }));
    },

    async escalated(issueId, now, later) {
      await kysely
        .updateTable('delivery')
        .set(later === undefined ? { escalated_at: now } : { unseen_due_at: later })
        .where('issue_id', '=', issueId)
        .where(WAITING)
        .where('reminded_at', 'is not', null)
        .where('unseen_due_at', '<=', now)
        .execute();
    },

    async toldOfUnseen(limit) {
      const rows = await kysely
        .selectFrom('watch_place')
        .select('id')
        .where('told_of_unseen', '=', true)
        .where('scope', '=', 'team')
        .where('conversation_id', 'is not', null)
        .orderBy('id')
        .limit(Math.min(limit, MOST))
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

function toSeen({ seen_at, seen_by_name }: SeenColumns): Seen {
  return { by: seen_by_name ?? undefined, at: seen_at ?? undefined };
}

function toPlace(conversationId: string | null, activityId: string | null) {
  return conversationId === null || activityId === null ? undefined : { conversationId, activityId };
}

function toRecord(
  row: Selectable<DeliveryTable> & { readonly scope: 'personal' | 'team'; readonly person_name: string; readonly label: string | null },
): DeliveryRecord {
  return {
    issueId: row.issue_id,
    placeId: row.place_id,
    scope: row.scope,
    personName: row.person_name,
    label: row.label ?? undefined,
    state: row.state,
    reason: (row.reason as MuteReason | null) ?? undefined,
    stateAt: row.state_at,
    askSeen: row.ask_seen,
    seen: row.seen_at === null ? undefined : { at: row.seen_at, byName: row.seen_by_name ?? '' },
  };
}
