import { randomUUID, timingSafeEqual } from 'node:crypto';
import { BOT, PARTNER } from '../world.ts';
import type { Signing } from '../signing.ts';
import { createAuthorization } from './authorize.ts';
import type { Authorization } from './authorize.ts';
import { customerById, CUSTOMERS, NEWCOMER } from './customers.ts';
import { entraRefusal } from './entra-errors.ts';
import type { EntraCode } from './entra-errors.ts';
import { answerOrRefusal, findRoute, json } from './exchange.ts';
import type { CloudApi, CloudReply, CloudRequest, Route } from './exchange.ts';
import { relationshipInForce } from './relationships.ts';
import { isRefreshToken, newRefreshToken } from './refresh-tokens.ts';
import type { CloudState } from './state.ts';
import { DELEGATED, issueAppToken, issueUserToken, RESOURCES } from './tokens.ts';
import type { Resource } from './tokens.ts';

const LOGIN = 'https://login.microsoftonline.com';
const OPENID_SCOPES = new Set(['openid', 'profile', 'offline_access', 'email']);
/** The tenant in which multi-tenant bots ask for their channel token. */
const BOT_FRAMEWORK_TENANT = 'd6d49420-f39b-4df7-a1dc-d59a935871db';

interface Turn {
  readonly request: CloudRequest;
  readonly state: CloudState;
  readonly signing: Signing;
  readonly authorization: Authorization;
}

const ROUTES: readonly Route<Turn>[] = [
  { method: 'GET', path: /^\/common\/discovery\/instance$/, handle: () => json(200, instances()) },
  {
    method: 'GET',
    path: /^\/(?<tenant>[^/]+)\/v2\.0\/\.well-known\/openid-configuration$/,
    handle: (_, { tenant = '' }) => json(200, metadata(tenant)),
  },
  { method: 'GET', path: /^\/[^/]+\/discovery\/v2\.0\/keys$/, handle: ({ signing }) => json(200, { keys: [signing.jwk] }) },
  { method: 'GET', path: /^\/[^/]+\/oauth2\/v2\.0\/authorize$/, handle: ({ authorization, request }) => authorization.page(request) },
  { method: 'POST', path: /^\/[^/]+\/oauth2\/v2\.0\/authorize$/, handle: ({ authorization, request }) => authorization.signIn(request) },
  { method: 'POST', path: /^\/(?<tenant>[^/]+)\/oauth2\/v2\.0\/token$/, handle: (turn, { tenant = '' }) => token(turn, tenant) },
];

/** Entra ID: metadata, sign-in page and token endpoint of every tenant of the sandbox. */
export function createLogin(state: CloudState, signing: Signing): CloudApi {
  const authorization = createAuthorization(state);
  return {
    answer(request) {
      const handle = findRoute(ROUTES, request);
      if (handle === undefined) return json(404, { error: 'not_found' });
      return answerOrRefusal(() => handle({ request, state, signing, authorization }));
    },
  };
}

function instances(): unknown {
  const host = new URL(LOGIN).host;
  return {
    tenant_discovery_endpoint: `${LOGIN}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: 'login.windows.net', aliases: [host, 'login.windows.net'] }],
  };
}

function metadata(tenant: string): unknown {
  return {
    issuer: `${LOGIN}/${tenant}/v2.0`,
    authorization_endpoint: `${LOGIN}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${LOGIN}/${tenant}/oauth2/v2.0/token`,
    jwks_uri: `${LOGIN}/${tenant}/discovery/v2.0/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
  };
}

function token(turn: Turn, tenantName: string): CloudReply {
  const { request, state, signing } = turn;
  const form = new URLSearchParams(request.body);
  const refuse = (code: EntraCode) => entraRefusal(request, code, state.now());
  const tenantId = tenantIdOf(tenantName);
  if (tenantId === undefined) throw refuse(90002);
  const appId = client(form, tenantId, refuse);
  const grantType = form.get('grant_type');
  const { resource, asked } = resourceOf(form.get('scope') ?? '', refuse);

  if (grantType === 'client_credentials') {
    if (asked !== `${resource}/.default`) throw refuse(70011);
    if (appId === PARTNER.clientId) checkConsent(state, tenantId, 700016, refuse);
    const lifetime = state.behaviour.accessTokenSeconds;
    const access_token = issueAppToken(signing, state, { tenantId, resource, appId });
    // No `scope`: msal caches what the answer says.
    return json(200, { token_type: 'Bearer', expires_in: lifetime, ext_expires_in: lifetime, access_token });
  }

  if (grantType === 'refresh_token') {
    const refreshToken = form.get('refresh_token');
    if (refreshToken === null) throw refuse(900144);
    if (!isRefreshToken(refreshToken)) throw refuse(70000);
    if (state.behaviour.refreshTokensExpired) throw refuse(700082);
    if (state.behaviour.mfa === 'asked') throw refuse(50076);
  } else if (grantType === 'authorization_code') {
    turn.authorization.redeem(form, refuse);
  } else {
    throw refuse(70003);
  }
  if (appId !== PARTNER.clientId) throw refuse(70000);
  checkCustomer(state, tenantId, refuse);
  return userTokens(turn, tenantId, resource, asked, form.get('scope') ?? '');
}

