import { sql, type Kysely } from 'kysely';

/** Who is told of which incidents, what was announced of each, and the ledger of what was delivered where. Only adds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...WATCHES, ...ANNOUNCEMENTS, ...LEDGER, BEGIN_TURN_WHERE_KNOWN]) await sql.raw(statement).execute(db);
}

const WATCHES = [
  // People known from channels too, so that a chat of their own can be opened.
  `create table person_account (
    person_id text primary key,
    account_id text not null,
    service_url text not null,
    tenant_id text not null,
    bot_id text not null,
    learnt_at timestamptz not null
  )`,
  `create table watch_place (
    id uuid primary key,
    scope text not null,
    -- Null while a person's chat is still to be opened.
    conversation_id text unique,
    -- Whose chat it is; of a channel the person whose view of the customers it has.
    person_id text not null,
    person_name text not null,
    label text,
    locale text not null,
    -- Null until an activity or a person told it.
    time_zone text,
    -- By a person: then it does not follow that person's client any more.
    zone_chosen boolean not null default false,
    -- Minutes of the wall clock; null: no quiet hours.
    quiet_from smallint,
    quiet_to smallint,
    high_impact_rings boolean not null default true,
    told_of_unseen boolean not null default false,
    digest text not null default 'none',
    digest_minute smallint,
    digest_weekday smallint,
    digest_due_at timestamptz,
    digested_until timestamptz,
    group_ids text[] not null default '{}',
    may_watch boolean not null default false,
    checked_at timestamptz,
    -- The pace of what is sent there, see \`src/use-cases/pace.ts\`.
    paced_until timestamptz,
    version integer not null default 1,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create unique index watch_place_person on watch_place (person_id) where scope = 'personal'`,
  `create index watch_place_digest on watch_place (digest_due_at) where digest_due_at is not null`,
  `create index watch_place_checked on watch_place (checked_at nulls first)`,
  `create table watch (
    id uuid primary key,
    place_id uuid not null references watch_place (id) on delete cascade,
    customers text not null,
    tenant_ids text[] not null default '{}',
    tag text,
    tag_key text,
    services text[] not null default '{}',
    classification text not null,
    mode text not null,
    ask_seen boolean not null default false,
    created_at timestamptz not null
  )`,
  `create index watch_of_place on watch (place_id)`,
  `create table watch_silence (
    id uuid primary key,
    place_id uuid not null references watch_place (id) on delete cascade,
    tenant_id text,
    service text,
    until timestamptz not null,
    person_id text not null,
    person_name text not null,
    created_at timestamptz not null
  )`,
  `create index watch_silence_of_place on watch_silence (place_id)`,
];

const ANNOUNCEMENTS = [
  `alter table incident add column revision integer not null default 0`,
  // What was announced last, to compare with.
  `alter table incident add column announced jsonb`,
  `alter table incident add column announced_at timestamptz`,
  // When, and in which state, it was compared with what was announced: whatever changed since and was not is found by it.
  `alter table incident add column compared_at timestamptz`,
  `alter table incident add column compared_state text`,
  // Open before anybody could be told of it: whatever is there already, and what the first reading of a customer finds.
  `alter table incident add column found_open boolean not null default true`,
  `alter table incident alter column found_open set default false`,
  `create table incident_change (
    issue_id text not null,
    revision integer not null,
    at timestamptz not null,
    kinds text[] not null,
    facts jsonb not null,
    primary key (issue_id, revision)
  )`,
  `create index incident_change_at on incident_change (at)`,
];

const LEDGER = [
  // The one sender of the cluster, by a lease: see `src/use-cases/send-deliveries.ts`.
  `create table delivery_sender (
    id smallint primary key check (id = 1),
    holder text,
    until timestamptz not null
  )`,
  `insert into delivery_sender (id, until) values (1, '-infinity')`,
  `create table delivery (
    issue_id text not null,
    place_id uuid not null,
    state text not null,
    reason text,
    wanted_revision integer not null,
    shown_revision integer,
    ring text,
    urgency smallint not null,
    due_at timestamptz,
    claimed_until timestamptz,
    -- What is on its way to Teams: after a crash its outcome is unknown.
    posting text,
    attempts integer not null default 0,
    failure jsonb,
    conversation_id text,
    activity_id text,
    reposted boolean not null default false,
    -- A card may be there that nobody knows: it is never posted again.
    card_uncertain boolean not null default false,
    ask_seen boolean not null default false,
    seen_at timestamptz,
    seen_by text,
    seen_by_name text,
    -- When somebody is reminded, or the card escalated, unless it was seen; null until it is waited for.
    unseen_due_at timestamptz,
    reminded_at timestamptz,
    escalated_at timestamptz,
    created_at timestamptz not null,
    state_at timestamptz not null,
    primary key (issue_id, place_id)
  )`,
  `create index delivery_due on delivery (urgency, due_at) where state = 'queued'`,
  `create index delivery_muted on delivery (due_at) where state = 'muted' and due_at is not null`,
  `create index delivery_claimed on delivery (claimed_until) where claimed_until is not null`,
  `create index delivery_place on delivery (place_id)`,
  `create index delivery_unseen on delivery (issue_id, unseen_due_at) where ask_seen and seen_at is null and escalated_at is null`,
  // What is due, in the order of the index and no more of it than is taken: by a sort all rows would be looked at, which the planner takes for few while it has
  // no statistics of a fan-out that was just written.
  `create function due_deliveries(at_time timestamptz, until_time timestamptz, most integer)
    returns table (issue_id text, place_id uuid, urgency smallint, due_at timestamptz)
    language sql rows 32 set enable_sort = off set enable_bitmapscan = off set enable_seqscan = off
  as $$
    select delivery.issue_id, delivery.place_id, delivery.urgency, delivery.due_at
    from delivery
    where delivery.state = 'queued' and delivery.claimed_until is null and coalesce(delivery.due_at, at_time) <= at_time
      and coalesce((select paced_until from watch_place where watch_place.id = delivery.place_id), at_time) <= until_time
      and (select true from delivery busy where busy.place_id = delivery.place_id and busy.claimed_until is not null limit 1) is null
    order by delivery.urgency, delivery.due_at
    limit most
    for update of delivery skip locked
  $$`,
];

// A turn begins with whether its conversation can be written to later: it may have been retired a moment ago, by any replica, and somebody who writes again is
// to be told again. `begin_turn_with_state` stays for the release before.
const BEGIN_TURN_WHERE_KNOWN = `create function begin_turn_where_known(
    of_conversation text, of_person text, of_activity text, by_holder text, at_time timestamptz, until_time timestamptz, of_state text
  ) returns table (
    kind text, locale text, tenant_id text, name text, domain text, domains text[], sources text[], state jsonb, state_version integer, is_known boolean
  ) language sql as $function$
    select turn.*, exists (select from conversation where conversation.conversation_id = of_conversation and conversation.retired_at is null)
    from begin_turn_with_state(of_conversation, of_person, of_activity, by_holder, at_time, until_time, of_state) turn
  $function$`;
