import type { ServiceRequest } from '../../domain/service-request.ts';
import { azureInvalid } from './azure-support-failure.ts';

/** The newest version that is documented as stable (cloud-apis 4). */
const SUPPORT_VERSION = 'api-version=2024-04-01';
/** cloud-apis 4.9; not confirmed as the newest. */
export const SUBSCRIPTIONS = '/subscriptions?api-version=2022-12-01';
export const SERVICES = `/providers/Microsoft.Support/services?${SUPPORT_VERSION}`;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Which names the portal gives is not documented. Never dots alone, which lead elsewhere. */
const NAME = /^(?!\.+$)[\w.-]{1,128}$/;
const SERVICE = /^\/providers\/Microsoft\.Support\/services\/[\w-]+$/i;
const PROBLEM = /^(\/providers\/Microsoft\.Support\/services\/[\w-]+)\/problemClassifications\/[\w-]+$/i;

/** @throws {BackEndError} INVALID when this is not the path of a service */
export function problemsOf(serviceId: string): string {
  if (!SERVICE.test(serviceId)) throw azureInvalid('not the path of a service');
  return `${serviceId}/problemClassifications?${SUPPORT_VERSION}`;
}

/** The service that a problem classification belongs to: its path begins with it. @throws {BackEndError} INVALID */
export function serviceOf(problemId: string): string {
  return PROBLEM.exec(problemId)?.[1] ?? refuse('not the path of a problem classification');
}

/** The name of a ticket is its key: the same request has the same one, however often it is sent. What was filed in the portal has a name of the portal's. */
export function ticketName({ reference, azureTicket }: ServiceRequest): string {
  return azureTicket?.name ?? `csp-${reference.toLowerCase()}`;
}

/** Whether a ticket of this name can be asked for: it becomes a part of a path. */
export function isTicketName(name: string): boolean {
  return NAME.test(name);
}

/** A ticket, or what is below it. @throws {BackEndError} INVALID */
export function ticketPath(request: ServiceRequest, below = ''): string {
  const name = ticketName(request);
  if (!isTicketName(name)) throw azureInvalid('not the name of a ticket');
  return `${support(subscriptionOf(request))}/supportTickets/${name}${below}?${SUPPORT_VERSION}`;
}

/** Tickets of a subscription that were made at `since` or later; at most 100 on a page (cloud-apis 4.3). @throws {BackEndError} INVALID */
export function ticketsPath(subscriptionId: string, { since, openOnly }: { readonly since: Date; readonly openOnly: boolean }): string {
  const created = `CreatedDate ge ${since.toISOString().slice(0, 19)}Z`;
  const filter = openOnly ? `Status eq 'Open' and ${created}` : created;
  return `${support(subscriptionId)}/supportTickets?${SUPPORT_VERSION}&$top=100&$filter=${encodeURIComponent(filter)}`;
}

/** @throws {BackEndError} INVALID */
export function nameCheckPath(request: ServiceRequest): string {
  return `${support(subscriptionOf(request))}/checkNameAvailability?${SUPPORT_VERSION}`;
}

function subscriptionOf({ azure, azureTicket }: ServiceRequest): string {
  return azureTicket?.subscriptionId ?? azure?.subscriptionId ?? '';
}

function support(subscriptionId: string): string {
  if (!GUID.test(subscriptionId)) throw azureInvalid('a subscription is needed');
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Support`;
}

function refuse(message: string): never {
  throw azureInvalid(message);
}
