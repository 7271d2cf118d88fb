import type { ServiceRequest } from '../../domain/service-request.ts';
import { azureInvalid } from './azure-support-failure.ts';

/** The newest version that is documented as stable (cloud-apis 4). */
const SUPPORT_VERSION = 'api-version=2024-04-01';
/** cloud-apis 4.9; not confirmed as the newest. */
export const SUBSCRIPTIONS = '/subscriptions?api-version=2022-12-01';
export const SERVICES = `/providers/Microsoft.Support/services?${SUPPORT_VERSION}`;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
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

/** The name of a ticket is its key: the same request has the same one, however often it is sent. */
export function ticketName({ reference }: ServiceRequest): string {
  return `csp-${reference.toLowerCase()}`;
}

/** A ticket, or what is below it. @throws {BackEndError} INVALID */
export function ticketPath(request: ServiceRequest, below = ''): string {
  return `${support(request)}/supportTickets/${ticketName(request)}${below}?${SUPPORT_VERSION}`;
}

/** @throws {BackEndError} INVALID */
export function nameCheckPath(request: ServiceRequest): string {
  return `${support(request)}/checkNameAvailability?${SUPPORT_VERSION}`;
}

function support({ azure }: ServiceRequest): string {
  const subscriptionId = azure?.subscriptionId ?? '';
  if (!GUID.test(subscriptionId)) throw azureInvalid('a subscription is needed');
  return `/subscriptions/${subscriptionId}/providers/Microsoft.Support`;
}

function refuse(message: string): never {
  throw azureInvalid(message);
}
