import type { IncidentNotice } from './delivery.ts';
import type { Incident } from './incident.ts';
import { reachOf, type HitIndex, type WatchPlace } from './watch.ts';

/** Customers that a card names; the others are counted. */
const NAMED = 10;

/** What an incident's card shows in a place. `hits`: all customers that the incident hits; the place sees those of its view and watches. */
export function noticeFor(
  place: WatchPlace,
  incident: Incident,
  hits: HitIndex,
  { seen, now }: Pick<IncidentNotice, 'seen' | 'now'>,
): IncidentNotice {
  const reached = reachOf(place, incident, hits, now);
  return {
    incident,
    placeId: place.id,
    scope: place.scope,
    hit: { names: reached.slice(0, NAMED).map(({ name }) => name), total: reached.length },
    seen,
    locale: place.locale,
    timeZone: place.timeZone ?? 'UTC',
    now,
  };
}
