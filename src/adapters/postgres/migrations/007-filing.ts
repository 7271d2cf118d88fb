import { sql, type Kysely } from 'kysely';

/** Filing to its end: what Microsoft says of a request, who is told of it, and what Azure requests are filed under. Only adds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `alter table service_request
    add column operation text,
    add column own_ticket text,
    add column filed_at timestamptz,
    add column response_due_at timestamptz,
    add column response_warn_at timestamptz,
    add column responded_at timestamptz,
    add column desk jsonb,
    add column track_at timestamptz,
    add column reminders integer not null default 0`,
  // Of requests filed with earlier releases nobody knows when: they are read, but no clock is guessed of them.
  `update service_request set track_at = updated_at where state = 'filed'`,
  `update service_request set reminders = 1 where reminded_at is not null`,
  `create index service_request_own_ticket on service_request (lower(own_ticket)) where own_ticket is not null`,
  // Those of routes that cannot be read stay in it: the others are not to be looked for among them.
  `create index service_request_track_at on service_request (route, track_at) where state = 'filed' and desk_status is distinct from 'closed'`,
  `create index service_request_response on service_request (response_warn_at)
    where responded_at is null and response_warn_at is not null and desk_status is distinct from 'closed'`,
  `create index service_request_hand_off on service_request (handed_off_at) where state = 'handed-off' and number is null`,
  `create table request_follower (
    request_id uuid not null references service_request (id) on delete cascade,
    person_id text not null,
    person_name text not null,
    locale text not null,
    time_zone text not null,
    joined_at timestamptz not null,
    primary key (request_id, person_id)
  )`,
  `create table request_news (
    id bigint generated always as identity primary key,
    request_id uuid not null references service_request (id) on delete cascade,
    key text not null,
    kind text not null,
    at timestamptz not null,
    unique (request_id, key)
  )`,
  `create index request_news_at on request_news (at)`,
  `create table request_told (
    news_id bigint not null references request_news (id) on delete cascade,
    person_id text not null,
    at timestamptz not null,
    primary key (news_id, person_id)
  )`,
  `create table azure_problem (
    id text primary key,
    service text not null,
    name text not null,
    consents jsonb not null,
    words text not null
  )`,
  `create table azure_problem_list (id integer primary key check (id = 1), refreshed_at timestamptz not null)`,
  `create table azure_subscriptions (tenant_id text primary key, fetched_at timestamptz not null, subscriptions jsonb not null)`,
  // As Partner Center tells it: words for the customer are written in it.
  `alter table customer add column language text`,
];
