import { sql, type Selectable } from 'kysely';
import type { Silence, Watch, WatchPlace } from '../../domain/watch.ts';
import type { WatchPlaceTable, WatchTable } from './schema.ts';

type PlaceRow = Omit<
  Selectable<WatchPlaceTable>,
  'zone_chosen' | 'digest_due_at' | 'digested_until' | 'paced_until' | 'created_at' | 'updated_at'
>;
type WatchRow = Omit<Selectable<WatchTable>, 'place_id' | 'created_at'>;
/** Its moment as JSON has it. */
type SilenceRow = {
  readonly id: string;
  readonly tenant_id: string | null;
  readonly service: string | null;
  readonly until: string;
  readonly person_name: string;
};

/** A row of `watch_place` with what belongs to it. */
export type WholePlaceRow = PlaceRow & { readonly watches: readonly WatchRow[]; readonly silences: readonly SilenceRow[] };

/** What is selected of the table `watch_place` for `toWatchPlace`. */
export const WHOLE_PLACE_COLUMNS = `watch_place.id, watch_place.version, watch_place.scope, watch_place.conversation_id, watch_place.person_id, watch_place.person_name,
  watch_place.label, watch_place.locale, watch_place.time_zone, watch_place.quiet_from, watch_place.quiet_to, watch_place.high_impact_rings,
  watch_place.told_of_unseen, watch_place.digest, watch_place.digest_minute, watch_place.digest_weekday, watch_place.may_watch, watch_place.group_ids,
  watch_place.checked_at,
  coalesce((
    select json_agg(json_build_object('id', id, 'customers', customers, 'tenant_ids', tenant_ids, 'tag', tag, 'tag_key', tag_key, 'services', services,
      'classification', classification, 'mode', mode, 'ask_seen', ask_seen) order by created_at, id)
    from watch where watch.place_id = watch_place.id), '[]') as watches,
  coalesce((
    select json_agg(json_build_object('id', id, 'tenant_id', tenant_id, 'service', service, 'until', until, 'person_name', person_name) order by until, id)
    from watch_silence where watch_silence.place_id = watch_place.id), '[]') as silences`;
export const WHOLE_PLACE = sql.raw(WHOLE_PLACE_COLUMNS);

/** Of a place that never set one: eight o'clock, on Mondays. */
const DIGEST_AT = { minute: 480, weekday: 1 };

export function toWatchPlace(row: WholePlaceRow): WatchPlace {
  return {
    id: row.id,
    version: row.version,
    scope: row.scope,
    conversationId: row.conversation_id ?? undefined,
    personId: row.person_id,
    personName: row.person_name,
    label: row.label ?? undefined,
    locale: row.locale,
    timeZone: row.time_zone ?? undefined,
    quiet: row.quiet_from === null || row.quiet_to === null ? undefined : { from: row.quiet_from, to: row.quiet_to },
    highImpactRings: row.high_impact_rings,
    toldOfUnseen: row.told_of_unseen,
    digest: row.digest,
    digestAt: { minute: row.digest_minute ?? DIGEST_AT.minute, weekday: row.digest_weekday ?? DIGEST_AT.weekday },
    mayWatch: row.may_watch,
    groupIds: row.group_ids,
    checkedAt: row.checked_at ?? undefined,
    watches: row.watches.map(toWatch),
    silences: row.silences.map(toSilence),
  };
}

function toWatch(row: WatchRow): Watch {
  return {
    id: row.id,
    customers: customersOf(row),
    services: row.services,
    classification: row.classification,
    mode: row.mode,
    askSeen: row.ask_seen,
  };
}

function customersOf({ customers, tenant_ids, tag, tag_key }: WatchRow): Watch['customers'] {
  switch (customers) {
    case 'all':
      return { kind: 'all' };
    case 'list':
      return { kind: 'list', tenantIds: tenant_ids };
    case 'tag':
      return { kind: 'tag', tag: tag ?? '', key: tag_key ?? '' };
  }
}

function toSilence({ id, tenant_id, service, until, person_name }: SilenceRow): Silence {
  return { id, tenantId: tenant_id ?? undefined, service: service ?? undefined, until: new Date(until), personName: person_name };
}

/** A watch as its columns. */
export function watchColumns({ customers, services, classification, mode, askSeen }: Omit<Watch, 'id'>) {
  return {
    customers: customers.kind,
    tenant_ids: customers.kind === 'list' ? customers.tenantIds.map((tenantId) => tenantId.toLowerCase()) : [],
    tag: customers.kind === 'tag' ? customers.tag : null,
    tag_key: customers.kind === 'tag' ? customers.key : null,
    services: [...services],
    classification,
    mode,
    ask_seen: askSeen,
  };
}
