import type { FilingRoute } from './filing-route.ts';
import type { ServiceRequest } from './service-request.ts';

/** Where Microsoft can be asked for a request after it was filed, answered, and told that it is closed. The desks of the portals cannot. */
const FOLLOWED: readonly FilingRoute[] = ['partner-center', 'azure-support'];

/** Whether what becomes of a request is seen from here. */
export function isFollowed({ state, route }: Pick<ServiceRequest, 'state' | 'route'>): boolean {
  return state === 'filed' && FOLLOWED.includes(route);
}
