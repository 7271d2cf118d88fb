import assert from 'node:assert/strict';
import { interactiveSignIn, type SignIn } from '../../../src/adapters/entra/interactive-sign-in.ts';
import { transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { CUSTOMER_TENANT, fakeEntra, PARTNER_TENANT, refusal, type FakeEntra } from './fake-entra.ts';

describe('interactive sign-in', () => {
  let entra: FakeEntra;
  beforeEach(async () => (entra = await fakeEntra()));
  afterEach(() => entra.stop());

  const begin = (options: { signal?: AbortSignal } = {}): Promise<SignIn> =>
    interactiveSignIn({
      application: {
        transport: transportTo(entra.url),
        login: 'https://login.microsoftonline.com',
        homeTenantId: PARTNER_TENANT,
        clientId: 'the-client',
        credential: { secret: 'hidden' },
      },
      scope: 'https://api.partnercenter.microsoft.com/.default',
      port: 0,
      page: { done: 'done', failed: 'failed' },
      signal: options.signal ?? UNHURRIED,
    });
  /** Comes back from Entra's page, as the browser would. */
  async function comeBack({ url }: SignIn, answer: Readonly<Record<string, string>>): Promise<string> {
    const asked = new URL(url).searchParams;
    const target = new URL(asked.get('redirect_uri') ?? '');
    target.hostname = '127.0.0.1';
    target.search = new URLSearchParams({ state: asked.get('state') ?? '', ...answer }).toString();
    return (await fetch(target)).text();
  }

  it('asks for an authorisation code with PKCE at the partner tenant', async () => {
    const signIn = await begin();
    const url = new URL(signIn.url);
    const query = url.searchParams;

    assert.equal(url.pathname, `/login/${PARTNER_TENANT}/oauth2/v2.0/authorize`);
    assert.deepEqual([query.get('response_type'), query.get('code_challenge_method')], ['code', 'S256']);
    assert.match(query.get('scope') ?? '', /offline_access/);
    assert.match(query.get('redirect_uri') ?? '', /^http:\/\/localhost:\d+\/$/);
    await comeBack(signIn, { code: 'the-code' });
    await signIn.finished;
  });

  it('trades the code, with the verifier, for a refresh token', async () => {
    const signIn = await begin();

    const page = await comeBack(signIn, { code: 'the-code' });
    const refreshToken = await signIn.finished;

    const form = entra.requests[0]?.form ?? {};
    assert.deepEqual([page, refreshToken], ['done', 'refresh-1']);
    assert.deepEqual([form['grant_type'], form['code']], ['authorization_code', 'the-code']);
    assert.match(form['code_verifier'] ?? '', /^.{43,}$/);
  });

  it('takes no code that comes with another state', async () => {
    const signIn = await begin();

    assert.equal(await comeBack(signIn, { code: 'planted', state: 'other' }), '');
    await comeBack(signIn, { code: 'the-code' });
    await signIn.finished;

    assert.equal(entra.requests[0]?.form['code'], 'the-code');
  });

  it('reports that the person refused', async () => {
    const signIn = await begin();
    const refused = assert.rejects(signIn.finished, { code: 'FORBIDDEN', vendorCode: 'access_denied' });

    assert.equal(await comeBack(signIn, { error: 'access_denied' }), 'failed');
    await refused;
  });

  it('reports a code that Entra refuses', async () => {
    entra.refusals.push(refusal(400, 'invalid_grant', 70008));
    const signIn = await begin();
    const refused = assert.rejects(signIn.finished, { code: 'SIGN_IN_NEEDED' });

    await comeBack(signIn, { code: 'the-code' });
    await refused;
  });

  it('takes nobody of another tenant', async () => {
    entra.homeTenant = CUSTOMER_TENANT;
    const signIn = await begin();
    const refused = assert.rejects(signIn.finished, { code: 'FORBIDDEN' });

    await comeBack(signIn, { code: 'the-code' });
    await refused;
  });

  it('gives up when nobody comes back in time', async () => {
    const patience = new AbortController();
    const signIn = await begin({ signal: patience.signal });
    const refused = assert.rejects(signIn.finished, { code: 'TIMED_OUT' });

    patience.abort();
    await refused;
  });
});
