import type { HealthSnapshot } from '../domain/service-health.ts';

/** The last health seen of each tenant, with its age. */
export interface HealthStore {
  save(snapshot: HealthSnapshot): Promise<void>;
  latest(tenantId: string): Promise<HealthSnapshot | undefined>;
}
