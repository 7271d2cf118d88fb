import type { ErrorCode } from './errors.ts';
import type { ServiceRequest } from './service-request.ts';

/** Refusals of Azure Support that a person who signs in to the portal need not meet: the plan, the role and the registration are those of the API. */
const REFUSALS: readonly string[] = ['PLAN_NEEDED', 'FORBIDDEN', 'MISCONFIGURED'] satisfies ErrorCode[];

/** Certainly not with Azure Support: nothing is doubled when a person takes it to the portal. */
export function canGoByPortal({ state, route }: Pick<ServiceRequest, 'state' | 'route'>): boolean {
  return state === 'failed' && route === 'azure-support';
}

/** Whether that is offered at once: another try would be refused too. */
export function mayGoByPortal(request: Pick<ServiceRequest, 'state' | 'route' | 'failure'>): boolean {
  return canGoByPortal(request) && REFUSALS.includes(request.failure?.code ?? '');
}
