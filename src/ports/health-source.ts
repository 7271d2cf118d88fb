import type { ServiceHealthOverview } from '../domain/service-health.ts';

/** Reads the health of the Microsoft 365 services that one tenant subscribes to. */
export interface HealthSource {
  /**
   * Every service with its open issues, in the order given by Microsoft.
   *
   * @throws {BackEndError} CONSENT_MISSING, FORBIDDEN, SIGN_IN_NEEDED … An error is never "healthy".
   */
  overviews(tenantId: string, signal: AbortSignal): Promise<readonly ServiceHealthOverview[]>;
}
