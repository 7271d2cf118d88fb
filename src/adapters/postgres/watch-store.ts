import { isDeepStrictEqual } from 'node:util';
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import { nextDigestAt } from '../../domain/digest.ts';
import type { Locale } from '../../domain/locale.ts';
import { MOST_SILENCES, MOST_WATCHES, type WatchPlace } from '../../domain/watch.ts';
import type { PlaceFacts, PlaceSettings, WatchStore } from '../../ports/watch-store.ts';
import { recordChange } from './change-audit.ts';
import type { Database } from './database.ts';
import { isUuid } from './identifiers.ts';
import type { Tables } from './schema.ts';
import { ensured, trustedAgain } from './watch-place-ensure.ts';
import { toWatchPlace, watchColumns, WHOLE_PLACE, type WholePlaceRow } from './watch-place-row.ts';

/** Most that any reader gets, whatever it asks for. */
const MOST = 1000;

type Work = Transaction<Tables>;

/** The bot is there, or knows whom to open the chat with. */
const CAN_BE_TOLD = sql<boolean>`case when watch_place.conversation_id is null
  then exists (select from person_account known where watch_place.scope = 'personal' and known.person_id = watch_place.person_id)
  else exists (select from conversation chat where chat.conversation_id = watch_place.conversation_id and chat.retired_at is null) end`;

/** Changes what belongs to a place, and tells what changed; undefined: it cannot be. */
type Change = (work: Work, place: WatchPlace) => Promise<{ readonly before: unknown; readonly after: unknown } | undefined>;

export function postgresWatchStore({ kysely }: Database): WatchStore {
  /** One change by a person: while nobody else changes the place, with its trace in the audit. */
  const edit = (asked: Pick<WatchPlace, 'id' | 'version'>, action: string, actor: string, at: Date, change: Change) =>
    kysely.transaction().execute(async (work) => {
      const place = await lock(work, asked);
      const changed = place && (await change(work, place));
      if (place === undefined || changed === undefined) return undefined;
      await work
        .updateTable('watch_place')
        .set({ version: place.version + 1, updated_at: at })
        .where('id', '=', place.id)
        .execute();
      await lookAgain(work, place.id, at);
      await recordChange(work, { at, actor, subject: 'watch', subjectId: place.id, action, ...changed });
      return placeWhere(work, sql`watch_place.id = ${place.id}`);
    });

  return {
    ensure: (facts, defaults, at) =>
      kysely.transaction().execute(async (work) => {
        // A place has two unique keys, its person and its conversation, and a statement can provide for one: whoever learns of it at the same time waits.
        const key = `watch-place ${facts.scope === 'personal' ? facts.personId : facts.conversationId}`;
        await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(work);
        const viewBefore = facts.scope === 'team' ? await viewOf(work, facts) : undefined;
        const { rows } = await ensured(facts, defaults, at).execute(work);
        const id = rows[0]?.id ?? '';
        if (viewBefore !== undefined && viewBefore !== facts.personId) {
          const whose = { before: { personId: viewBefore }, after: { personId: facts.personId } };
          await recordChange(work, { at, actor: facts.personId, subject: 'watch', subjectId: id, action: 'view', ...whose });
        }
        const place = await placeWhere(work, sql`watch_place.id = ${id}`);
        if (place === undefined) throw new Error('A place that was written a moment ago is gone');
        return place;
      }),

    ofConversation: (conversationId) => placeWhere(kysely, sql`watch_place.conversation_id = ${conversationId}`),
    personal: (personId) => placeWhere(kysely, sql`watch_place.person_id = ${personId} and watch_place.scope = 'personal'`),
    byId: async (id) => (isUuid(id) ? placeWhere(kysely, sql`watch_place.id = ${id}`) : undefined),

    put: (asked, watch, actor, at) =>
      edit(asked, 'put', actor, at, async (work, place) => {
        const before = place.watches.find(({ id }) => id === watch.id);
        if (before === undefined && place.watches.length >= MOST_WATCHES) return undefined;
        const columns = watchColumns(watch);
        if (before === undefined)
          await work
            .insertInto('watch')
            .values({ id: watch.id, place_id: place.id, created_at: behind(place.id, at), ...columns })
            .execute();
        else await work.updateTable('watch').set(columns).where('id', '=', watch.id).where('place_id', '=', place.id).execute();
        return { before, after: watch };
      }),

    remove: (asked, watchIds, actor, at) =>
      edit(asked, 'remove', actor, at, async (work, place) => {
        const before = place.watches.filter(({ id }) => watchIds.includes(id));
        const ids = before.map(({ id }) => id);
        await work
          .deleteFrom('watch')
          .where('place_id', '=', place.id)
          .where('id', '=', sql<string>`any(${ids}::uuid[])`)
          .execute();
        return { before, after: undefined };
      }),

    set: (asked, settings, actor, at) =>
      edit(asked, 'set', actor, at, async (work, place) => {
        await work
          .updateTable('watch_place')
          .set({
            ...settingColumns(settings),
            ...(asksOtherDigest(place, settings) && { digest_due_at: nextDigestAt(settings, at) ?? null }),
            // Switched on again, the first digest is about its own day or week only.
            ...(place.digest === 'none' && { digested_until: null }),
          })
          .where('id', '=', place.id)
          .execute();
        const { timeZone, quiet, highImpactRings, toldOfUnseen, digest, digestAt } = place;
        return { before: { timeZone, quiet, highImpactRings, toldOfUnseen, digest, digestAt }, after: settings };
      }),

    silence: (asked, silence, actor, at) =>
      edit(asked, 'silence', actor, at, async (work, place) => {
        const { id, tenantId, service, until, personName } = silence;
        // Another one of the same thing takes its place.
        const others = place.silences.filter((one) => one.until > at && (one.tenantId !== tenantId || one.service !== service));
        if (others.length >= MOST_SILENCES) return undefined;
        const kept = others.map((one) => one.id);
        await work
          .deleteFrom('watch_silence')
          .where('place_id', '=', place.id)
          .where(sql<boolean>`id <> all(${kept}::uuid[])`)
          .execute();
        await work
          .insertInto('watch_silence')
          .values({
            id,
            place_id: place.id,
            tenant_id: tenantId?.toLowerCase() ?? null,
            service: service ?? null,
            until,
            person_id: actor,
            person_name: personName,
            created_at: at,
          })
          .execute();
        return { before: undefined, after: { tenantId, service, until } };
      }),

    unsilence: (asked, silenceId, actor, at) =>
      edit(asked, 'unsilence', actor, at, async (work, place) => {
        const ended = place.silences.find(({ id }) => id === silenceId);
        if (ended !== undefined)
          await work.deleteFrom('watch_silence').where('id', '=', ended.id).where('place_id', '=', place.id).execute();
        return { before: ended && { tenantId: ended.tenantId, service: ended.service, until: ended.until }, after: undefined };
      }),

    async next(afterId, limit) {
      const { rows } = await sql<WholePlaceRow>`
        select ${WHOLE_PLACE} from watch_place
        where ${afterId === undefined ? sql`true` : sql`watch_place.id > ${afterId}`} and exists (select from watch where watch.place_id = watch_place.id)
          and ${CAN_BE_TOLD}
        order by watch_place.id limit ${Math.min(limit, MOST)}`.execute(kysely);
      return rows.map(toWatchPlace);
    },

    async unchecked(before, limit) {
      const rows = await kysely
        .selectFrom('watch_place')
        .select(['id', 'person_id'])
        .where((where) => where.or([where('checked_at', 'is', null), where('checked_at', '<', before)]))
        .where(CAN_BE_TOLD)
        .orderBy('checked_at', (order) => order.asc().nullsFirst())
        .limit(Math.min(limit, MOST))
        .execute();
      return rows.map((row) => ({ id: row.id, personId: row.person_id }));
    },

    async setAccess(personId, { mayWatch, groupIds }, at) {
      const { rows } = await sql<{ id: string; conversation_id: string | null; locale: Locale }>`
        with known as (
          select id, may_watch from watch_place where person_id = ${personId} for update
        ), looked as (
          update watch_place set may_watch = ${mayWatch}, group_ids = ${[...groupIds]}::text[], checked_at = ${at}
          from known where watch_place.id = known.id
          returning watch_place.id, scope, conversation_id, locale, known.may_watch and not watch_place.may_watch as lost
        ), woken as (${trustedAgain(sql`select id from looked`, mayWatch, at)})
        select id, conversation_id, locale from looked
        where lost and scope = 'team' and exists (select from watch where watch.place_id = looked.id)`.execute(kysely);
      return rows.map((row) => ({ id: row.id, conversationId: row.conversation_id ?? undefined, locale: row.locale }));
    },
  };
}

