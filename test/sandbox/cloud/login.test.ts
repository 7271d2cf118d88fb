import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { ConfidentialClientApplication, type INetworkModule, type NetworkRequestOptions, type NetworkResponse } from '@azure/msal-node';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { BOT, PARTNER } from '../../../src/sandbox/world.ts';
import { entraNumber, GRAPH, PARTNER_CENTER, startTestCloud, type TestCloud } from './calls.ts';

const REFRESH = { grant_type: 'refresh_token', refresh_token: PARTNER.refreshToken };
const GRAPH_SCOPE = `${GRAPH}/.default openid profile offline_access`;
const contoso = customerNamed('Contoso').tenantId;

describe('sandbox cloud: token endpoint', () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.stop());

  it('redeems the refresh token at a customer tenant, for the resource that was asked for', async () => {
    const { status, body } = await cloud.askToken(contoso, { ...REFRESH, scope: GRAPH_SCOPE });

    const claims = cloud.signing.verify(String(body['access_token']));
    assert.equal(status, 200);
    assert.deepEqual([claims?.['aud'], claims?.['tid'], claims?.['oid']], [GRAPH, contoso, PARTNER.serviceAccountId]);
    assert.deepEqual(claims?.['amr'], ['pwd', 'mfa']);
    assert.match(String(body['scope']), /^https:\/\/graph\.microsoft\.com\/\.default /);
  });

  it('hands out a new refresh token each time, and the old one stays valid', async () => {
    const first = await cloud.askToken(contoso, { ...REFRESH, scope: GRAPH_SCOPE });
    const rotated = String(first.body['refresh_token']);
    const second = await cloud.askToken(contoso, { ...REFRESH, refresh_token: rotated, scope: GRAPH_SCOPE });
    const again = await cloud.askToken(contoso, { ...REFRESH, scope: GRAPH_SCOPE });

    assert.notEqual(rotated, second.body['refresh_token']);
    assert.deepEqual([first.status, second.status, again.status], [200, 200, 200]);
  });

  it('accepts in a later run the refresh token of an earlier one', async () => {
    const first = await cloud.askToken(contoso, { ...REFRESH, scope: GRAPH_SCOPE });
    const later = await startTestCloud();

    const { status } = await later.askToken(contoso, {
      ...REFRESH,
      refresh_token: String(first.body['refresh_token']),
      scope: GRAPH_SCOPE,
    });

    await later.stop();
    assert.equal(status, 200);
  });

  it('leaves scope, refresh token and id token out of an answer to client credentials', async () => {
    const { body } = await cloud.askToken(PARTNER.tenantId, { grant_type: 'client_credentials', scope: `${GRAPH}/.default` });

    assert.deepEqual(Object.keys(body).toSorted(), ['access_token', 'expires_in', 'ext_expires_in', 'token_type']);
  });

  it('gives the bot its channel token in the partner tenant', async () => {
    const client = { client_id: BOT.appId, client_secret: BOT.secret };
    const { body } = await cloud.askToken(PARTNER.tenantId, {
      ...client,
      grant_type: 'client_credentials',
      scope: 'https://api.botframework.com/.default',
    });

    const claims = cloud.signing.verify(String(body['access_token']));
    assert.deepEqual([claims?.['aud'], claims?.['appid']], ['https://api.botframework.com', BOT.appId]);
  });

  const refusals: readonly [title: string, tenant: string, form: Record<string, string>, status: number, error: string, number: number][] =
    [
      ['an unknown tenant', '11111111-0000-4000-8000-000000000000', { ...REFRESH }, 400, 'invalid_request', 90002],
      ['a wrong secret', contoso, { ...REFRESH, client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
      ['an unknown application', contoso, { ...REFRESH, client_id: contoso }, 400, 'unauthorized_client', 700016],
      ['a refresh token nobody issued', contoso, { ...REFRESH, refresh_token: '0.sandbox.aa.bb' }, 400, 'invalid_grant', 70000],
      ['a resource nobody offers', contoso, { ...REFRESH, scope: 'https://vault.azure.net/.default' }, 400, 'invalid_resource', 500011],
      [
        'scopes of two resources',
        contoso,
        { ...REFRESH, scope: `${GRAPH}/.default ${PARTNER_CENTER}/.default` },
        400,
        'invalid_scope',
        70011,
      ],
      ['a password grant', contoso, { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
      ['a tenant without consent', customerNamed('Lamna Healthcare').tenantId, { ...REFRESH }, 400, 'invalid_grant', 65001],
      ['a customer without GDAP', customerNamed('Fourth Coffee').tenantId, { ...REFRESH }, 400, 'invalid_grant', 50020],
      [
        'client credentials in a tenant without the application',
        customerNamed('Lamna Healthcare').tenantId,
        { grant_type: 'client_credentials' },
        400,
        'unauthorized_client',
        700016,
      ],
    ];
  for (const [title, tenant, form, status, error, number] of refusals) {
    it(`refuses ${title}`, async () => {
      const answer = await cloud.askToken(tenant, { scope: `${GRAPH}/.default`, ...form });

      assert.deepEqual([answer.status, answer.body['error'], entraNumber(answer)], [status, error, number]);
    });
  }

  it('asks for MFA with suberror and claims', async () => {
    cloud.script.behaviour.mfa = 'asked';

    const answer = await cloud.askToken(contoso, { ...REFRESH, scope: GRAPH_SCOPE });

    assert.equal(entraNumber(answer), 50076);
    assert.equal(answer.body['suberror'], 'basic_action');
    assert.match(String(answer.body['claims']), /capolids/);
  });

  it('says that a refresh token has expired', async () => {
    cloud.script.behaviour.refreshTokensExpired = true;

    assert.equal(entraNumber(await cloud.askToken(contoso, { ...REFRESH, scope: GRAPH_SCOPE })), 700082);
  });

  it('serves metadata with canonical addresses, by domain name too', async () => {
    const { body } = await cloud.call('login', '/contoso.example/v2.0/.well-known/openid-configuration');

    assert.equal(body['token_endpoint'], 'https://login.microsoftonline.com/contoso.example/oauth2/v2.0/token');
  });

  it('satisfies msal: a user token is cached, and its refresh token kept', async () => {
    const application = new ConfidentialClientApplication({
      auth: {
        clientId: PARTNER.clientId,
        clientSecret: PARTNER.clientSecret,
        authority: `https://login.microsoftonline.com/${PARTNER.tenantId}`,
      },
      system: { networkClient: new Loopback(cloud.baseUrls.login) },
    });
    const scopes = [`${GRAPH}/.default`];

    const result = await application.acquireTokenByRefreshToken({ scopes, refreshToken: PARTNER.refreshToken, forceCache: true });
    const [account] = await application.getTokenCache().getAllAccounts();
    assert.ok(account !== undefined && result !== null);
    const silent = await application.acquireTokenSilent({ account, scopes });

    assert.equal(silent?.accessToken, result.accessToken);
    assert.match(application.getTokenCache().serialize(), /0\.sandbox\./);
    assert.equal(cloud.script.count({ api: 'login', method: 'POST' }), 1);
  });
});

describe('sandbox cloud: sign-in page', () => {
  const REDIRECT = 'http://localhost:8400/';
  const verifier = randomBytes(32).toString('base64url');
  const query = (changes: Readonly<Record<string, string>> = {}) =>
    new URLSearchParams({
      client_id: PARTNER.clientId,
      response_type: 'code',
      redirect_uri: REDIRECT,
      scope: `${PARTNER_CENTER}/.default offline_access`,
      state: 'abc',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    }).toString();
  const path = `/${PARTNER.tenantId}/oauth2/v2.0/authorize?`;

  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.stop());

  async function signIn(): Promise<string> {
    const { status, headers } = await cloud.call('login', path + query(), { method: 'POST' });
    assert.equal(status, 302);
    const back = new URL(headers.get('location') ?? '');
    assert.equal(back.searchParams.get('state'), 'abc');
    return back.searchParams.get('code') ?? '';
  }
  const redeem = (code: string, changes: Readonly<Record<string, string>> = {}) =>
    cloud.askToken(PARTNER.tenantId, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      code_verifier: verifier,
      scope: `${PARTNER_CENTER}/.default offline_access`,
      ...changes,
    });

  it('shows a page and hands out a code that brings a refresh token', async () => {
    const page = await cloud.call('login', path + query());
    const answer = await redeem(await signIn());

    assert.match(page.text, /Sign in/);
    assert.equal(answer.status, 200);
    assert.match(String(answer.body['refresh_token']), /^0\.sandbox\./);
  });

  it('takes a code only once, and only with its verifier', async () => {
    const used = await signIn();
    await redeem(used);

    assert.equal(entraNumber(await redeem(used)), 70000);
    assert.equal(entraNumber(await redeem(await signIn(), { code_verifier: 'guessed' })), 501481);
  });

  it('satisfies what asked for MFA', async () => {
    cloud.script.behaviour.mfa = 'asked';

    await redeem(await signIn());

    assert.ok(await cloud.userToken(GRAPH));
  });

  it('refuses a redirect that does not stay on this machine, and a request without PKCE', async () => {
    const outside = await cloud.call('login', path + query({ redirect_uri: 'https://evil.example/' }));
    const plain = await cloud.call('login', path + query({ code_challenge_method: 'plain' }));

    assert.deepEqual([outside.status, plain.status], [400, 400]);
  });
});

/** Sends msal's requests to the sandbox. */
class Loopback implements INetworkModule {
  readonly #to: string;
  constructor(to: string) {
    this.#to = to;
  }
  async #go<T>(method: string, url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    const { pathname, search } = new URL(url);
    const body = options?.body === undefined ? {} : { body: options.body };
    const response = await fetch(`${this.#to}${pathname}${search}`, { method, headers: options?.headers ?? {}, ...body });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: (await response.json()) as T };
  }
  sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#go('GET', url, options);
  }
  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#go('POST', url, options);
  }
}
