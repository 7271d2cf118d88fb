import type { IncidentDetails } from '../domain/incident.ts';
import type { ServiceHealthOverview } from '../domain/service-health.ts';

/** Reads the health of the Microsoft 365 services that one tenant subscribes to. */
export interface HealthSource {
  /**
   * Every service with its open issues, in the order given by Microsoft. Two requests: services, and open issues without their posts.
   *
   * @throws {BackEndError} CONSENT_MISSING, FORBIDDEN, SIGN_IN_NEEDED, THROTTLED … An error is never "healthy".
   */
  overviews(tenantId: string, signal: AbortSignal): Promise<readonly ServiceHealthOverview[]>;

  /**
   * One issue with its posts, open or over; undefined when this tenant does not see it (any more).
   *
   * @throws {BackEndError}
   */
  incident(tenantId: string, issueId: string, signal: AbortSignal): Promise<IncidentDetails | undefined>;
}
