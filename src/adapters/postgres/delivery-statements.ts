import { sql } from 'kysely';
import { BURST, SEND_APART } from './conversation-pace.ts';
import { WHOLE_PLACE_COLUMNS } from './watch-place-row.ts';

/** Extends the lease of whoever has it. */
export const RENEW = {
  name: 'renew-sender',
  text: `update delivery_sender set until = clock_timestamp() + $2 * interval '1 millisecond' where holder = $1 returning id`,
};

export const RELEASE = { name: 'release-sender', text: `update delivery_sender set holder = null, until = '-infinity' where holder = $1` };

/** The two steps of one transaction: the lease, and what the one before left. */
export const TAKE_OVER = {
  lease: (senderId: string, forMs: number) => sql`
    update delivery_sender set holder = ${senderId}, until = clock_timestamp() + ${forMs} * interval '1 millisecond'
    where until <= clock_timestamp() returning id`,
  // A card changed in place may be changed once more; a card or a line that may be there is not sent again. What is to ring by now came after it.
  rows: (at: Date) => sql`
    with left_over as (
      select issue_id, place_id, posting, posting in ('card', 'line') and ring is null as ended from delivery where claimed_until is not null
      order by issue_id, place_id for update
    )
    update delivery set
      state = case when ended then 'uncertain' else state end,
      state_at = case when ended then ${at}::timestamptz else state_at end,
      failure = case when ended then '{"code": "UNREACHABLE"}'::jsonb else failure end,
      due_at = case when ended then null else due_at end,
      card_uncertain = card_uncertain or coalesce(left_over.posting = 'card', false),
      posting = null, claimed_until = null
    from left_over where delivery.issue_id = left_over.issue_id and delivery.place_id = left_over.place_id`,
};

/** Quiet hours or a silence are over: whether it is to be told now is judged when it is sent. The reason stays until then. */
export const WAKE = {
  name: 'wake-deliveries',
  // What is being announced just now is left for the next time; and a part at a time, where it ends for all at the same minute.
  text: `
    with due as (
      select issue_id, place_id from delivery where state = 'muted' and due_at <= $1 order by due_at limit 1000 for update skip locked
    )
    update delivery set state = 'queued', state_at = $1, attempts = 0
    from due where delivery.issue_id = due.issue_id and delivery.place_id = due.place_id`,
};

/** $1 the sender, $2 now, $3 the end of the claim, $4 how many. Of several rows of one place the first. The function is in `migrations/005-watches.ts`. */
export const CLAIM = {
  name: 'claim-deliveries',
  text: `
    with due as materialized (
      select * from due_deliveries($2, $2::timestamptz + ${BURST}, $4)
    ), one as (
      select distinct on (place_id) issue_id, place_id from due order by place_id, urgency, due_at
    ), taken as (
      update delivery set claimed_until = $3 from one
      where delivery.issue_id = one.issue_id and delivery.place_id = one.place_id and exists (select from delivery_sender where holder = $1)
      returning delivery.*
    )
    select ${WHOLE_PLACE_COLUMNS},
      taken.issue_id, taken.wanted_revision, taken.shown_revision, taken.ring, taken.urgency, taken.attempts, taken.state_at,
      taken.conversation_id as card_conversation_id, taken.activity_id, taken.reposted, taken.card_uncertain, taken.reason,
      taken.ask_seen, taken.seen_at, taken.seen_by_name, to_jsonb(conversation) as address, to_jsonb(person_account) as account
    from taken
      join watch_place on watch_place.id = taken.place_id
      left join conversation on conversation.conversation_id = watch_place.conversation_id and conversation.retired_at is null
      left join person_account on person_account.person_id = watch_place.person_id and watch_place.conversation_id is null
    order by taken.urgency, taken.due_at`,
};

/**
 * $1 the sender, $2 … $5 the rows with what is posted and the revision it shows, $6 now. The lock makes whoever would take over wait, and so see the note; a
 * sender that was taken over gets nothing. What is about to ring is taken out of the row, so that what comes to it from now on is of a later change.
 */
