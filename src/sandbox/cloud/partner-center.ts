import { randomUUID } from 'node:crypto';
import { PARTNER } from '../world.ts';
import { answerOrRefusal, findRoute, header } from './exchange.ts';
import type { CloudApi, CloudReply, CloudRequest, Route } from './exchange.ts';
import { CUSTOMER_ROUTES } from './partner-center-customers.ts';
import { partnerCenterRefusal } from './partner-center-errors.ts';
import { PROFILE_ROUTES } from './partner-center-profiles.ts';
import { REQUEST_ROUTES } from './partner-center-requests.ts';
import type { PartnerCenterTurn } from './partner-center-turn.ts';
import type { CloudState } from './state.ts';
import { bearer, RESOURCES } from './tokens.ts';

const ROUTES: readonly Route<PartnerCenterTurn>[] = [...CUSTOMER_ROUTES, ...PROFILE_ROUTES, ...REQUEST_ROUTES];

/** Partner Center REST, as far as the bot speaks it. */
export function createPartnerCenter(state: CloudState): CloudApi {
  function handle(request: CloudRequest): CloudReply {
    const refuse = (status: number, code: string, description: string) =>
      partnerCenterRefusal({ state, request }, status, code, description);
    const token = bearer(state, request, RESOURCES.partnerCenter);
    if (token === 'missing') throw refuse(401, '800001', 'The partner token is missing.');
    if (token === 'invalid' || token === 'wrong-audience') throw refuse(401, '400', 'Access denied.');
    if (token.tid !== PARTNER.tenantId) throw refuse(403, '2032', 'Access denied.');
    const route = findRoute(ROUTES, request);
    if (route === undefined) throw refuse(404, '1000', 'Not found.');
    const reply = route({ request, state, token });
    if (header(request, 'validatemfa') !== 'true') return reply;
    return { ...reply, headers: { ...reply.headers, isMfaCompliant: String(token.amr.includes('mfa')) } };
  }

  return {
    answer(request) {
      const reply = answerOrRefusal(() => handle(request));
      return {
        ...reply,
        headers: {
          'MS-RequestId': header(request, 'ms-requestid') ?? randomUUID(),
          'MS-CorrelationId': header(request, 'ms-correlationid') ?? randomUUID(),
          'MS-CV': `${randomUUID().slice(0, 16)}.0`,
          'MS-ServerId': 'SANDBOX01',
          ...reply.headers,
        },
      };
    },
  };
}
