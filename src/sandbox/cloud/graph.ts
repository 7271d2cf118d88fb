import { randomUUID } from 'node:crypto';
import { PARTNER } from '../world.ts';
import { answerOrRefusal, findRoute, header, Refusal } from './exchange.ts';
import type { CloudApi, CloudReply, CloudRequest, Route } from './exchange.ts';
import { DIRECTORY_ROUTES } from './graph-directory.ts';
import { graphError } from './graph-errors.ts';
import { HEALTH_ROUTES } from './graph-health.ts';
import { PARTNER_ROUTES } from './graph-partner.ts';
import { createHealthThrottle } from './health-throttle.ts';
import type { GraphTurn } from './graph-turn.ts';
import { BadQuery } from './odata.ts';
import type { CloudState } from './state.ts';
import { bearer, RESOURCES } from './tokens.ts';
import type { AccessToken } from './tokens.ts';

const ROUTES: readonly Route<GraphTurn>[] = [...HEALTH_ROUTES, ...PARTNER_ROUTES, ...DIRECTORY_ROUTES];

/** Microsoft Graph v1.0, as far as the bot speaks it. */
export function createGraph(state: CloudState): CloudApi {
  const throttle = createHealthThrottle(state);

  function handle(request: CloudRequest): CloudReply {
    const token = authorised(state, request);
    const route = findRoute(ROUTES, request);
    if (route === undefined) return graphError(request, 400, 'BadRequest', 'Resource not found for the segment.');
    try {
      return route({ request, state, token, throttle });
    } catch (error) {
      if (error instanceof BadQuery) return graphError(request, 400, 'BadRequest', error.message);
      throw error;
    }
  }

  return {
    answer(request) {
      const reply = answerOrRefusal(() => handle(request));
      const clientRequestId = header(request, 'client-request-id');
      return {
        ...reply,
        headers: {
          'request-id': randomUUID(),
          ...(clientRequestId === undefined ? {} : { 'client-request-id': clientRequestId }),
          'x-ms-ags-diagnostic': '{"ServerInfo":{"DataCenter":"Sandbox"}}',
          ...reply.headers,
        },
      };
    },
  };
}

function authorised(state: CloudState, request: CloudRequest): AccessToken {
  const token = bearer(state, request, RESOURCES.graph);
  const refuse = (code: string, message: string) => new Refusal(graphError(request, 401, code, message));
  if (token === 'missing') throw refuse('InvalidAuthenticationToken', 'Access token is empty.');
  if (token === 'invalid') throw refuse('InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.');
  if (token === 'wrong-audience') throw refuse('InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.');
  if (token.idtyp === 'user' && (state.behaviour.mfa === 'asked' || state.askingMfa.has(token.tid))) {
    throw refuse('InvalidAuthenticationToken', 'Continuous access evaluation resulted in challenge with result: InteractionRequired.');
  }
  if (token.tid !== PARTNER.tenantId && state.withoutConsent.has(token.tid)) {
    throw refuse('Authorization_IdentityNotFound', 'The identity of the calling application could not be established.');
  }
  return token;
}
