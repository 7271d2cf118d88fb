import { sql, type Kysely } from 'kysely';

/** Polling of every customer's health, incidents over all customers, tags, portals, publishers' contacts and delegated access. Only adds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...HEALTH, ...CUSTOMERS, ...ACCESS, ...OTHERS]) await sql.raw(statement).execute(db);
}

const HEALTH = [
  // Of what was read last: the same again need not be stored again.
  `alter table health_snapshot add column content_hash text`,
  // Whether any service has trouble, for lists over all customers; null where Microsoft lists no services.
  `alter table health_snapshot add column troubled boolean`,
  `create table health_poll (
    tenant_id text primary key,
    due_at timestamptz not null,
    claimed_until timestamptz,
    read_at timestamptz,
    tried_at timestamptz,
    failures integer not null default 0,
    failed_since timestamptz,
    failure jsonb
  )`,
  `create index health_poll_due on health_poll (due_at)`,
  `create index health_poll_failing on health_poll (failed_since) where failed_since is not null`,
  `create table incident (
    id text primary key,
    title text not null,
    service text not null,
    classification text not null,
    status text not null,
    raw_status text not null,
    badness smallint not null,
    high_impact boolean not null,
    impact text not null,
    feature text,
    feature_group text,
    started_at timestamptz not null,
    ended_at timestamptz,
    modified_at timestamptz not null,
    posts jsonb not null default '[]',
    posts_of timestamptz,
    posts_asked_at timestamptz,
    next_update_at timestamptz,
    first_seen_at timestamptz not null,
    resolved_at timestamptz
  )`,
  `create index incident_open on incident (badness, started_at desc) where resolved_at is null`,
  `create index incident_service on incident (service) where resolved_at is null`,
  `create table incident_customer (
    issue_id text not null references incident (id),
    tenant_id text not null,
    since timestamptz not null,
    ended_at timestamptz,
    primary key (issue_id, tenant_id)
  )`,
  `create index incident_customer_hit on incident_customer (tenant_id, issue_id) where ended_at is null`,
  `create table incident_follow (
    id uuid primary key,
    issue_id text not null,
    tenant_id text not null,
    person_id text not null,
    locale text not null,
    time_zone text not null,
    reason text not null check (reason in ('watched', 'linked')),
    request_id uuid,
    fields jsonb,
    created_at timestamptz not null,
    asked_at timestamptz,
    answered_at timestamptz,
    answer text check (answer in ('gone', 'still-there')),
    place_conversation_id text,
    place_activity_id text,
    unique (issue_id, tenant_id, person_id)
  )`,
  `create index incident_follow_unasked on incident_follow (issue_id) where asked_at is null`,
];

const CUSTOMERS = [
  `create table customer_tag (
    tenant_id text not null,
    tag_key text not null,
    tag text not null,
    primary key (tenant_id, tag_key)
  )`,
  `create index customer_tag_key on customer_tag (tag_key, tenant_id)`,
  `create table customer_portals (tenant_id text primary key, fetched_at timestamptz not null, portals jsonb not null)`,
  `create table customer_subscriptions (tenant_id text primary key, fetched_at timestamptz not null, subscriptions jsonb not null)`,
  `create table publisher_contact (
    id uuid primary key,
    version integer not null,
    product text not null,
    product_key text not null unique,
    publisher text not null,
    page text,
    email text,
    phone text,
    changed_by text not null,
    changed_by_name text not null,
    changed_at timestamptz not null
  )`,
  `create index publisher_contact_words on publisher_contact using gin (product_key gin_trgm_ops) with (fastupdate = off)`,
];

const ACCESS = [
  `create table delegated_relationship (
    id text primary key,
    tenant_id text not null,
    name text not null,
    status text not null,
    raw_status text not null,
    activated_at timestamptz,
    ends_at timestamptz,
    auto_extends boolean not null,
    provider_tenant_id text,
    roles text[] not null,
    modified_at timestamptz,
    assignments_read_at timestamptz
  )`,
  `create index delegated_relationship_tenant on delegated_relationship (tenant_id)`,
  `create index delegated_relationship_ends on delegated_relationship (ends_at)`,
  `create table access_assignment (
    relationship_id text not null references delegated_relationship (id) on delete cascade,
    group_id text not null,
    roles text[] not null,
    primary key (relationship_id, group_id)
  )`,
  `create index access_assignment_group on access_assignment (group_id)`,
  `create table access_list (id integer primary key check (id = 1), read_at timestamptz not null)`,
];

const OTHERS = [
  // What was told to whom, so that it is told once: the key names the occasion.
  `create table told (occasion text not null, person_id text not null, at timestamptz not null, primary key (occasion, person_id))`,
  `create table change_audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor text not null,
    subject text not null,
    subject_id text not null,
    action text not null,
    before jsonb,
    after jsonb
  )`,
  `create index change_audit_subject on change_audit (subject, subject_id, id)`,
  `create trigger change_audit_append_only before update or delete or truncate on change_audit
    for each statement execute function refuse_change()`,
];
