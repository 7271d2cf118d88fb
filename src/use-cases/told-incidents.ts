import type { Incident } from '../domain/incident.ts';
import { hitIndex, type HitIndex } from '../domain/watch.ts';
import type { AnnouncementStore } from '../ports/announcement-store.ts';
import type { Clock } from '../ports/clock.ts';

/** An incident as it is told, the same for all places. */
export interface ToldIncident {
  readonly incident: Incident;
  readonly revision: number;
  readonly hits: HitIndex;
}

/** Incidents in the middle of being told; undefined for one that is not kept any more. At least as new as the revision. */
export type ToldIncidents = (issueId: string, revision: number) => Promise<ToldIncident | undefined>;

/** Whose access to which customer is looked at anew so often. */
const KEEP_MS = 10_000;
const MOST = 20;

/** Reads an incident once for many places: it may hit thousands of customers. */
export function toldIncidents(deps: { readonly announcements: Pick<AnnouncementStore, 'current'>; readonly clock: Clock }): ToldIncidents {
  const { announcements, clock } = deps;
  const kept = new Map<string, { readonly until: number; readonly revision: number; readonly told: Promise<ToldIncident | undefined> }>();

  async function read(issueId: string): Promise<ToldIncident | undefined> {
    const current = await announcements.current(issueId, clock.now());
    return current && { incident: current.incident, revision: current.revision, hits: hitIndex(current.hits) };
  }

  return async (issueId, revision) => {
    const now = clock.now().getTime();
    const known = kept.get(issueId);
    if (known !== undefined && now < known.until) {
      const told = await known.told;
      if (told === undefined || told.revision >= revision || known.revision >= revision) return told;
      // Others that waited with us may have asked anew by now.
      const newer = kept.get(issueId);
      if (newer !== undefined && newer.revision >= revision) return newer.told;
    }
    const told = read(issueId);
    kept.delete(issueId);
    kept.set(issueId, { until: now + KEEP_MS, revision, told });
    told.catch(() => kept.delete(issueId));
    const oldest = kept.size > MOST ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    return told;
  };
}
