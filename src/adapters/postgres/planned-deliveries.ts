import { sql, type Transaction } from 'kysely';
import { URGENCY } from '../../domain/delivery.ts';
import type { PlannedDelivery } from '../../ports/announcement-store.ts';
import type { Tables } from './schema.ts';

/** Rows of one statement. */
const BATCH = 2000;

/** What the rows of an incident are brought in step with. */
interface Stand {
  readonly issueId: string;
  readonly revision: number;
  /** Of what is over nobody hears who did not hear of it before. */
  readonly over: boolean;
  readonly at: Date;
}

const NO_CARD = sql<boolean>`(known.activity_id is null and not known.card_uncertain)`;
/** A card may be there that nobody knows: only lines go below it. */
const NOTHING_TO_SAY = sql<boolean>`(known.card_uncertain and (excluded.ring is null or excluded.ring = 'new'))`;
/** A card that is there is changed in place at any hour; whether it may ring is judged when it is sent. */
const STATE = sql<string>`case when known.activity_id is not null and excluded.reason <> 'access' then 'queued' else excluded.state end`;

/** Writes the rows as planned, each merged with the one that is there (see `AnnouncementStore.announce`). In the order of their places: others lock them too. */
export async function putDeliveries(transaction: Transaction<Tables>, deliveries: readonly PlannedDelivery[], stand: Stand): Promise<void> {
  const inOrder = deliveries.toSorted((a, b) => (a.placeId < b.placeId ? -1 : 1));
  for (let from = 0; from < inOrder.length; from += BATCH) await put(transaction, inOrder.slice(from, from + BATCH), stand);
}

async function put(
  transaction: Transaction<Tables>,
  rows: readonly PlannedDelivery[],
  { issueId, revision, over, at }: Stand,
): Promise<void> {
  const heldBack = sql<boolean>`(${over} and known.state = 'muted' and ${NO_CARD})`;
  const stays = sql<boolean>`(${NOTHING_TO_SAY} or ${heldBack})`;
  const waits = sql<boolean>`(known.state = 'queued' and ${STATE} = 'queued')`;
  await sql`
    insert into delivery as known (issue_id, place_id, state, reason, wanted_revision, ring, urgency, due_at, ask_seen, created_at, state_at)
    select ${issueId}, place_id, state, reason, ${revision}, ring, urgency, due_at, ask_seen, ${at}, ${at}
    from unnest(
      ${rows.map(({ placeId }) => placeId)}::uuid[], ${rows.map(({ state }) => state)}::text[], ${rows.map(({ reason }) => reason ?? null)}::text[],
      ${rows.map(({ ring }) => ring ?? null)}::text[], ${rows.map(({ urgency }) => urgency)}::smallint[],
      ${rows.map(({ dueAt }) => dueAt ?? null)}::timestamptz[], ${rows.map(({ askSeen }) => askSeen)}::boolean[]
    ) as planned (place_id, state, reason, ring, urgency, due_at, ask_seen)
    order by place_id
    on conflict (issue_id, place_id) do update set
      wanted_revision = excluded.wanted_revision,
      ask_seen = excluded.ask_seen,
      state = case when ${stays} then known.state else ${STATE} end,
      state_at = case when ${stays} or known.state = ${STATE} then known.state_at else excluded.state_at end,
      reason = case when ${stays} or ${waits} then known.reason when ${STATE} = 'muted' then excluded.reason end,
      ring = case
        when ${NOTHING_TO_SAY} then known.ring
        -- A first card rings by itself, and says what is true then.
        when ${NO_CARD} then 'new'
        when excluded.ring is null or excluded.ring = 'new' then known.ring
        when known.ring is null or known.ring = 'new' or 'resolved' in (known.ring, excluded.ring) then excluded.ring
        when 'reopened' in (known.ring, excluded.ring) then 'reopened'
        else excluded.ring
      end,
      urgency = least(
        excluded.urgency,
        case when known.state = 'queued' then known.urgency end,
        case when ${NO_CARD} then ${sql.lit(URGENCY.ringing)} end),
      due_at = case
        when ${heldBack} then null
        -- It keeps its place in the lane, and the wait that Teams asked for.
        when ${waits} or ${NOTHING_TO_SAY} then known.due_at
        when ${STATE} = 'queued' then excluded.state_at
        else excluded.due_at
      end,
      attempts = case when ${waits} or ${stays} then known.attempts else 0 end
    where known.reason is distinct from 'removed'`.execute(transaction);
}

/**
 * Cards that stand where nobody is told of the incident any more, or is told by no watch: they are changed in place, and ring no more. `revision` is new, and
 * the rows of all who are told have it already.
 */
export async function followElsewhere(transaction: Transaction<Tables>, { issueId, revision, at }: Stand): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    with standing as (
      select place_id from delivery
      where issue_id = ${issueId} and wanted_revision < ${revision} and activity_id is not null
        and state <> 'gone' and reason is distinct from 'removed'
        and exists (
          select from watch_place place join conversation chat using (conversation_id)
          where place.id = delivery.place_id and chat.retired_at is null)
      order by place_id for update
    )
    update delivery set wanted_revision = ${revision}, ring = null, ask_seen = false, reason = null, state = 'queued',
      state_at = case when state = 'queued' then state_at else ${at} end,
      due_at = case when state = 'queued' then due_at else ${at} end,
      attempts = case when state = 'queued' then attempts else 0 end,
      urgency = ${sql.lit(URGENCY.routine)}
    from standing where issue_id = ${issueId} and delivery.place_id = standing.place_id`.execute(transaction);
  return numAffectedRows > 0n;
}
