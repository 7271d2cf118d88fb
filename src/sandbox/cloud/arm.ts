import { json } from './exchange.ts';
import type { CloudApi } from './exchange.ts';
import type { CloudState } from './state.ts';
import { bearer, RESOURCES } from './tokens.ts';

/** Azure Resource Manager: tokens are checked, no operation is offered. */
export function createArm(state: CloudState): CloudApi {
  return {
    answer(request) {
      const token = bearer(state, request, RESOURCES.arm);
      if (token === 'missing') return armError(401, 'AuthenticationFailed', 'Authentication failed. The Authorization header is missing.');
      if (token === 'wrong-audience')
        return armError(401, 'InvalidAuthenticationTokenAudience', 'The access token has been obtained for the wrong audience.');
      if (token === 'invalid') return armError(401, 'ExpiredAuthenticationToken', 'The access token is expired or not valid.');
      return armError(501, 'NotImplemented', 'The sandbox does not offer this operation.');
    },
  };
}

function armError(status: number, code: string, message: string) {
  return json(status, { error: { code, message } });
}
