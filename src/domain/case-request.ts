import type { RequestState, ServiceRequest } from './service-request.ts';
import type { CaseAction } from './support-case.ts';

type Told = Extract<CaseAction, { readonly kind: 'request' }>;

/** Whether the cases of a request are told that it came to this: the way there is of no interest. */
export function isToldToCase(state: RequestState): state is Told['state'] {
  return state === 'filed' || state === 'handed-off' || state === 'failed' || state === 'uncertain';
}

/** What a case is told of its request, and the key by which it is told once; undefined while it is under way. */
export function toldToCase({
  id: requestId,
  state,
  number,
  attempts,
}: Pick<ServiceRequest, 'id' | 'state' | 'number' | 'attempts'>): { readonly action: Told; readonly key: string } | undefined {
  if (!isToldToCase(state)) return undefined;
  // A number that was corrected is news, and so is a second attempt that came to the same.
  return { action: { kind: 'request', requestId, state, number }, key: `request ${requestId} ${state} ${attempts} ${number ?? ''}` };
}
