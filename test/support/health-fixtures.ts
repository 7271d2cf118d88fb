import type { Incident, IncidentDetails } from '../../src/domain/incident.ts';
import type { HealthIssue, HealthSnapshot } from '../../src/domain/service-health.ts';

export const NOON = new Date('2026-03-02T12:00:00Z');
export const later = (minutes: number): Date => new Date(NOON.getTime() + minutes * 60_000);

export function anIssue(id: string, some: Partial<HealthIssue> = {}): HealthIssue {
  return {
    id,
    title: `Trouble ${id}`,
    service: 'Exchange Online',
    classification: 'incident',
    status: 'serviceDegradation',
    rawStatus: 'serviceDegradation',
    startedAt: NOON,
    modifiedAt: NOON,
    impact: 'Late',
    feature: undefined,
    highImpact: false,
    ...some,
  };
}

/** A tenant with one service that has these open issues. */
export function aSnapshot(tenantId: string, fetchedAt: Date, issues: readonly HealthIssue[]): HealthSnapshot {
  const status = issues.length === 0 ? 'serviceOperational' : 'serviceDegradation';
  return { tenantId, fetchedAt, overviews: [{ id: 'Exchange', service: 'Exchange Online', status, rawStatus: status, issues }] };
}

export function someDetails(id: string, some: Partial<IncidentDetails> = {}): IncidentDetails {
  return {
    ...anIssue(id),
    featureGroup: 'Mail',
    endedAt: undefined,
    resolved: false,
    posts: [{ at: NOON, text: 'We look into it. Next update by: Monday, March 2, 2026, at 4:30 PM UTC' }],
    ...some,
  };
}

/** Open, its posts not read yet. */
export function anIncident(id: string, some: Partial<Incident> = {}): Incident {
  return {
    ...someDetails(id),
    featureGroup: undefined,
    posts: [],
    firstSeenAt: NOON,
    resolvedAt: undefined,
    nextUpdateAt: undefined,
    postsKnown: false,
    ...some,
  };
}
