import { sql, type Kysely } from 'kysely';

/** What people filed in the Azure portal, found at Azure Support; and what happens to requests that are closed or lost. Only adds columns. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  // Whose desk a request is read at: as `followedBy` has it.
  `alter table service_request
    add column azure_ticket jsonb,
    add column tracked_as text not null generated always as (case when azure_ticket is null then route else 'azure-support' end) stored`,
  // A ticket is that of one request. Azure's names are the same in any case.
  `create unique index service_request_azure_ticket
    on service_request (lower(azure_ticket ->> 'subscriptionId'), lower(azure_ticket ->> 'name')) where azure_ticket is not null`,
  // Hand-offs are looked for too, and what is closed is read for a while.
  `drop index service_request_track_at`,
  `create index service_request_track_at on service_request (tracked_as, track_at) where track_at is not null`,
  `drop index if exists service_request_reminder`,
  // Of hand-offs of earlier releases some can be found.
  `update service_request set track_at = now()
    where state = 'handed-off' and route = 'azure-portal' and handed_off_at > now() - interval '30 days'`,
  `alter table service_request add column lost_since timestamptz, add column ended text, add column unheard boolean not null default false`,
  // Of a changed severity (B54).
  `alter table request_audit add column reason text`,
  // What was refused long ago, and left, waits for nobody any more.
  `update service_request set ended = 'not-filed', desk_status = 'closed' where state = 'failed' and updated_at < now() - interval '7 days'`,
  // Else all that was ever closed would be read at once.
  `update service_request set track_at = null where desk_status = 'closed' and updated_at < now() - interval '14 days'`,
  // Told of this time; another one may come.
  `update request_news as news set key = news.kind || ':' || to_char(request.response_due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    from service_request as request
    where request.id = news.request_id and request.response_due_at is not null and news.key in ('response-warning', 'response-late')`,
];
