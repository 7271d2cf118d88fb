import type { HealthSnapshot } from '../domain/service-health.ts';

/** The last health seen of each tenant, with its age. */
export interface HealthStore {
  /**
   * Stores what was read, and groups its open issues into incidents over all customers, in one transaction: an issue not seen before makes the incident,
   * a newer one changes it, and one that is not listed any more does not hit this customer any more; and enqueues `announce-incident` for each of them. Cheap when nothing changed. A reading older than the
   * stored one is left out. True when the details of some incident may have changed by it.
   */
  save(snapshot: HealthSnapshot): Promise<boolean>;
  latest(tenantId: string): Promise<HealthSnapshot | undefined>;
}
