import { toldToCases } from '../domain/case-incident.ts';
import type { SupportCase } from '../domain/support-case.ts';
import type { AnnouncementStore } from '../ports/announcement-store.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { ActOnCase } from './act-on-case.ts';
import type { OpenIncidentCase } from './open-incident-case.ts';

/**
 * Writes onto the open cases tied to an incident what was announced of it since they are tied, each change once however often the job runs, and opens one where
 * the plan says so.
 */
export type FollowCaseIncident = (issueId: string, signal: AbortSignal) => Promise<void>;

/** The job comes with every change: more than these are never left over. */
const CHANGES = 20;
const EVENTS = 200;

export function followCaseIncident(deps: {
  readonly cases: Pick<CaseStore, 'ofIncident' | 'events'>;
  readonly announcements: Pick<AnnouncementStore, 'changes'>;
  readonly actOnCase: ActOnCase;
  readonly openIncidentCase: OpenIncidentCase;
}): FollowCaseIncident {
  const { cases, announcements, actOnCase, openIncidentCase } = deps;

  /** What was announced before is shown by the incident itself. */
  async function tiedAt({ id, openedAt }: SupportCase, issueId: string): Promise<Date> {
    const events = await cases.events(id, EVENTS);
    return events.findLast(({ kind, detail }) => kind === 'link' && detail.issueId === issueId)?.at ?? openedAt;
  }

  return async (issueId, signal) => {
    const tied = await cases.ofIncident(issueId);
    const changes = tied.length === 0 ? [] : await announcements.changes(issueId, CHANGES);
    for (const one of tied) {
      const since = await tiedAt(one, issueId);
      for (const { revision, at, kinds } of changes) {
        signal.throwIfAborted();
        const change = toldToCases(kinds);
        if (change === undefined || at <= since) continue;
        await actOnCase(one.id, { kind: 'incident', issueId, change }, 'system', { key: `incident ${issueId} ${revision}` });
      }
    }
    await openIncidentCase(issueId, 'high-impact');
  };
}
