import type { FilingRoute } from './filing-route.ts';
import type { ServiceRequest } from './service-request.ts';

/** Where Microsoft can be asked for a request after it was filed, answered, and told that it is closed. The desks of the portals cannot. */
const FOLLOWED: readonly FilingRoute[] = ['partner-center', 'azure-support'];

/** Where a person files it, with what the bot prepares. */
const BY_HAND: readonly FilingRoute[] = ['azure-portal', 'azure-portal-by-domain', 'admin-center'];

/** Whose desk a request is read and changed at: what was filed in the Azure portal is a ticket of Azure Support as any other, once it was found there. */
export function followedBy({ route, azureTicket }: Pick<ServiceRequest, 'route' | 'azureTicket'>): FilingRoute {
  return azureTicket === undefined ? route : 'azure-support';
}

/** Whether what becomes of a request is seen from here. */
export function isFollowed(request: Pick<ServiceRequest, 'state' | 'route' | 'azureTicket'>): boolean {
  return request.state === 'filed' && FOLLOWED.includes(followedBy(request));
}

/** Whether text and link for a portal are still being made: nothing is on its way to Microsoft. */
export function isBeingPrepared({ state, route }: Pick<ServiceRequest, 'state' | 'route'>): boolean {
  return (state === 'ready' || state === 'sending') && BY_HAND.includes(route);
}
