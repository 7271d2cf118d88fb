import { sql } from 'kysely';

/** The steps of one transaction: the case, what the one before left, what is to be shown and said. */
export const CLAIM = {
  hold: (caseId: string, holder: string, now: Date, until: Date) => sql`
    update case_showing set holder = ${holder}, until = ${until}
    where case_id = ${caseId} and due_at <= ${now} and (until is null or until <= ${now}) returning case_id`,
  // A card changed in place may be changed once more; a card or a line that may be there is not sent again.
  leftCards: (caseId: string, now: Date) => sql`
    update case_card set
      posting = false,
      state = case when activity_id is null then 'uncertain' else state end,
      state_at = case when activity_id is null then ${now}::timestamptz else state_at end,
      failure = case when activity_id is null then '{"code": "UNREACHABLE"}'::jsonb else failure end
    where case_id = ${caseId} and posting`,
  leftLines: (caseId: string, now: Date) => sql`
    update case_line set posting = false, state = 'uncertain', state_at = ${now}, failure = '{"code": "UNREACHABLE"}'::jsonb
    where case_id = ${caseId} and posting`,
};

/** $1 the case, $2 the holder, $3 until when it keeps the case, $4 the card or line. Whoever would take over waits for the lock, and so sees the note. */
const KEEP = `with mine as (update case_showing set until = $3 where case_id = $1 and holder = $2 returning case_id)`;
export const POSTING_CARD = {
  name: 'note-case-card',
  text: `${KEEP} update case_card set posting = true from mine where case_card.case_id = mine.case_id and audience = $4 returning audience`,
};
export const POSTING_LINE = {
  name: 'note-case-line',
  text: `${KEEP} update case_line set posting = true from mine where case_line.case_id = mine.case_id and id = $4 and state = 'due' returning id`,
};

/** What a requester's card says of the channel's; null: that it is there, or on its way. */
const strandedBy = (row: string): string =>
  `case when ${row}.state in ('gone', 'failed', 'uncertain') then ${row}.state || coalesce(${row}.failure ->> 'code', '') end`;
const SETTLES = `outcome.kind in ('sent', 'missing', 'dropped', 'gone', 'uncertain')`;

/**
 * $1 the case, $2 the holder, $3 the audience, $4 the outcome as JSON, $5 the version it shows, $6 now. What could not be changed for good waits as it is for
 * the next version. That an open case is not in its channel any more is in its trail, and rings for the requester whose card says something else.
 */
export const SETTLE_CARD = {
  name: 'settle-case-card',
  text: `
    with outcome as (
      select * from jsonb_to_record($4) as outcome (kind text, failure jsonb, due_at timestamptz, conversation_id text, activity_id text)
    ), mine as (
      select case_id from case_showing where case_id = $1 and holder = $2 for share
    ), before as (
      select case_card.* from case_card join mine using (case_id) where audience = $3 for update of case_card
    ), settled as (
      update case_card set
        posting = false,
        state = case
          when outcome.kind = 'missing' then 'due'
          when ${SETTLES} then outcome.kind
          when outcome.kind = 'later' then before.state
          when outcome.due_at is null and before.activity_id is not null then 'sent'
          else 'failed' end,
        state_at = case when outcome.kind = 'later' then before.state_at else $6 end,
        shown_version = case
          when outcome.kind = 'missing' then null
          when outcome.kind = 'sent' or outcome.kind = 'failed' and outcome.due_at is null then $5
          else before.shown_version end,
        conversation_id = case when outcome.kind = 'missing' then null else coalesce(outcome.conversation_id, before.conversation_id) end,
        activity_id = case when outcome.kind = 'missing' then null else coalesce(outcome.activity_id, before.activity_id) end,
        reposted = before.reposted or outcome.kind = 'missing',
        attempts = case
          when outcome.kind = 'later' and outcome.failure is null then before.attempts
          when outcome.kind in ('later', 'failed') then before.attempts + 1
          else 0 end,
        not_before = outcome.due_at,
        failure = outcome.failure
      from before, outcome where case_card.case_id = before.case_id and case_card.audience = before.audience
      returning case_card.*
    ), stranded as (
      insert into case_event (case_id, version, at, actor, kind, detail)
      select support_case.id, support_case.version, $6, 'system', 'stranded', '{}'
      from before join settled using (case_id) join support_case on support_case.id = case_id
      where $3 = 'channel' and support_case.state <> 'resolved'
        and ${strandedBy('before')} is null and ${strandedBy('settled')} is not null
      returning id, case_id
    ), rung as (
      insert into case_line (case_id, event_id, sent_to, state, state_at)
      select case_id, stranded.id, 'requester', 'due', $6 from stranded join case_card requester using (case_id)
      where requester.audience = 'requester' and requester.state = 'sent'
    )
    update case_card set shown_version = null from before, settled
    where $3 = 'channel' and case_card.case_id = $1 and case_card.audience = 'requester'
      and ${strandedBy('before')} is distinct from ${strandedBy('settled')}`,
};

