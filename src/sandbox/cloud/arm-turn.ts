import { json, Refusal } from './exchange.ts';
import type { CloudRequest } from './exchange.ts';
import type { CloudState } from './state.ts';
import type { AccessToken } from './tokens.ts';

/** One authorised request to Azure Resource Manager. */
export interface ArmTurn {
  readonly request: CloudRequest;
  readonly state: CloudState;
  readonly token: AccessToken;
  /** A token of the partner's tenant came along: the service can see the partner's plan. */
  readonly showsPartnerPlan: boolean;
}

/** A refusal in ARM's error body (cloud-apis 0.3, 4.10). */
export function armRefusal(status: number, code: string, message: string): Refusal {
  return new Refusal(json(status, { error: { code, message, details: [] } }));
}
