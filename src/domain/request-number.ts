import { isFollowed } from './followed-request.ts';
import type { DeskRecord, ServiceRequest } from './service-request.ts';

const OUR_OWN = /^(?:PSR|CASE)-[0-9A-Z]{6}$/i;

/**
 * Microsoft's number out of what a person typed or pasted (`#2101010050001234`, `TrackingID#2101…`, `616122292874576`, `1-1234567890123`);
 * undefined when it does not look like one. Partner Center and the portals use digits, some older systems letters and hyphens too:
 * 4–24 characters with at least four digits (cloud-apis 3.3; the portals' own forms are not documented). Our own references (`PSR-7K3123`) are none.
 */
export function requestNumberOf(typed: string): string | undefined {
  const number = typed.replace(/^.*#/s, '').trim();
  if (OUR_OWN.test(number)) return undefined;
  return /^(?=(?:[^0-9]*[0-9]){4})[A-Za-z0-9][A-Za-z0-9-]{2,22}[A-Za-z0-9]$/.test(number) ? number : undefined;
}

/**
 * Whether another number may take the place of the one that a filed request has: nobody but the person who typed or picked it says that it is the right one.
 * `record`: what the back end tells under the present number.
 */
export function isCorrectable(request: ServiceRequest, record: Pick<DeskRecord, 'title'> | undefined): boolean {
  const { state, route, reference, lostSince } = request;
  if (state !== 'filed') return false;
  if (!isFollowed(request) || lostSince !== undefined) return true;
  return route === 'azure-portal' && record !== undefined && !record.title.includes(reference);
}