function userTokens({ state, signing }: Turn, tenantId: string, resource: Resource, asked: string, scope: string): CloudReply {
  const lifetime = state.behaviour.accessTokenSeconds;
  const now = Math.floor(state.now().getTime() / 1000);
  const permissions = DELEGATED[resource].split(' ').map((name) => `${resource}/${name}`);
  return json(200, {
    token_type: 'Bearer',
    scope: [...new Set([asked, ...permissions])].join(' '),
    expires_in: lifetime,
    ext_expires_in: lifetime,
    access_token: issueUserToken(signing, state, { tenantId, resource, appId: PARTNER.clientId }),
    ...(scope.split(' ').includes('offline_access') ? { refresh_token: newRefreshToken() } : {}),
    id_token: signing.sign({
      ver: '2.0',
      iss: `${LOGIN}/${tenantId}/v2.0`,
      aud: PARTNER.clientId,
      sub: PARTNER.serviceAccountId,
      oid: PARTNER.serviceAccountId,
      tid: tenantId,
      preferred_username: `support-bot@${PARTNER.domain}`,
      name: 'Support bot service account',
      jti: randomUUID(),
      iat: now,
      nbf: now,
      exp: now + lifetime,
    }),
    client_info: Buffer.from(JSON.stringify({ uid: PARTNER.serviceAccountId, utid: PARTNER.tenantId })).toString('base64url'),
  });
}

type Refuse = (code: EntraCode) => Error;

/** The tenants of companies, customers or not. */
const COMPANIES = [...CUSTOMERS, NEWCOMER];

/** The tenant with this id or verified domain. */
function tenantIdOf(name: string): string | undefined {
  const wanted = name.toLowerCase();
  if (wanted === PARTNER.tenantId || wanted === PARTNER.domain) return PARTNER.tenantId;
  if (wanted === 'botframework.com' || wanted === BOT_FRAMEWORK_TENANT) return BOT_FRAMEWORK_TENANT;
  return COMPANIES.find((customer) => [customer.tenantId, customer.domain, ...customer.customDomains].includes(wanted))?.tenantId;
}

/** The client, known in this tenant and with its own secret. */
function client(form: URLSearchParams, tenantId: string, refuse: Refuse): string {
  const secrets: Readonly<Record<string, string>> = { [PARTNER.clientId]: PARTNER.clientSecret, [BOT.appId]: BOT.secret };
  const appId = form.get('client_id');
  if (appId === null) throw refuse(900144);
  const secret = secrets[appId];
  const home = appId === BOT.appId ? [PARTNER.tenantId, BOT_FRAMEWORK_TENANT] : undefined;
  if (secret === undefined || home?.includes(tenantId) === false) throw refuse(700016);
  const given = Buffer.from(form.get('client_secret') ?? '');
  if (given.length !== secret.length || !timingSafeEqual(given, Buffer.from(secret))) throw refuse(7000215);
  return appId;
}

/** The one resource the scopes are for, and the scopes asked of it. */
function resourceOf(scope: string, refuse: Refuse): { resource: Resource; asked: string } {
  const asked = scope.split(' ').filter((name) => name !== '' && !OPENID_SCOPES.has(name));
  const names = [...new Set(asked.map((name) => (name.startsWith('https://') ? new URL(name).origin : RESOURCES.graph)))];
  if (names.length !== 1) throw refuse(70011);
  const resource = Object.values(RESOURCES).find((known) => known === names[0]);
  if (resource === undefined) throw refuse(500011);
  return { resource, asked: asked.join(' ') };
}

function checkConsent(state: CloudState, tenantId: string, code: EntraCode, refuse: Refuse): void {
  if (state.withoutConsent.has(tenantId)) throw refuse(code);
}

/** In a company's tenant the service account needs a GDAP relationship, the application consent, and both what the tenant's policy asks. */
function checkCustomer(state: CloudState, tenantId: string, refuse: Refuse): void {
  if (customerById(COMPANIES, tenantId) === undefined) return;
  const customer = customerById(state.customers, tenantId);
  if (customer === undefined || !relationshipInForce(customer)) throw refuse(50020);
  checkConsent(state, tenantId, 65001, refuse);
  if (state.askingMfa.has(tenantId)) throw refuse(50076);
}