/** $1 the case, $2 the holder, $3 the line, $4 the outcome as JSON, $5 now. */
export const SETTLE_LINE = {
  name: 'settle-case-line',
  text: `
    with outcome as (
      select * from jsonb_to_record($4) as outcome (kind text, failure jsonb, due_at timestamptz, conversation_id text, activity_id text)
    ), mine as (
      select case_id from case_showing where case_id = $1 and holder = $2 for share
    )
    update case_line set
      posting = false,
      state = case when outcome.kind = 'later' then 'due' else outcome.kind end,
      state_at = case when outcome.kind = 'later' then case_line.state_at else $5 end,
      attempts = case_line.attempts + (outcome.kind = 'later' and outcome.failure is not null)::integer,
      not_before = outcome.due_at,
      failure = outcome.failure,
      conversation_id = outcome.conversation_id,
      activity_id = outcome.activity_id
    from mine, outcome where case_line.case_id = mine.case_id and case_line.id = $3`,
};

/** The steps of one transaction: only then is nothing missed that came while the case was being shown. */
export const RELEASE = {
  lock: (caseId: string, holder: string) => sql`select from case_showing where case_id = ${caseId} and holder = ${holder} for update`,
  // Lines go in their order. Those of a thread wait for the channel's card, and are due with it.
  free: (caseId: string) => sql`
    update case_showing set holder = null, until = null, due_at = (
      select min(due_at) from (
        select coalesce(card.not_before, shown.updated_at) as due_at from case_card card
        where card.case_id = ${caseId}
          and (card.state = 'due' or card.state = 'sent' and card.shown_version is distinct from shown.version or card.not_before is not null)
        union all
        select coalesce(line.not_before, shown.updated_at) from (
          select distinct on (sent_to, channel_id) * from case_line
          where case_id = ${caseId} and state = 'due' order by sent_to, channel_id, event_id, id
        ) line
        where line.sent_to <> 'thread' or exists (
          select from case_card card where card.case_id = ${caseId} and card.audience = 'channel' and card.state in ('sent', 'uncertain'))
      ) waiting
    )
    from support_case shown where shown.id = ${caseId} and case_showing.case_id = ${caseId}`,
};

export const NEXT_DUE = {
  name: 'next-due-case',
  text: `select greatest(due_at, until) as due_at from case_showing where case_id = $1 and due_at is not null`,
};

export const WAITING = {
  name: 'waiting-cases',
  text: `
    select case_id, due_at from case_showing
    where due_at <= $1 and (until is null or until <= $1)
    order by due_at limit $2`,
};

/** The bot was met again in the channel, or in a chat with the requester, since it was not there. */
const IS_BACK = sql`card.state = 'gone' and support_case.state <> 'resolved' and exists (
    select from conversation
    where conversation.retired_at is null and conversation.learnt_at >= card.state_at
      and case card.audience
        when 'channel' then conversation.conversation_id = support_case.channel_id
        else conversation.scope = 'personal' and conversation.person_id = support_case.requester_id end)`;

/** Two steps of one transaction: the cases, and when they are locked their cards. */
export const WAKE = {
  find: (limit: number) => sql<{ case_id: string }>`
    select distinct card.case_id from case_card card join support_case on support_case.id = card.case_id where ${IS_BACK} limit ${limit}`,
  cards: (caseIds: readonly string[], now: Date) => sql`
    with back as (
      select card.case_id, card.audience from case_card card join support_case on support_case.id = card.case_id
      where card.case_id = any(${caseIds}::uuid[]) and ${IS_BACK}
    ), woken as (
      update case_card card set state = 'due', state_at = ${now}, attempts = 0, not_before = null, failure = null
      from back where card.case_id = back.case_id and card.audience = back.audience
    ), told as (
      update case_card card set shown_version = null from back
      where card.case_id = back.case_id and card.audience = 'requester' and back.audience = 'channel'
        and not exists (select from back own where own.case_id = back.case_id and own.audience = 'requester')
    ), due as (
      update case_showing set due_at = least(due_at, ${now}::timestamptz) where case_id in (select case_id from back)
    )
    select from back`,
};