export const POSTING = {
  name: 'note-posting',
  text: `
    with mine as (
      select id from delivery_sender where holder = $1 for share
    ), before as (
      select delivery.issue_id, delivery.place_id, delivery.ring, note.posting
      from mine, unnest($2::text[], $3::uuid[], $4::text[], $5::integer[]) as note (issue_id, place_id, posting, revision)
        join delivery on delivery.issue_id = note.issue_id and delivery.place_id = note.place_id
      where delivery.claimed_until is not null and delivery.wanted_revision <= note.revision
      order by delivery.issue_id, delivery.place_id
      for update of delivery
    ), noted as (
      update delivery set posting = before.posting, ring = case when before.posting = 'update' then delivery.ring end
      from before where delivery.issue_id = before.issue_id and delivery.place_id = before.place_id
    ), paced as (
      update watch_place set paced_until = greatest(watch_place.paced_until, $6::timestamptz) + ${SEND_APART}
      from before where watch_place.id = before.place_id and before.posting <> 'update'
    )
    select issue_id, place_id, ring from before`,
};

const OVERTAKEN = 'delivery.wanted_revision > outcome.wanted';
/**
 * What was taken out of the row to ring, and did not, is put back unless something rings since. While there was no card every change made the row ring as new:
 * now that the card has rung, only for what came after it.
 */
const RING = `case when outcome.state = 'sent' and delivery.ring = 'new' then (
    select kind from incident_change change, unnest(change.kinds) kind
    where change.issue_id = delivery.issue_id and change.revision > outcome.revision and kind in ('resolved', 'reopened', 'worse')
    order by change.revision desc, array_position('{resolved,reopened,worse}', kind) limit 1)
  else coalesce(delivery.ring, outcome.ring) end`;
const AGAIN = `(${OVERTAKEN} or outcome.state in ('sent', 'updated') and ${RING} is not null)`;
const LOST_CARD = 'coalesce(outcome.lost_card, false)';

/**
 * $1 the outcomes as JSON, $2 now, $3 the sender: what another one has taken since is left to it. By the row as it is when its lock is got: one that a change has
 * overtaken meanwhile is queued again at once.
 */
export const SETTLE = {
  name: 'settle-deliveries',
  text: `
    with outcome as materialized (
      select outcome.*
      from jsonb_to_recordset($1) as outcome (issue_id text, place_id uuid, wanted integer, state text, reason text, due_at timestamptz, failure jsonb,
          conversation_id text, activity_id text, revision integer, ring text, lost_card boolean, card_uncertain boolean, tried text)
        join delivery on delivery.issue_id = outcome.issue_id and delivery.place_id = outcome.place_id
      where delivery.claimed_until is null or exists (select from delivery_sender where holder = $3)
      -- As whoever announces locks them: each of the two would wait for the other.
      order by delivery.issue_id, delivery.place_id
      for update of delivery
    )
    update delivery set
      state = case when ${AGAIN} then 'queued' else outcome.state end,
      reason = case when not ${AGAIN} then outcome.reason end,
      due_at = case when ${AGAIN} then null when outcome.tried = 'not' then coalesce(outcome.due_at, delivery.due_at) else outcome.due_at end,
      state_at = case when outcome.tried is null then $2 else delivery.state_at end,
      failure = case when outcome.tried = 'not' then delivery.failure else outcome.failure end,
      attempts = case when ${AGAIN} or outcome.tried is null then 0 when outcome.tried = 'again' then delivery.attempts + 1 else delivery.attempts end,
      conversation_id = case when not ${LOST_CARD} then coalesce(outcome.conversation_id, delivery.conversation_id) end,
      activity_id = case when not ${LOST_CARD} then coalesce(outcome.activity_id, delivery.activity_id) end,
      shown_revision = case when not ${LOST_CARD} then coalesce(outcome.revision, delivery.shown_revision) end,
      reposted = delivery.reposted or ${LOST_CARD},
      card_uncertain = coalesce(outcome.card_uncertain, delivery.card_uncertain),
      ring = ${RING}, posting = null, claimed_until = null
    from outcome where delivery.issue_id = outcome.issue_id and delivery.place_id = outcome.place_id`,
};

/** What waits for an hour, a retry, the pace of its conversation, or nothing but a sender. */
export const NEXT_DUE = {
  name: 'next-due-delivery',
  text: `
    select min(due_at) as due_at from (
      select greatest(coalesce(delivery.due_at, delivery.created_at), watch_place.paced_until - ${BURST}) as due_at
      from delivery join watch_place on watch_place.id = delivery.place_id
      where delivery.state = 'queued' and delivery.claimed_until is null
      union all
      select min(due_at) from delivery where state = 'muted' and due_at is not null
    ) waiting`,
};
