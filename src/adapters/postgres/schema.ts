import type { ColumnType, Generated } from 'kysely';
import type { CustomerSource } from '../../domain/customer.ts';
import type { FilingRoute } from '../../domain/filing-route.ts';
import type { Locale } from '../../domain/locale.ts';
import type { CaseClockKind, CaseClockState } from '../../domain/case-clock.ts';
import type { ShiftSource } from '../../domain/on-call.ts';
import type { Product } from '../../domain/product.ts';
import type { ReportStep } from '../../domain/report-draft.ts';
import type { DeskStatus, NewsKind, RequestEnding, RequestState } from '../../domain/service-request.ts';
import type { Severity } from '../../domain/severity.ts';
import type { CaseCause, CaseEventKind, CaseState, CaseTarget, WaitedFor } from '../../domain/support-case.ts';
import type { CaseAudience, CasePostState } from '../../ports/case-post-store.ts';
import type { EscalationChannel } from '../../ports/escalation-channels.ts';

/** jsonb: read as parsed by `pg`, always written through JSON.stringify (an array as a parameter would become a PostgreSQL array). */
type Json = ColumnType<unknown, string, string>;
type DefaultedJson = ColumnType<unknown, string | undefined, string>;
type NullableJson = ColumnType<unknown, string | null | undefined, string | null>;

/** The tables, written by hand; a test compares them with the migrated database. */
export interface Tables {
  customer: CustomerTable;
  customer_list: { id: number; refreshed_at: Date; parts: Json };
  recent_customer: { person_id: string; tenant_id: string; chosen_at: Date };
  favourite_customer: { person_id: string; tenant_id: string; added_at: Generated<Date> };
  chosen_customer: { person_id: string; conversation_id: string; tenant_id: string; chosen_at: Date };
  person_setting: { person_id: string; locale: Locale };
  conversation: ConversationTable;
  activity_served: { conversation_id: string; activity_key: string; served_at: Date };
  turn_lease: { conversation_id: string; person_id: string; holder: string; until: Date };
  health_snapshot: { tenant_id: string; fetched_at: Date; overviews: Json; content_hash: string | null; troubled: boolean | null };
  health_poll: HealthPollTable;
  incident: IncidentTable;
  incident_customer: { issue_id: string; tenant_id: string; since: Date; ended_at: Date | null };
  incident_follow: IncidentFollowTable;
  incident_change: IncidentChangeTable;
  person_account: { person_id: string; account_id: string; service_url: string; tenant_id: string; bot_id: string; learnt_at: Date };
  watch_place: WatchPlaceTable;
  watch: WatchTable;
  watch_silence: WatchSilenceTable;
  delivery: DeliveryTable;
  delivery_sender: { id: number; holder: string | null; until: Date };
  escalation_plan: { version: number; plan: Json; changed_by: string; changed_at: Date };
  plan_upload: { person_id: string; id: string; version: number; plan: Json; at: Date };
  escalation_channel: EscalationChannelTable;
  entered_shift: EnteredShiftTable;
  support_case: SupportCaseTable;
  case_event: CaseEventTable;
  case_clock: CaseClockTable;
  case_sweep: { id: number; at: Date };
  case_showing: { case_id: string; holder: string | null; until: Date | null; due_at: Date | null };
  case_card: CaseCardTable;
  case_line: CaseLineTable;
  conversation_pace: { conversation_id: string; paced_until: Date };
  customer_tag: { tenant_id: string; tag_key: string; tag: string };
  customer_portals: { tenant_id: string; fetched_at: Date; portals: Json };
  customer_subscriptions: { tenant_id: string; fetched_at: Date; subscriptions: Json };
  publisher_contact: PublisherContactTable;
  delegated_relationship: DelegatedRelationshipTable;
  access_assignment: { relationship_id: string; group_id: string; roles: string[] };
  access_list: { id: number; read_at: Date };
  told: { occasion: string; person_id: string; at: Date };
  change_audit: ChangeAuditTable;
  support_topics: { locale: Locale; fetched_at: Date; topics: Json };
  report_draft: ReportDraftTable;
  service_request: ServiceRequestTable;
  request_audit: RequestAuditTable;
  request_follower: RequestFollowerTable;
  request_news: { id: Generated<number>; request_id: string; key: string; kind: NewsKind; at: Date };
  request_told: { news_id: number; person_id: string; at: Date };
  azure_problem: { id: string; service: string; name: string; consents: Json; words: string };
  azure_problem_list: { id: number; refreshed_at: Date };
  azure_subscriptions: { tenant_id: string; fetched_at: Date; subscriptions: Json };
  secret: { name: string; sealed: Uint8Array; stored_at: Date };
  bot_state: { key: string; value: Json; version: Generated<number>; updated_at: Generated<Date> };
}

