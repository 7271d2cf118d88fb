import type { TurnContext } from 'botbuilder';
import type { Notice } from '../cards/notice.ts';
import { filingRoute, type FilingAnswer } from '../src/domain/filing-route.ts';
import { canGoByPortal } from '../src/domain/portal-instead.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { RequestAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { filingNow, type FilingNeeds } from './filing-now.ts';
import { customerOf } from './request-customer.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate'> & FilingNeeds;

/**
 * Why a press that sends a request once more must not: by the table of the report it would go another way now, for this person or for everybody. undefined where it
 * goes its way, and where nothing would be sent anyway.
 */
export async function refusedWay(
  context: TurnContext,
  deps: Needs,
  request: ServiceRequest,
  action: RequestAction,
): Promise<Notice | undefined> {
  if (action.verb === 'request.byPortal' && canGoByPortal(request)) {
    const answer = await answerNow(context, deps, request, { inSupportGroup: action.inSupportGroup, portalChosen: true });
    if (answer.route === 'azure-portal') return undefined;
    // The portal asks of whoever files there what the report asked (B6).
    if (answer.reason === 'helpdesk-in-azure')
      return { name: 'portal-not-for-helpdesk', request: { requestId: request.id, version: action.version } };
    return { name: 'request-way-closed', now: answer, tenantId: request.tenantId, requestId: request.id };
  }
  if (action.verb !== 'request.retry' || (request.state !== 'failed' && request.state !== 'uncertain')) return undefined;
  // Whoever brought it to the portal was asked then.
  const byHand = request.route === 'azure-portal' || request.route === 'azure-portal-by-domain';
  const answer = await answerNow(context, deps, request, { inSupportGroup: byHand, portalChosen: request.route === 'azure-portal' });
  if (answer.route === request.route) return undefined;
  if (request.state === 'uncertain') return { name: 'request-way-closed-uncertain', now: answer, requestId: request.id };
  const portal = answer.route === 'azure-portal' && canGoByPortal(request) ? { requestId: request.id, version: action.version } : undefined;
  return { name: 'request-way-closed', now: answer, tenantId: request.tenantId, requestId: request.id, portal };
}

async function answerNow(
  context: TurnContext,
  deps: Needs,
  request: ServiceRequest,
  said: { readonly inSupportGroup: boolean; readonly portalChosen: boolean },
): Promise<FilingAnswer> {
  const { person, signal } = turnInput(context);
  const customer = await customerOf(deps, request);
  const access = await deps.gate.check(person, customer, signal);
  const { product, nature, criterion } = request;
  return filingRoute(await filingNow(context, deps, { customer, access }, { product, nature, criterion, ...said }));
}
