import type { AdminPortal } from '../domain/admin-portal.ts';

/** Knows the portals in which one customer's services are administered. */
export interface PortalDirectory {
  /**
   * Every portal Microsoft lists for the customer, in its order; links that are not https on a host of Microsoft's are left out. Empty when it lists none.
   *
   * @throws {BackEndError} FORBIDDEN without a relationship, NOT_FOUND …
   */
  portalsOf(tenantId: string, signal: AbortSignal): Promise<readonly AdminPortal[]>;
}
