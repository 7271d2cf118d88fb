import { ADMIN_SERVICES, isSubscribed, type AdminService } from './admin-service.ts';
import type { CustomerEstate } from './customer-estate.ts';

/** Who told a link. `template`: our own table, with the date of its knowledge. */
export const PORTAL_SOURCES = ['graph', 'partner-center', 'template'] as const;
export type PortalSource = (typeof PORTAL_SOURCES)[number];

/** Where a service of one customer is administered. */
export interface AdminPortal {
  /** undefined: a service that is not in our table, kept under its own name. */
  readonly service: AdminService | undefined;
  /** What the source calls the service, in English. */
  readonly name: string;
  /** https, on a host of Microsoft's. */
  readonly url: string;
  readonly source: PortalSource;
}

/**
 * One portal for each service: the first that is given, so put what Microsoft lists before our templates. Most used first, those of services we do not know
 * last. With an estate only what makes sense for its subscriptions; without one everything.
 */
export function offeredPortals(given: readonly AdminPortal[], estate: CustomerEstate | undefined): readonly AdminPortal[] {
  const byService = new Map<string, AdminPortal>();
  for (const portal of given) {
    const key = portal.service ?? `named ${portal.name.toLowerCase()}`;
    if (!byService.has(key)) byService.set(key, portal);
  }
  return [...byService.values()]
    .filter(({ service }) => service === undefined || estate === undefined || isSubscribed(service, estate))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ service }: AdminPortal): number {
  return service === undefined ? ADMIN_SERVICES.length : ADMIN_SERVICES.indexOf(service);
}
