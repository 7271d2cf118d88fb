import { BotError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { HealthSource } from '../ports/health-source.ts';
import type { DueIncident, IncidentStore } from '../ports/incident-store.ts';

/**
 * Reads the details of every incident whose posts are behind, or that may be over, each as one of the customers that see it. One that cannot be read is
 * left for the next round and does not keep the others. Gives how many were read.
 */
export type ReadIncidents = (signal: AbortSignal) => Promise<number>;

const MOST = 200;
const AT_ONCE = 8;

export function readIncidents(deps: {
  readonly source: Pick<HealthSource, 'incident'>;
  readonly incidents: Pick<IncidentStore, 'takeDue' | 'saveDetails' | 'endUnlisted'>;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): ReadIncidents {
  const { source, incidents, clock, log } = deps;

  async function read({ issueId, tenantId }: DueIncident, signal: AbortSignal): Promise<void> {
    const details = tenantId === undefined ? undefined : await source.incident(tenantId, issueId, signal);
    if (details === undefined) await incidents.endUnlisted(issueId, clock.now());
    else await incidents.saveDetails(details, clock.now());
  }

  return async (signal) => {
    const due = await incidents.takeDue(clock.now(), MOST);
    let done = 0;
    for (let from = 0; from < due.length && !signal.aborted; from += AT_ONCE) {
      const batch = due.slice(from, from + AT_ONCE);
      const results = await Promise.allSettled(batch.map((incident) => read(incident, signal)));
      for (const [index, result] of results.entries()) {
        if (result.status === 'fulfilled') done++;
        else log('incident not read', { ...batch[index], code: result.reason instanceof BotError ? result.reason.code : 'INTERNAL' });
      }
    }
    return done;
  };
}
