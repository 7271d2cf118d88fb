import type { ErrorCode } from './errors.ts';
import type { ServiceRequest } from './service-request.ts';

/** Refusals of Azure Support that a person who signs in to the portal need not meet: the plan, the role and the registration are those of the API. */
const REFUSALS: readonly string[] = ['PLAN_NEEDED', 'FORBIDDEN', 'MISCONFIGURED'] satisfies ErrorCode[];

/** Whether a request that Azure Support certainly did not take can be filed in the Azure portal instead. */
export function mayGoByPortal({ state, route, failure }: Pick<ServiceRequest, 'state' | 'route' | 'failure'>): boolean {
  return state === 'failed' && route === 'azure-support' && REFUSALS.includes(failure?.code ?? '');
}
