import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { partnerRefreshToken } from '../../../src/adapters/entra/partner-refresh-token.ts';
import { entraTokens } from '../../../src/adapters/entra/tokens.ts';
import type { AccessTokens, Identity } from '../../../src/adapters/transport/access-tokens.ts';
import type { Credential } from '../../../src/config.ts';
import { BotError } from '../../../src/domain/errors.ts';
import { memorySecretStore } from '../../support/memory-secret-store.ts';
import { CANONICAL, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { CUSTOMER_TENANT, fakeEntra, PARTNER_TENANT, refusal, type FakeEntra } from './fake-entra.ts';

const CUSTOMER: Identity = { kind: 'customer-account', tenantId: CUSTOMER_TENANT };
const PARTNER: Identity = { kind: 'partner-account' };
const APPLICATION: Identity = { kind: 'application' };

describe('Entra tokens', () => {
  let entra: FakeEntra;
  let now: Date;
  let secrets: ReturnType<typeof memorySecretStore>;
  const clock = { now: () => now };

  beforeEach(async () => {
    entra = await fakeEntra();
    secrets = memorySecretStore();
    now = new Date();
  });
  afterEach(() => entra.stop());

  function given(options: { refreshToken?: string | undefined; maxTokens?: number; credential?: Credential } = {}): AccessTokens {
    const { refreshToken = 'configured', maxTokens = 100, credential = { secret: 'hidden' } } = options;
    return entraTokens({
      transport: transportTo(entra.url),
      canonical: CANONICAL,
      partner: {
        tenantId: PARTNER_TENANT,
        clientId: 'the-client',
        credential,
        refreshToken: 'refreshToken' in options ? options.refreshToken : refreshToken,
      },
      secrets,
      clock,
      log: () => undefined,
      maxTokens,
    });
  }
  const asked = (): unknown[] =>
    entra.requests.map(({ tenant, form }) => [tenant, form['grant_type'], form['scope']?.split(' ')[0], form['refresh_token']]);

  it('redeems the refresh token at the customer tenant for the health of a customer', async () => {
    await given().token(CUSTOMER, 'graph', UNHURRIED);

    assert.deepEqual(asked(), [[CUSTOMER_TENANT, 'refresh_token', 'https://graph.microsoft.com/.default', 'configured']]);
  });

  it('redeems it at the partner tenant for Partner Center', async () => {
    await given().token(PARTNER, 'partnerCenter', UNHURRIED);

    assert.deepEqual(asked(), [[PARTNER_TENANT, 'refresh_token', 'https://api.partnercenter.microsoft.com/.default', 'configured']]);
  });

  it('uses client credentials at the partner tenant only', async () => {
    await given({ refreshToken: undefined }).token(APPLICATION, 'graph', UNHURRIED);

    assert.deepEqual(asked(), [[PARTNER_TENANT, 'client_credentials', 'https://graph.microsoft.com/.default', undefined]]);
  });

  it('remembers a token until five minutes before it expires', async () => {
    const tokens = given();
    const first = await tokens.token(CUSTOMER, 'graph', UNHURRIED);
    now = new Date(now.getTime() + 54 * 60_000);
    const second = await tokens.token(CUSTOMER, 'graph', UNHURRIED);
    now = new Date(now.getTime() + 2 * 60_000);
    const third = await tokens.token(CUSTOMER, 'graph', UNHURRIED);

    assert.equal(first, second);
    assert.notEqual(first, third);
  });

  it('keeps tokens of tenants, resources and identities apart', async () => {
    const tokens = given();
    const all = [
      await tokens.token(CUSTOMER, 'graph', UNHURRIED),
      await tokens.token(PARTNER, 'graph', UNHURRIED),
      await tokens.token(APPLICATION, 'graph', UNHURRIED),
      await tokens.token(PARTNER, 'partnerCenter', UNHURRIED),
      await tokens.token(CUSTOMER, 'arm', UNHURRIED),
    ];

    assert.equal(new Set(all).size, 5);
  });

  it('asks once for what many want at the same time', async () => {
    const tokens = given();

    const all = await Promise.all(Array.from({ length: 50 }, () => tokens.token(CUSTOMER, 'graph', UNHURRIED)));

    assert.equal(new Set(all).size, 1);
    assert.equal(entra.requests.length, 1);
  });

  it('lets one caller leave without taking the token from the others', async () => {
    const tokens = given();
    const caller = new AbortController();
    const left = tokens.token(CUSTOMER, 'graph', caller.signal);
    const stayed = tokens.token(CUSTOMER, 'graph', UNHURRIED);
    caller.abort();

    await assert.rejects(left, { code: 'TIMED_OUT', effect: 'none' });
    assert.match(await stayed, /graph/);
  });

  it('asks for nothing on behalf of a caller who has left already, whose failure nobody would hear of', async () => {
    const left = given().token(CUSTOMER, 'graph', AbortSignal.abort());

    await assert.rejects(left, { code: 'TIMED_OUT', effect: 'none' });
    await given().token(PARTNER, 'graph', UNHURRIED);
    assert.equal(entra.requests.length, 1);
  });

  it('remembers no more tokens than it may, the least used leaving first', async () => {
    const tokens = given({ maxTokens: 2 });
    await tokens.token(CUSTOMER, 'graph', UNHURRIED);
    await tokens.token(PARTNER, 'graph', UNHURRIED);
    await tokens.token(CUSTOMER, 'graph', UNHURRIED);
    await tokens.token(PARTNER, 'arm', UNHURRIED);
    await tokens.token(CUSTOMER, 'graph', UNHURRIED);
    assert.equal(entra.requests.length, 3);

    await tokens.token(PARTNER, 'graph', UNHURRIED);
    assert.equal(entra.requests.length, 4);
  });

  it('asks anew for a discarded token', async () => {
    const tokens = given();
    const first = await tokens.token(CUSTOMER, 'graph', UNHURRIED);
    tokens.discard(CUSTOMER, 'graph', first);

    assert.notEqual(await tokens.token(CUSTOMER, 'graph', UNHURRIED), first);
  });

  it('sends no request for a tenant that is not a guid', async () => {
    const token = given().token({ kind: 'customer-account', tenantId: 'common/../x' }, 'graph', UNHURRIED);

    await assert.rejects(token, { code: 'INVALID' });
    assert.equal(entra.requests.length, 0);
  });

  describe('the rotated refresh token', () => {
    it('is stored after the first use at the partner tenant, then at most daily', async () => {
      const tokens = given();
      const use = async (): Promise<void> => tokens.discard(PARTNER, 'graph', await tokens.token(PARTNER, 'graph', UNHURRIED));
      await use();
      await use();
      assert.equal(secrets.written.length, 1);

      now = new Date(now.getTime() + 86_400_000);
      await use();
      assert.equal(secrets.written.length, 2);
    });

    it('is used from then on, also by another process', async () => {
      await given().token(PARTNER, 'graph', UNHURRIED);
      await given().token(PARTNER, 'graph', UNHURRIED);

      assert.deepEqual(
        entra.requests.map(({ form }) => form['refresh_token']),
        ['configured', 'refresh-1'],
      );
    });

    it('is not taken from a customer tenant', async () => {
      await given().token(CUSTOMER, 'graph', UNHURRIED);

      assert.deepEqual(secrets.written, []);
    });

    it('yields to a configured one that was changed since', async () => {
      await given().token(PARTNER, 'graph', UNHURRIED);
      await given({ refreshToken: 'changed' }).token(PARTNER, 'graph', UNHURRIED);

      assert.equal(entra.requests[1]?.form['refresh_token'], 'changed');
    });

    it('is replaced by the configured one when it has run out', async () => {
      await given().token(PARTNER, 'graph', UNHURRIED);
      entra.expired.add('refresh-1');

      const token = await given().token(CUSTOMER, 'graph', UNHURRIED);

      assert.match(token, /\|3$/);
      assert.equal(entra.requests[2]?.form['refresh_token'], 'configured');
    });

    it('is not missed when it cannot be stored', async () => {
      const failing = { ...secrets, write: () => Promise.reject(new Error('no database')) };
      const events: string[] = [];
      const tokens = entraTokens({
        transport: transportTo(entra.url),
        canonical: CANONICAL,
        partner: { tenantId: PARTNER_TENANT, clientId: 'the-client', credential: { secret: 'hidden' }, refreshToken: 'configured' },
        secrets: failing,
        clock,
        log: (event) => events.push(event),
      });

      assert.match(await tokens.token(PARTNER, 'graph', UNHURRIED), /graph/);
      assert.deepEqual(events, ['refresh-token-not-stored']);
    });

    it('of a new sign-in is taken up by a running bot', async () => {
      const tokens = given();
      await tokens.token(PARTNER, 'graph', UNHURRIED);
      entra.expired.add('configured').add('refresh-1');
      await partnerRefreshToken({ secrets, configured: 'configured', clock }).store('from-sign-in');

      await tokens.token(CUSTOMER, 'graph', UNHURRIED);

      assert.equal(entra.requests.at(-1)?.form['refresh_token'], 'from-sign-in');
    });
  });

  it('hands on why the stored refresh token cannot be read, with what to do', async () => {
    secrets.read = () => Promise.reject(new BotError('MISCONFIGURED', 'cannot be decrypted with this ENCRYPTION_KEY'));

    await assert.rejects(given().token(PARTNER, 'partnerCenter', UNHURRIED), {
      code: 'MISCONFIGURED',
      effect: 'none',
      message: /ENCRYPTION_KEY/,
    });
  });

  it('says that a sign-in is needed when there never was one', async () => {
    await assert.rejects(given({ refreshToken: undefined }).token(PARTNER, 'graph', UNHURRIED), { code: 'SIGN_IN_NEEDED', effect: 'none' });
    assert.equal(entra.requests.length, 0);
  });

  const refusals: readonly [string, ReturnType<typeof refusal>, string][] = [
    ['an expired refresh token', refusal(400, 'invalid_grant', 700082), 'SIGN_IN_NEEDED'],
    ['MFA asked for', refusal(400, 'invalid_grant', 50076, { suberror: 'basic_action', claims: '{}' }), 'MFA_NEEDED'],
    ['an enrolment for MFA asked for', refusal(400, 'interaction_required', 50079), 'MFA_NEEDED'],
    ['interaction required', refusal(400, 'interaction_required', 999999), 'SIGN_IN_NEEDED'],
    ['a number nobody knows', refusal(400, 'invalid_grant', 999999), 'SIGN_IN_NEEDED'],
    ['no consent', refusal(400, 'invalid_grant', 65001), 'CONSENT_MISSING'],
    ['consent required', refusal(400, 'consent_required', 65004), 'CONSENT_MISSING'],
    ['an application unknown to the tenant', refusal(400, 'unauthorized_client', 700016), 'CONSENT_MISSING'],
    ['a service unknown to the tenant', refusal(400, 'invalid_resource', 500011), 'CONSENT_MISSING'],
    ['an account unknown to the tenant', refusal(400, 'invalid_grant', 50020), 'FORBIDDEN'],
    ['conditional access', refusal(400, 'invalid_grant', 53003), 'FORBIDDEN'],
    ['a wrong secret', refusal(401, 'invalid_client', 7000215), 'MISCONFIGURED'],
    ['a wrong scope', refusal(400, 'invalid_scope', 70011), 'MISCONFIGURED'],
    ['a tenant that does not exist', refusal(400, 'invalid_request', 90002), 'NOT_FOUND'],
    ['an error nobody knows', refusal(400, 'something_new', 1), 'FORBIDDEN'],
  ];
  for (const [what, planned, code] of refusals)
    it(`reports ${what} as ${code}`, async () => {
      entra.refusals.push(planned);

      await assert.rejects(given().token(CUSTOMER, 'graph', UNHURRIED), {
        code,
        effect: 'none',
        backEnd: 'entra',
        status: planned.status,
        vendorCode: `AADSTS${planned.body.error_codes[0]}`,
        correlationId: planned.body.correlation_id,
      });
    });

  it('takes an unknown application at the partner tenant for a wrong client id', async () => {
    entra.refusals.push(refusal(400, 'unauthorized_client', 700016));

    await assert.rejects(given().token(APPLICATION, 'graph', UNHURRIED), { code: 'MISCONFIGURED' });
  });

  it('asks once more after a server error', async () => {
    entra.refusals.push({ status: 503, body: { error: 'temporarily_unavailable' } });

    assert.match(await given().token(APPLICATION, 'graph', UNHURRIED), /graph/);
  });

  it('reports a lasting server error, also one that is not JSON', async () => {
    entra.refusals.push({ status: 502, body: '<html>' }, { status: 500, body: undefined });

    await assert.rejects(given().token(APPLICATION, 'graph', UNHURRIED), { code: 'UNAVAILABLE', status: 500 });
  });

  it('hands on how long a throttled endpoint asks to wait, and does not hold it against other tenants', async () => {
    const tokens = given();
    entra.refusals.push({ status: 429, body: { error: 'temporarily_unavailable' }, headers: { 'retry-after': '40' } });

    await assert.rejects(tokens.token(CUSTOMER, 'graph', UNHURRIED), { code: 'THROTTLED', retryAfterMs: 40_000 });
    assert.match(await tokens.token(CUSTOMER, 'graph', UNHURRIED), /graph/);
  });

  it('reports an answer without a token', async () => {
    entra.refusals.push({ status: 200, body: { token_type: 'Bearer' } });

    await assert.rejects(given().token(APPLICATION, 'graph', UNHURRIED), { code: 'UNREADABLE' });
  });

  it('names no token and no secret in its errors', async () => {
    entra.refusals.push(refusal(400, 'invalid_grant', 50076, { claims: 'private-claims' }));
    const error: unknown = await given()
      .token(CUSTOMER, 'graph', UNHURRIED)
      .catch((thrown: unknown) => thrown);

    assert.ok(error instanceof Error);
    assert.doesNotMatch(error.message, /hidden|configured|private-claims/);
    assert.match(error.message, new RegExp(CUSTOMER_TENANT));
  });

  for (const [digits, thumbprint] of [
    ['x5t', 'AB'.repeat(20)],
    ['x5t#S256', 'AB'.repeat(32)],
  ] as const)
    it(`signs with a certificate known by its ${digits}`, async () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const credential = { thumbprint, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };

      await given({ credential }).token(APPLICATION, 'graph', UNHURRIED);

      const { form } = entra.requests[0] ?? assert.fail();
      const header: unknown = JSON.parse(Buffer.from(form['client_assertion']?.split('.')[0] ?? '', 'base64url').toString());
      assert.ok(typeof header === 'object' && header !== null && digits in header);
      assert.equal(form['client_secret'], undefined);
    });

  it('reports a certificate that cannot be used, without sending anything', async () => {
    const tokens = given({ credential: { thumbprint: 'AB', privateKey: 'not a key' } });

    await assert.rejects(tokens.token(APPLICATION, 'graph', UNHURRIED), { code: 'MISCONFIGURED' });
    assert.equal(entra.requests.length, 0);
  });
});
