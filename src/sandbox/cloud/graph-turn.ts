import { PARTNER } from '../world.ts';
import { Refusal } from './exchange.ts';
import type { CloudRequest } from './exchange.ts';
import { graphError } from './graph-errors.ts';
import type { HealthThrottle } from './health-throttle.ts';
import type { CloudState } from './state.ts';
import type { AccessToken } from './tokens.ts';

/** One authorised request to Graph. */
export interface GraphTurn {
  readonly request: CloudRequest;
  readonly state: CloudState;
  readonly token: AccessToken;
  readonly throttle: HealthThrottle;
}

/** Refuses a token of another tenant than the partner's. */
export function atPartner({ request, token }: GraphTurn): void {
  if (token.tid === PARTNER.tenantId) return;
  throw new Refusal(graphError(request, 403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.'));
}
