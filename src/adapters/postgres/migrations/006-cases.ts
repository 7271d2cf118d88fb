import { sql, type Kysely } from 'kysely';

/** Escalation: the plan and its channels, who is on call, the cases with their trail and clocks, and what is shown and said of them. Only adds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...PLAN, ...CASES, ...CLOCKS, ...POSTS]) await sql.raw(statement).execute(db);
}

const PLAN = [
  // One document in all its versions: cases stay under the one they were opened with.
  `create table escalation_plan (
    version integer primary key,
    plan jsonb not null,
    changed_by text not null,
    changed_at timestamptz not null
  )`,
  // A plan from a file, until whoever sent it says that it shall hold: one for each person.
  `create table plan_upload (
    person_id text primary key,
    id uuid not null,
    version integer not null,
    plan jsonb not null,
    at timestamptz not null
  )`,
  `create table escalation_channel (
    conversation_id text primary key,
    team_id text,
    team_name text,
    name text,
    kind text not null,
    locale text not null,
    time_zone text not null,
    outsiders_allowed boolean not null default false,
    set_up_by text not null,
    set_up_by_name text not null,
    set_up_at timestamptz not null
  )`,
  `create table entered_shift (
    id uuid primary key,
    rota text not null,
    rota_key text not null,
    person_id text not null,
    person_name text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    source text not null check (source in ('override', 'swap', 'calendar')),
    uid text,
    entered_by text not null,
    entered_at timestamptz not null
  )`,
  `create index entered_shift_of_rota on entered_shift (rota_key, ends_at)`,
  `create index entered_shift_ends_at on entered_shift (ends_at)`,
];

const CASES = [
  `create table support_case (
    id uuid primary key,
    reference text not null unique,
    version integer not null,
    cycle integer not null,
    tenant_id text,
    customer_name text,
    product text not null,
    severity text not null,
    language text not null,
    title text not null,
    description text not null,
    tried text,
    state text not null check (state in ('open', 'taken', 'waiting', 'resolved')),
    waiting_for text,
    owner_id text,
    owner_name text,
    requester_id text,
    requester_name text,
    requester_locale text,
    requester_time_zone text,
    request_id uuid,
    issue_id text,
    plan_version integer not null,
    policy text not null,
    channel_id text,
    opened_at timestamptz not null,
    open_since timestamptz not null,
    taken_at timestamptz,
    first_response_at timestamptz,
    resolved_at timestamptz,
    cause text,
    resolution text,
    confirmed_at timestamptz,
    updated_at timestamptz not null
  )`,
  // Most urgent first: as `case-list.ts` asks for them.
  `create index support_case_urgent on support_case ((case state when 'open' then 1 when 'taken' then 2 else 3 end),
    (case severity when 'critical' then 1 when 'moderate' then 2 else 3 end), opened_at, id) where state <> 'resolved'`,
  `create index support_case_opened_at on support_case (opened_at desc)`,
  `create index support_case_tenant on support_case (tenant_id, opened_at desc)`,
  `create index support_case_owner on support_case (owner_id) where state <> 'resolved'`,
  `create index support_case_requester on support_case (requester_id, opened_at desc)`,
  `create index support_case_request on support_case (request_id) where request_id is not null`,
  `create index support_case_issue on support_case (issue_id) where issue_id is not null`,
  `create table case_event (
    id bigint generated always as identity primary key,
    case_id uuid not null references support_case (id),
    version integer not null,
    at timestamptz not null,
    actor text not null,
    actor_name text,
    kind text not null,
    detail jsonb not null,
    text text,
    press_key text
  )`,
  `create index case_event_of_case on case_event (case_id, id)`,
  // Of those that statistics count.
  `create index case_event_counted on case_event (case_id) where kind in ('breach', 'reopen', 'refuse')`,
  `create unique index case_event_press on case_event (case_id, press_key) where press_key is not null`,
  `create trigger case_event_append_only before update or delete or truncate on case_event
    for each statement execute function refuse_change()`,
  // The request that is filed from a case tells it what becomes of it.
  `alter table service_request add column case_id uuid`,
  `create index service_request_case on service_request (case_id) where case_id is not null`,
];

const CLOCKS = [
  `create table case_clock (
    case_id uuid not null references support_case (id),
    cycle integer not null,
    kind text not null,
    target text not null,
    level smallint not null,
    round smallint not null,
    state text not null check (state in ('running', 'paused', 'run', 'cancelled')),
    due_at timestamptz,
    left_ms bigint,
    hours text,
    state_at timestamptz not null,
    primary key (case_id, cycle, kind, target, level, round)
  )`,
  // The sweeper asks for this every few seconds, however many cases are open (pitfall 22).
  `create index case_clock_due on case_clock (due_at, case_id) where state = 'running'`,
  `create index case_clock_over on case_clock (state_at) where state in ('run', 'cancelled')`,
  `create table case_sweep (id smallint primary key check (id = 1), at timestamptz not null)`,
];

const POSTS = [
  // Who shows a case at present, and by when it gives it back.
  `create table case_showing (
    case_id uuid primary key references support_case (id),
    holder text,
    until timestamptz,
    -- Something is to be shown or said, not before this moment; null: nothing.
    due_at timestamptz
  )`,
  `create index case_showing_due on case_showing (due_at) where due_at is not null`,
  `create table case_card (
    case_id uuid not null references support_case (id),
    audience text not null check (audience in ('channel', 'requester')),
    state text not null,
    conversation_id text,
    activity_id text,
    shown_version integer,
    posting boolean not null default false,
    reposted boolean not null default false,
    attempts integer not null default 0,
    -- Looked at again then; null: at once, as far as there is anything to do.
    not_before timestamptz,
    failure jsonb,
    state_at timestamptz not null,
    primary key (case_id, audience)
  )`,
  `create index case_card_gone on case_card (state_at) where state = 'gone'`,
  `create table case_line (
    id bigint generated always as identity primary key,
    case_id uuid not null references support_case (id),
    event_id bigint not null references case_event (id),
    sent_to text not null check (sent_to in ('thread', 'requester', 'channel')),
    channel_id text,
    state text not null,
    posting boolean not null default false,
    attempts integer not null default 0,
    not_before timestamptz,
    failure jsonb,
    conversation_id text,
    activity_id text,
    state_at timestamptz not null
  )`,
  `create index case_line_due on case_line (case_id, id) where state = 'due'`,
  `create unique index case_line_once on case_line (event_id, sent_to, coalesce(channel_id, ''))`,
  // The pace of what is sent into a conversation outside turns.
  `create table conversation_pace (conversation_id text primary key, paced_until timestamptz not null)`,
];