export interface CustomerTable {
  tenant_id: string;
  name: string;
  domain: string | null;
  domains: string[];
  sources: CustomerSource[];
  /** What a query is compared with: see `src/domain/search-text.ts`. */
  key_plain: string;
  key_sound: string;
  key_core: string;
  search_words: string;
  search_sounds: string;
  /** As Partner Center writes it: `fr`, `fr-FR`. */
  language: string | null;
}

interface ConversationTable {
  conversation_id: string;
  scope: 'personal' | 'team';
  service_url: string;
  tenant_id: string;
  bot_id: string;
  person_id: string | null;
  account_id: string | null;
  team_id: string | null;
  learnt_at: Date;
  retired_at: Date | null;
}

export interface ReportDraftTable {
  id: string;
  version: number;
  person_id: string;
  conversation_id: string;
  fields: Json;
  editing: ReportStep | null;
  created_at: Date;
  updated_at: Date;
}

export interface ServiceRequestTable {
  id: string;
  reference: string;
  version: number;
  draft_id: string;
  tenant_id: string;
  person_id: string;
  person_name: string;
  locale: Locale;
  time_zone: string;
  route: FilingRoute;
  content: Json;
  state: RequestState;
  send_key: string;
  attempts: number;
  /** While `sending`: until then nobody else takes it. */
  claimed_until: Date | null;
  number: string | null;
  desk_status: DeskStatus | null;
  hand_off: NullableJson;
  handed_off_at: Date | null;
  reminded_at: Date | null;
  failure: NullableJson;
  place_conversation_id: string | null;
  place_activity_id: string | null;
  /** The escalation it was filed from. */
  case_id: string | null;
  operation: string | null;
  own_ticket: string | null;
  azure_ticket: NullableJson;
  /** The route, or that of Azure Support where a ticket was found there. */
  tracked_as: ColumnType<FilingRoute, never, never>;
  filed_at: Date | null;
  /** Since when its back end does not know the number. */
  lost_since: Date | null;
  /** Taken off our list: then `desk_status` is `closed`, whatever Microsoft says. */
  ended: RequestEnding | null;
  /** There was news that nobody could be told who still may know of it. */
  unheard: Generated<boolean>;
  response_due_at: Date | null;
  /** When people are warned that it is near. */
  response_warn_at: Date | null;
  responded_at: Date | null;
  desk: NullableJson;
  /** When the back end is to be asked for it. */
  track_at: Date | null;
  reminders: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

interface RequestFollowerTable {
  request_id: string;
  person_id: string;
  person_name: string;
  locale: Locale;
  time_zone: string;
  joined_at: Date;
}

/** Append-only: the database itself refuses to change or delete a row. */
interface RequestAuditTable {
  id: Generated<number>;
  request_id: string;
  at: Date;
  actor: string;
  action: string;
  state_before: RequestState | null;
  state: RequestState | null;
  reason: string | null;
}

export interface HealthPollTable {
  tenant_id: string;
  due_at: Date;
  claimed_until: Date | null;
  /** The last success. */
  read_at: Date | null;
  tried_at: Date | null;
  /** In a row. */
  failures: Generated<number>;
  failed_since: Date | null;
  failure: NullableJson;
}

export interface IncidentTable {
  id: string;
  title: string;
  service: string;
  classification: string;
  status: string;
  raw_status: string;
  /** `rankOf` the status: 0 is worst. */
  badness: number;
  high_impact: boolean;
  impact: string;
  feature: string | null;
  feature_group: string | null;
  started_at: Date;
  ended_at: Date | null;
  modified_at: Date;
  posts: DefaultedJson;
  /** `modified_at` of the reading that the posts come from; null before the first. */
  posts_of: Date | null;
  posts_asked_at: Date | null;
  next_update_at: Date | null;
  first_seen_at: Date;
  /** When it was learnt that it is over. */
  resolved_at: Date | null;
  /** Goes up with each announced change, and whenever a card has to show something else; 0 before the first. */
  revision: Generated<number>;
  announced: NullableJson;
  announced_at: Date | null;
  /** When it was compared with what was announced, and which state it had then. */
  compared_at: Date | null;
  compared_state: string | null;
  /** It was open already at the first reading of the customer that it was found by, or before incidents were announced. */
  found_open: Generated<boolean>;
}

export interface IncidentChangeTable {
  issue_id: string;
  revision: number;
  at: Date;
  kinds: string[];
  facts: Json;
}

export interface WatchPlaceTable {
  id: string;
  scope: 'personal' | 'team';
  conversation_id: string | null;
  person_id: string;
  person_name: string;
  label: string | null;
  locale: Locale;
  time_zone: string | null;
  zone_chosen: Generated<boolean>;
  quiet_from: number | null;
  quiet_to: number | null;
  high_impact_rings: Generated<boolean>;
  told_of_unseen: Generated<boolean>;
  digest: Generated<'none' | 'daily' | 'weekly'>;
  digest_minute: number | null;
  digest_weekday: number | null;
  digest_due_at: Date | null;
  digested_until: Date | null;
  group_ids: Generated<string[]>;
  may_watch: Generated<boolean>;
  checked_at: Date | null;
  paced_until: Date | null;
  version: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

export interface WatchTable {
  id: string;
  place_id: string;
  customers: 'all' | 'list' | 'tag';
  tenant_ids: Generated<string[]>;
  tag: string | null;
  tag_key: string | null;
  /** Empty: all. */
  services: Generated<string[]>;
  classification: 'incident' | 'advisory' | 'all';
  mode: 'ring' | 'record';
  ask_seen: Generated<boolean>;
  created_at: Date;
}

export interface WatchSilenceTable {
  id: string;
  place_id: string;
  tenant_id: string | null;
  service: string | null;
  until: Date;
  person_id: string;
  person_name: string;
  created_at: Date;
}

/** One row for each incident and place, always in exactly one state. */
export interface DeliveryTable {
  issue_id: string;
  place_id: string;
  state: 'queued' | 'sent' | 'updated' | 'failed' | 'gone' | 'muted' | 'uncertain';
  /** Of `muted`. */
  reason: string | null;
  wanted_revision: number;
  shown_revision: number | null;
  /** The line that is to ring once the card shows the wanted revision. */
  ring: string | null;
  /** 0 first. */
  urgency: number;
  /** When it may be sent; of `muted`: when it is looked at again. */
  due_at: Date | null;
  claimed_until: Date | null;
  posting: 'card' | 'update' | 'line' | null;
  attempts: Generated<number>;
  failure: NullableJson;
  /** Where the card is: of a channel with its `;messageid=`. */
  conversation_id: string | null;
  activity_id: string | null;
  /** The card was deleted by hand and posted anew; that happens once. */
  reposted: Generated<boolean>;
  /** A card may be there that nobody knows: it is never posted again. */
  card_uncertain: Generated<boolean>;
  ask_seen: Generated<boolean>;
  seen_at: Date | null;
  seen_by: string | null;
  seen_by_name: string | null;
  /** When a card that nobody has acknowledged is looked at; null until it is waited for. */
  unseen_due_at: Date | null;
  reminded_at: Date | null;
  escalated_at: Date | null;
  created_at: Date;
  state_at: Date;
}

export interface IncidentFollowTable {
  id: string;
  issue_id: string;
  tenant_id: string;
  person_id: string;
  locale: Locale;
  time_zone: string;
  reason: 'watched' | 'linked';
  request_id: string | null;
  fields: NullableJson;
  created_at: Date;
  asked_at: Date | null;
  answered_at: Date | null;
  answer: 'gone' | 'still-there' | null;
  place_conversation_id: string | null;
  place_activity_id: string | null;
}

export interface PublisherContactTable {
  id: string;
  version: number;
  product: string;
  product_key: string;
  publisher: string;
  page: string | null;
  email: string | null;
  phone: string | null;
  changed_by: string;
  changed_by_name: string;
  changed_at: Date;
}

interface DelegatedRelationshipTable {
  id: string;
  tenant_id: string;
  name: string;
  status: string;
  raw_status: string;
  activated_at: Date | null;
  ends_at: Date | null;
  auto_extends: boolean;
  provider_tenant_id: string | null;
  roles: string[];
  modified_at: Date | null;
  assignments_read_at: Date | null;
}

/** Append-only: the database itself refuses to change or delete a row. */
interface ChangeAuditTable {
  id: Generated<number>;
  at: Date;
  actor: string;
  subject: string;
  subject_id: string;
  action: string;
  before: NullableJson;
  after: NullableJson;
}

interface EscalationChannelTable {
  conversation_id: string;
  team_id: string | null;
  team_name: string | null;
  name: string | null;
  kind: EscalationChannel['kind'];
  locale: Locale;
  time_zone: string;
  outsiders_allowed: Generated<boolean>;
  set_up_by: string;
  set_up_by_name: string;
  set_up_at: Date;
}

export interface EnteredShiftTable {
  id: string;
  rota: string;
  /** The name by which rotas are compared. */
  rota_key: string;
  person_id: string;
  person_name: string;
  starts_at: Date;
  ends_at: Date;
  source: ShiftSource;
  uid: string | null;
  entered_by: string;
  entered_at: Date;
}

export interface SupportCaseTable {
  id: string;
  reference: string;
  version: number;
  cycle: number;
  tenant_id: string | null;
  customer_name: string | null;
  product: Product;
  severity: Severity;
  language: Locale;
  title: string;
  description: string;
  tried: string | null;
  state: CaseState;
  waiting_for: WaitedFor | null;
  owner_id: string | null;
  owner_name: string | null;
  requester_id: string | null;
  requester_name: string | null;
  requester_locale: Locale | null;
  requester_time_zone: string | null;
  request_id: string | null;
  issue_id: string | null;
  plan_version: number;
  policy: string;
  channel_id: string | null;
  opened_at: Date;
  open_since: Date;
  taken_at: Date | null;
  first_response_at: Date | null;
  resolved_at: Date | null;
  cause: CaseCause | null;
  resolution: string | null;
  confirmed_at: Date | null;
  updated_at: Date;
}

/** Append-only: the database itself refuses to change or delete a row. */
export interface CaseEventTable {
  id: Generated<number>;
  case_id: string;
  version: number;
  at: Date;
  actor: string;
  actor_name: string | null;
  kind: CaseEventKind;
  detail: Json;
  text: string | null;
  /** Of a press: carried out once. */
  press_key: string | null;
}

export interface CaseClockTable {
  case_id: string;
  cycle: number;
  kind: CaseClockKind;
  target: CaseTarget | 'none';
  level: number;
  round: number;
  state: CaseClockState;
  due_at: Date | null;
  left_ms: number | null;
  hours: string | null;
  state_at: Date;
}

export interface CaseCardTable {
  case_id: string;
  audience: CaseAudience;
  state: CasePostState;
  conversation_id: string | null;
  activity_id: string | null;
  shown_version: number | null;
  posting: Generated<boolean>;
  /** It was deleted by hand and posted anew; that happens once. */
  reposted: Generated<boolean>;
  attempts: Generated<number>;
  /** Looked at again then; null: at once, as far as there is anything to do. */
  not_before: Date | null;
  failure: NullableJson;
  state_at: Date;
}

export interface CaseLineTable {
  id: Generated<number>;
  case_id: string;
  event_id: number;
  sent_to: 'thread' | 'requester' | 'channel';
  channel_id: string | null;
  state: CasePostState;
  posting: Generated<boolean>;
  attempts: Generated<number>;
  not_before: Date | null;
  failure: NullableJson;
  conversation_id: string | null;
  activity_id: string | null;
  state_at: Date;
}
