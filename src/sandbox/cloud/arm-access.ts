import { PARTNER } from '../world.ts';
import type { Signing } from '../signing.ts';
import { armRefusal } from './arm-turn.ts';
import type { ArmTurn } from './arm-turn.ts';
import { AZURE_SUBSCRIPTIONS } from './azure-subscriptions.ts';
import type { WorldAzureSubscription } from './azure-subscriptions.ts';
import { header } from './exchange.ts';
import type { CloudRequest } from './exchange.ts';
import type { CloudState } from './state.ts';
import { bearer, RESOURCES } from './tokens.ts';
import type { AccessToken } from './tokens.ts';

/** Auxiliary tokens that one request may carry. */
const MOST_AUXILIARY = 3;
const WRITERS: ReadonlySet<WorldAzureSubscription['role']> = new Set(['owner', 'support']);

/** Who asks, with which proof of a plan (cloud-apis 4.9). Throws the refusal. */
export function authorised(state: CloudState, signing: Signing, request: CloudRequest): ArmTurn {
  const token = bearer(state, request, RESOURCES.arm);
  if (token === 'missing') throw armRefusal(401, 'AuthenticationFailed', 'Authentication failed. The Authorization header is missing.');
  if (token === 'wrong-audience')
    throw armRefusal(401, 'InvalidAuthenticationTokenAudience', 'The access token has been obtained for the wrong audience.');
  if (token === 'invalid') throw armRefusal(401, 'ExpiredAuthenticationToken', 'The access token is expired or not valid.');
  if (token.idtyp === 'user' && (state.behaviour.mfa === 'asked' || state.askingMfa.has(token.tid)))
    throw armRefusal(
      401,
      'InvalidAuthenticationToken',
      'Continuous access evaluation resulted in challenge with result: InteractionRequired.',
    );
  const auxiliary = auxiliaryTokens(state, signing, request);
  return { request, state, token, showsPartnerPlan: [token, ...auxiliary].some(({ tid }) => tid === PARTNER.tenantId) };
}

/** Every auxiliary token must be in force, for ARM and of the partner's tenant; one that is not refuses the whole request. */
function auxiliaryTokens(state: CloudState, signing: Signing, request: CloudRequest): AccessToken[] {
  const given = header(request, 'x-ms-authorization-auxiliary');
  if (given === undefined) return [];
  const refused = armRefusal(401, 'InvalidAuthenticationToken', 'The auxiliary access token is invalid.');
  const texts = given.split(',').map((text) => /^Bearer (\S+)$/.exec(text.trim())?.[1]);
  if (texts.length > MOST_AUXILIARY) throw refused;
  return texts.map((text) => {
    const claims = text === undefined ? undefined : signing.verify(text);
    const token = bearer(state, { ...request, headers: { authorization: given }, claims }, RESOURCES.arm);
    if (typeof token === 'string' || token.tid !== PARTNER.tenantId) throw refused;
    return token;
  });
}

/** The subscriptions on which the caller has any role. */
export function visibleSubscriptions({ token }: ArmTurn): readonly WorldAzureSubscription[] {
  // What an application may do by itself would have to be granted to its service principal: nobody did.
  if (token.idtyp === 'app') return [];
  return AZURE_SUBSCRIPTIONS.filter(({ tenantId, role }) => tenantId === token.tid && role !== 'none');
}

/** The subscription of a path, for a caller of its tenant who may do `action` (`Microsoft.Support/…/write` or `/read`). Throws the refusal. */
export function subscriptionFor(turn: ArmTurn, id: string, action: string): WorldAzureSubscription {
  const found = AZURE_SUBSCRIPTIONS.find((subscription) => subscription.id === id.toLowerCase());
  if (found === undefined) throw armRefusal(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`);
  const { token, state } = turn;
  if (found.tenantId !== token.tid) {
    const [wrong, right] = [token.tid, found.tenantId].map((tenant) => `https://sts.windows.net/${tenant}/`);
    const message = `The access token is from the wrong issuer '${wrong}'. It must match the tenant '${right}' associated with this subscription.`;
    throw armRefusal(401, 'InvalidAuthenticationTokenTenant', message);
  }
  const writes = action.endsWith('/write');
  const allowed =
    visibleSubscriptions(turn).includes(found) && (!writes || (WRITERS.has(found.role) && state.behaviour.azureRights === 'seeded'));
  if (!allowed) {
    const message = `The client '${token.oid}' does not have authorization to perform action '${action}' over scope '/subscriptions/${id}'.`;
    throw armRefusal(403, 'AuthorizationFailed', message);
  }
  if (!found.registered) {
    const message =
      "The subscription is not registered to use namespace 'Microsoft.Support'. See https://aka.ms/rps-not-found for how to register subscriptions.";
    throw armRefusal(409, 'MissingSubscriptionRegistration', message);
  }
  if (writes && found.state === 'Disabled') {
    const message = `The subscription '${id}' is disabled and therefore marked as read only. You cannot perform any write actions on this subscription until it is re-enabled.`;
    throw armRefusal(409, 'ReadOnlyDisabledSubscription', message);
  }
  return found;
}

/** The words of the real service; its code is not documented, so clients go by them. */
const NO_PLAN =
  'Your support plan type is CSP. To create and update support tickets, and add communication operations, you need access to our high tier-support plans. Learn more at https://aka.ms/supportticketAPI';

/** What is wrong with the caller's plan; undefined when it entitles to this API. */
export function planProblem({ state, showsPartnerPlan }: ArmTurn): { code: string; message: string } | undefined {
  return showsPartnerPlan && state.behaviour.azurePlan === 'unified' ? undefined : { code: 'Forbidden', message: NO_PLAN };
}

/** Refuses a caller without a plan. */
export function entitled(turn: ArmTurn): void {
  const problem = planProblem(turn);
  if (problem !== undefined) throw armRefusal(403, problem.code, problem.message);
}
