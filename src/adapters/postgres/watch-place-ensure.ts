import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { Watch } from '../../domain/watch.ts';
import type { PlaceFacts } from '../../ports/watch-store.ts';
import { jsonText } from './json-text.ts';
import { watchColumns } from './watch-place-row.ts';

/** A person has one place, whatever chats came and went; a channel is one. */
export function ensured(facts: PlaceFacts, defaults: readonly Omit<Watch, 'id'>[], at: Date): RawBuilder<{ id: string }> {
  const { scope, conversationId, personId, personName, label, locale, timeZone, access } = facts;
  const watches = defaults.map((watch) => ({ id: randomUUID(), ...watchColumns(watch) }));
  return sql`
    with place as (
      insert into watch_place as known (id, scope, conversation_id, person_id, person_name, label, locale, time_zone, may_watch, group_ids, checked_at,
        created_at, updated_at)
      values (${randomUUID()}, ${scope}, ${conversationId ?? null}, ${personId}, ${personName}, ${label ?? null}, ${locale}, ${timeZone ?? null},
        ${access?.mayWatch ?? false}, ${[...(access?.groupIds ?? [])]}::text[], ${access === undefined ? null : at}, ${at}, ${at})
      on conflict ${scope === 'personal' ? sql`(person_id) where scope = 'personal'` : sql`(conversation_id)`} do update set
        conversation_id = coalesce(excluded.conversation_id, known.conversation_id),
        person_id = excluded.person_id,
        person_name = excluded.person_name,
        label = coalesce(excluded.label, known.label),
        locale = excluded.locale,
        time_zone = case when known.zone_chosen then known.time_zone else coalesce(excluded.time_zone, known.time_zone) end,
        -- What was found out about somebody else proves nothing.
        may_watch = case when excluded.checked_at is null and known.person_id = excluded.person_id then known.may_watch else excluded.may_watch end,
        group_ids = case when excluded.checked_at is null and known.person_id = excluded.person_id then known.group_ids else excluded.group_ids end,
        checked_at = case when excluded.checked_at is null and known.person_id = excluded.person_id then known.checked_at else excluded.checked_at end,
        updated_at = excluded.updated_at
      returning id, xmax = 0 as is_new
    ), watched as (
      insert into watch (id, place_id, customers, tenant_ids, tag, tag_key, services, classification, mode, ask_seen, created_at)
      select given.id, place.id, given.customers, given.tenant_ids, given.tag, given.tag_key, given.services, given.classification, given.mode,
        given.ask_seen, ${at}
      from place, jsonb_to_recordset(${jsonText(watches)}::jsonb) as given
        (id uuid, customers text, tenant_ids text[], tag text, tag_key text, services text[], classification text, mode text, ask_seen boolean)
      where place.is_new
    ), woken as (${trustedAgain(sql`select id from place`, access?.mayWatch ?? false, at)})
    select id from place`;
}

/** What was not sent only because the person's roles had not been looked at for too long is looked at again. */
export function trustedAgain(places: RawBuilder<unknown>, mayWatch: boolean, at: Date): RawBuilder<unknown> {
  return sql`update delivery set due_at = ${at}
    where ${mayWatch} and delivery.place_id in (${places}) and delivery.state = 'muted' and delivery.reason = 'access' and delivery.due_at is null`;
}
