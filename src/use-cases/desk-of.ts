import type { FilingRoute } from '../domain/filing-route.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';

/** The desk that serves a route; undefined where nothing is filed. */
export function deskOf(desks: readonly ServiceDesk[], route: FilingRoute): ServiceDesk | undefined {
  return desks.find((desk) => desk.routes.includes(route));
}
