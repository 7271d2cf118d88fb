import type { AdminPortal } from '../domain/admin-portal.ts';

/** The portals last listed for each customer, with their age. */
export interface PortalStore {
  /** An older reading never replaces a newer one. */
  save(tenantId: string, portals: readonly AdminPortal[], at: Date): Promise<void>;
  of(tenantId: string): Promise<{ readonly portals: readonly AdminPortal[]; readonly readAt: Date } | undefined>;
}
