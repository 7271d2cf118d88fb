import { followedBy } from '../domain/followed-request.ts';
import type { ServiceRequest } from '../domain/service-request.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';

/** The desk that serves a request; undefined where nothing is filed. */
export function deskOf(desks: readonly ServiceDesk[], request: Pick<ServiceRequest, 'route' | 'azureTicket'>): ServiceDesk | undefined {
  const route = followedBy(request);
  return desks.find((desk) => desk.routes.includes(route));
}
