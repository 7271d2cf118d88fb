/** Every status Graph documents (cloud-apis 1.4). Others arrive too and are kept as `unknown` with the raw text. */
export const HEALTH_STATUSES = [
  'serviceOperational',
  'investigating',
  'restoringService',
  'verifyingService',
  'serviceRestored',
  'postIncidentReviewPublished',
  'serviceDegradation',
  'serviceInterruption',
  'extendedRecovery',
  'falsePositive',
  'investigationSuspended',
  'resolved',
  'mitigatedExternal',
  'mitigated',
  'resolvedExternal',
  'confirmed',
  'reported',
] as const;
export type HealthStatus = (typeof HEALTH_STATUSES)[number] | 'unknown';

export type IssueClassification = 'incident' | 'advisory' | 'unknown';

/** Of an issue's impact as it is kept, in UTF-16 units: no card shows more, and a copy is stored for every customer. */
export const LONGEST_IMPACT = 8000;

/** One issue Microsoft reports for one tenant. Texts are Microsoft's, plain, untrusted for markdown. */
export interface HealthIssue {
  readonly id: string;
  readonly title: string;
  /** Display name of the service, the same word as `ServiceHealthOverview.service`. */
  readonly service: string;
  readonly classification: IssueClassification;
  readonly status: HealthStatus;
  /** What Microsoft wrote, for a status we do not know. */
  readonly rawStatus: string;
  readonly startedAt: Date;
  /** When Microsoft last changed anything about it: the change marker. */
  readonly modifiedAt: Date;
  /** At most `LONGEST_IMPACT` characters. */
  readonly impact: string;
  readonly feature: string | undefined;
  readonly highImpact: boolean;
}

/** The health of one service of one tenant, with its open issues. */
export interface ServiceHealthOverview {
  readonly id: string;
  readonly service: string;
  readonly status: HealthStatus;
  readonly rawStatus: string;
  readonly issues: readonly HealthIssue[];
}

/** A tenant's health as last read, and when. */
export interface HealthSnapshot {
  readonly tenantId: string;
  readonly fetchedAt: Date;
  readonly overviews: readonly ServiceHealthOverview[];
}

const HEALTHY: ReadonlySet<HealthStatus> = new Set([
  'serviceOperational',
  'serviceRestored',
  'postIncidentReviewPublished',
  'falsePositive',
  'resolved',
  'mitigatedExternal',
  'mitigated',
  'resolvedExternal',
]);
/** Healthy, by this project's reading of Microsoft's statuses. An unknown status is never healthy. */
export function isHealthy(status: HealthStatus): boolean {
  return HEALTHY.has(status);
}

/** Whether people should look at a service: it is not healthy, or Microsoft has an open issue with it. */
export function hasTrouble({ status, issues }: Pick<ServiceHealthOverview, 'status' | 'issues'>): boolean {
  return !isHealthy(status) || issues.length > 0;
}

const WORST_FIRST: readonly HealthStatus[] = [
  'serviceInterruption',
  'serviceDegradation',
  'confirmed',
  'reported',
  'investigating',
  'restoringService',
  'verifyingService',
  'extendedRecovery',
  'unknown',
  'investigationSuspended',
];
/** 0 is worst; healthy statuses come last. */
export function rankOf(status: HealthStatus): number {
  const rank = WORST_FIRST.indexOf(status);
  return rank === -1 ? WORST_FIRST.length : rank;
}

/** Reads a status of any casing (Graph prints both `serviceRestored` and `ServiceRestored`). */
export function healthStatusOf(raw: string): HealthStatus {
  const wanted = raw.toLowerCase();
  return HEALTH_STATUSES.find((status) => status.toLowerCase() === wanted) ?? 'unknown';
}

/** Services worst first, then by name. */
export function worstFirst(overviews: readonly ServiceHealthOverview[]): readonly ServiceHealthOverview[] {
  return overviews.toSorted((a, b) => rankOf(a.status) - rankOf(b.status) || a.service.localeCompare(b.service, 'en'));
}
