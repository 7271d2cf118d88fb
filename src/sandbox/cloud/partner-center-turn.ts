import type { CloudRequest } from './exchange.ts';
import { partnerCenterRefusal } from './partner-center-errors.ts';
import type { CloudState } from './state.ts';
import type { AccessToken } from './tokens.ts';

/** One authorised request to Partner Center. */
export interface PartnerCenterTurn {
  readonly request: CloudRequest;
  readonly state: CloudState;
  readonly token: AccessToken;
}

/** Refuses application tokens, and users who did not sign in with MFA (900421). */
export function userWithMfa(turn: PartnerCenterTurn): void {
  if (turn.token.idtyp === 'app') throw partnerCenterRefusal(turn, 401, '400', 'Access denied.');
  if (!turn.token.amr.includes('mfa') || turn.state.behaviour.mfa === 'asked') {
    throw partnerCenterRefusal(turn, 401, '900421', 'Multi-factor authentication is required.');
  }
}
