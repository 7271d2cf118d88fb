import { sql } from 'kysely';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { BOT, PARTNER } from '../../src/sandbox/world.ts';

interface Crowd {
  readonly serviceUrl: string;
  /** How many people; their chats are those of the sandbox's `rooms.addCrowd`. */
  readonly people: number;
  /** Ids of channels that watch too. */
  readonly channels: readonly string[];
  /** Which groups all of them are in. */
  readonly groupIds?: readonly string[];
  /** Empty: every service. */
  readonly services?: readonly string[];
}

/**
 * Very many chats, and channels, that watch all customers, written as rows of `conversation`, `watch_place` and `watch`: their installs would be told to each in
 * a message of its own, at the pace Teams allows. Their people's roles were looked up just now.
 */
export async function seedPlaces(
  { kysely }: Database,
  { serviceUrl, people, channels, groupIds = [], services = [] }: Crowd,
): Promise<void> {
  const places = sql`
    select n, n > ${people}::int as channel, lpad(n::text, 12, '0') as digits,
      coalesce((${[...channels]}::text[])[n - ${people}::int], 'a:1crowd-' || n || 'PersonalChat') as conversation
    from generate_series(1, ${people + channels.length}::int) n`;
  const statements = [
    sql`
      insert into conversation (conversation_id, scope, service_url, tenant_id, bot_id, person_id, account_id, team_id, learnt_at)
      select conversation, case when channel then 'team' else 'personal' end, ${serviceUrl}, ${PARTNER.tenantId}, ${`28:${BOT.appId}`},
        case when not channel then 'c0c0c0c0-0000-4000-8000-' || digits end, case when not channel then '29:1crowd-' || n end,
        case when channel then conversation end, now()
      from (${places}) place`,
    sql`
      insert into watch_place (id, scope, conversation_id, person_id, person_name, locale, group_ids, may_watch, checked_at, created_at, updated_at)
      select ('a0000000-0000-4000-8000-' || digits)::uuid, case when channel then 'team' else 'personal' end, conversation,
        'c0c0c0c0-0000-4000-8000-' || digits, 'Person ' || n, 'en', ${[...groupIds]}::text[], true, now(), now(), now()
      from (${places}) place`,
    sql`
      insert into watch (id, place_id, customers, services, classification, mode, created_at)
      select ('e0000000-0000-4000-8000-' || digits)::uuid, ('a0000000-0000-4000-8000-' || digits)::uuid, 'all', ${[...services]}::text[], 'all', 'ring', now()
      from (${places}) place`,
    sql`analyze conversation, watch_place, watch`,
  ];
  for (const statement of statements) await statement.execute(kysely);
}
