import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { BoundedMap } from './bounded-map.ts';

const ClientInfo = z.object({ type: z.literal('clientInfo'), timezone: z.string().max(100) });
const known = new BoundedMap<string, boolean>(1_000);

/** The time zone of the person's client, `UTC` when it told none that exists. */
export function timeZoneOf(activity: Activity): string {
  return knownTimeZoneOf(activity) ?? 'UTC';
}

/** The same; undefined when it told none that exists. */
export function knownTimeZoneOf({ entities = [], localTimezone }: Activity): string | undefined {
  for (const entity of entities) {
    const info = ClientInfo.safeParse(entity);
    if (info.success && exists(info.data.timezone)) return info.data.timezone;
  }
  return localTimezone !== undefined && exists(localTimezone) ? localTimezone : undefined;
}

function exists(timeZone: string): boolean {
  const remembered = known.get(timeZone);
  if (remembered !== undefined) return remembered;
  let found = false;
  try {
    found = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    // RangeError: there is no such zone
  }
  known.set(timeZone, found);
  return found;
}
