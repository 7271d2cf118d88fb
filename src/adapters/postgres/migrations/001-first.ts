import { sql, type Kysely } from 'kysely';

/** The tables of the first release. A migration is never edited once released: the next change is a new file, and only adds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...CUSTOMERS, ...TURNS, ...REPORTS, ...OTHERS]) await sql.raw(statement).execute(db);
}

const CUSTOMERS = [
  `create extension if not exists pg_trgm`,
  `create table customer (
    tenant_id text primary key,
    name text not null,
    domain text,
    domains text[] not null,
    sources text[] not null,
    key_plain text not null,
    key_sound text not null,
    key_core text not null,
    search_words text not null,
    search_sounds text not null
  )`,
  `create index customer_name on customer (lower(name), tenant_id)`,
  `create index customer_key_plain on customer (key_plain)`,
  `create index customer_key_sound on customer (key_sound)`,
  `create index customer_key_core on customer (key_core)`,
  `create index customer_domains on customer using gin (domains) with (fastupdate = off)`,
  `create index customer_search_words on customer using gin (search_words gin_trgm_ops) with (fastupdate = off)`,
  `create index customer_search_sounds on customer using gin (search_sounds gin_trgm_ops) with (fastupdate = off)`,
  // Loads the extension's library: without it only a superuser may name its setting in the function below.
  `select show_limit()`,
  // The operator uses the index, and takes its threshold from a setting.
  `create function customers_like(query text, most integer) returns setof text language sql stable
    set pg_trgm.word_similarity_threshold = '0.45'
    as 'select tenant_id from customer where query <% search_sounds
      order by word_similarity(query, search_sounds) desc, length(search_sounds), tenant_id limit most'`,
  `create table customer_list (id integer primary key check (id = 1), refreshed_at timestamptz not null)`,
  `create table recent_customer (
    person_id text not null,
    tenant_id text not null,
    chosen_at timestamptz not null,
    primary key (person_id, tenant_id)
  )`,
  `create table favourite_customer (
    person_id text not null,
    tenant_id text not null,
    added_at timestamptz not null default now(),
    primary key (person_id, tenant_id)
  )`,
  `create table chosen_customer (
    person_id text not null,
    conversation_id text not null,
    tenant_id text not null,
    chosen_at timestamptz not null,
    primary key (person_id, conversation_id)
  )`,
];

const TURNS = [
  `create table person_setting (person_id text primary key, locale text not null)`,
  `create table activity_served (
    conversation_id text not null,
    activity_key text not null,
    served_at timestamptz not null,
    primary key (conversation_id, activity_key)
  )`,
  `create index activity_served_at on activity_served (served_at)`,
  `create table turn_lease (
    conversation_id text not null,
    person_id text not null,
    holder text not null,
    until timestamptz not null,
    primary key (conversation_id, person_id)
  ) with (fillfactor = 50)`,
  // Each statement of the function sees what was committed before it: the activity is looked up after the lease was won, and the turn that held
  // the lease before marked its activity in the statement that gave the lease back. One statement with common table expressions would look
  // at both in one snapshot, and could serve twice.
  `create function begin_turn(
    of_conversation text, of_person text, of_activity text, by_holder text, at_time timestamptz, until_time timestamptz
  ) returns table (
    kind text, locale text, tenant_id text, name text, domain text, domains text[], sources text[]
  ) language plpgsql as $function$
  begin
    -- A lease lost in a crash of the server was held by a turn that lost its connection too: no need to wait for the disk.
    perform set_config('synchronous_commit', 'off', true);
    insert into turn_lease as lease (conversation_id, person_id, holder, until)
      values (of_conversation, of_person, by_holder, until_time)
      on conflict (conversation_id, person_id) do update set holder = excluded.holder, until = excluded.until where lease.until <= at_time;
    kind := case when found then 'begun' else 'busy' end;
    if exists (select from activity_served s where s.conversation_id = of_conversation and s.activity_key = of_activity) then
      update turn_lease l set until = '-infinity'
        where l.conversation_id = of_conversation and l.person_id = of_person and l.holder = by_holder;
      kind := 'duplicate';
    end if;
    if kind = 'begun' then
      return query select kind, p.locale, c.tenant_id, c.name, c.domain, c.domains, c.sources
        from (select of_person as person_id) one
        left join person_setting p on p.person_id = one.person_id
        left join chosen_customer chosen on chosen.person_id = one.person_id and chosen.conversation_id = of_conversation
        left join customer c on c.tenant_id = chosen.tenant_id;
    else
      return next;
    end if;
  end
  $function$`,
  `create table conversation (
    conversation_id text primary key,
    scope text not null,
    service_url text not null,
    tenant_id text not null,
    bot_id text not null,
    person_id text,
    account_id text,
    team_id text,
    learnt_at timestamptz not null,
    retired_at timestamptz
  )`,
  `create index conversation_person on conversation (person_id) where scope = 'personal'`,
];

const REPORTS = [
  `create table report_draft (
    id uuid primary key,
    version integer not null,
    person_id text not null,
    conversation_id text not null,
    fields jsonb not null,
    editing text,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index report_draft_person on report_draft (person_id, updated_at desc)`,
  `create index report_draft_updated_at on report_draft (updated_at)`,
  `create table service_request (
    id uuid primary key,
    reference text not null unique,
    version integer not null,
    draft_id uuid not null unique,
    tenant_id text not null,
    person_id text not null,
    person_name text not null,
    locale text not null,
    time_zone text not null,
    route text not null,
    content jsonb not null,
    state text not null check (state in ('ready', 'sending', 'filed', 'handed-off', 'failed', 'uncertain')),
    send_key uuid not null,
    attempts integer not null,
    claimed_until timestamptz,
    number text,
    desk_status text,
    hand_off jsonb,
    handed_off_at timestamptz,
    reminded_at timestamptz,
    failure jsonb,
    place_conversation_id text,
    place_activity_id text,
    created_at timestamptz not null,
    updated_at timestamptz not null
  )`,
  `create index service_request_person on service_request (person_id, created_at desc)`,
  `create index service_request_tenant on service_request (tenant_id, created_at desc)`,
  `create index service_request_created_at on service_request (created_at desc)`,
  `create index service_request_number on service_request (number)`,
  `create index service_request_due on service_request (created_at) where state in ('ready', 'sending')`,
  `create index service_request_reminder on service_request (handed_off_at) where state = 'handed-off' and reminded_at is null`,
  `create table request_audit (
    id bigint generated always as identity primary key,
    request_id uuid not null references service_request (id),
    at timestamptz not null,
    actor text not null,
    action text not null,
    state_before text,
    state text
  )`,
  `create index request_audit_request on request_audit (request_id, id)`,
  `create function refuse_change() returns trigger language plpgsql as $function$
  begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
  end
  $function$`,
  `create trigger request_audit_append_only before update or delete or truncate on request_audit
    for each statement execute function refuse_change()`,
];

const OTHERS = [
  `create table health_snapshot (tenant_id text primary key, fetched_at timestamptz not null, overviews jsonb not null)`,
  `create table support_topics (locale text primary key, fetched_at timestamptz not null, topics jsonb not null)`,
  `create table secret (name text primary key, sealed bytea not null, stored_at timestamptz not null)`,
  `create table bot_state (
    key text primary key,
    value jsonb not null,
    version integer not null default 1,
    updated_at timestamptz not null default now()
  )`,
  `create index bot_state_updated_at on bot_state (updated_at)`,
];
