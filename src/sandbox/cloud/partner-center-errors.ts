import { json, Refusal } from './exchange.ts';
import type { PartnerCenterTurn } from './partner-center-turn.ts';

const TITLES: Readonly<Record<number, string>> = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' };

/** A refusal of Partner Center, in the classic body or as problem details (cloud-apis 0.3, 3.10). */
export function partnerCenterRefusal(
  { state, request }: Pick<PartnerCenterTurn, 'state' | 'request'>,
  status: number,
  code: string,
  description: string,
): Refusal {
  if (state.behaviour.partnerCenterErrors === 'problem') {
    const problem = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail: description, instance: request.path };
    return new Refusal(json(status, problem, { 'content-type': 'application/problem+json' }));
  }
  return new Refusal(json(status, { code, description, data: [], source: 'PartnerFD' }));
}