async function placeWhere(on: Kysely<Tables> | Work, which: RawBuilder<unknown>): Promise<WatchPlace | undefined> {
  const { rows } = await sql<WholePlaceRow>`select ${WHOLE_PLACE} from watch_place where ${which}`.execute(on);
  return rows[0] && toWatchPlace(rows[0]);
}

/** The place, kept from other changes until the transaction ends; undefined when it is not of that version any more. */
async function lock(work: Work, { id, version }: Pick<WatchPlace, 'id' | 'version'>): Promise<WatchPlace | undefined> {
  if (!isUuid(id)) return undefined;
  const locked = await work.selectFrom('watch_place').select('version').where('id', '=', id).forUpdate().executeTakeFirst();
  return locked?.version === version ? placeWhere(work, sql`watch_place.id = ${id}`) : undefined;
}

/** Whose view a channel has, kept from other changes. */
async function viewOf(work: Work, { conversationId = '' }: PlaceFacts): Promise<string | undefined> {
  const row = await work
    .selectFrom('watch_place')
    .select('person_id')
    .where('conversation_id', '=', conversationId)
    .forUpdate()
    .executeTakeFirst();
  return row?.person_id;
}

/** What waits for the end of a silence or of quiet hours may be told earlier now. */
async function lookAgain(work: Work, placeId: string, at: Date): Promise<void> {
  await work
    .updateTable('delivery')
    .set({ due_at: at })
    .where('place_id', '=', placeId)
    .where('state', '=', 'muted')
    .where('due_at', '>', at)
    .execute();
}

/** They are shown in the order in which they were added, also of one moment. */
function behind(placeId: string, at: Date): RawBuilder<Date> {
  return sql`(select greatest(${at}, max(created_at) + interval '1 millisecond') from watch where place_id = ${placeId})`;
}

function settingColumns({ timeZone, quiet, highImpactRings, toldOfUnseen, digest, digestAt }: PlaceSettings) {
  return {
    time_zone: timeZone,
    zone_chosen: true,
    quiet_from: quiet?.from ?? null,
    quiet_to: quiet?.to ?? null,
    high_impact_rings: highImpactRings,
    told_of_unseen: toldOfUnseen,
    digest,
    digest_minute: digestAt.minute,
    digest_weekday: digestAt.weekday,
  };
}

/** A digest that is due stays due when something else is set. */
function asksOtherDigest(before: WatchPlace, { digest, digestAt, timeZone }: PlaceSettings): boolean {
  return !isDeepStrictEqual([before.digest, before.digestAt, before.timeZone], [digest, digestAt, timeZone]);
}
