import assert from 'node:assert/strict';
import { z } from 'zod';
import { azureSupportClient, type ArmAnswer, type AzureSupportClient, type Caller } from '../../../src/adapters/azure-support/client.ts';
import { BackEndError } from '../../../src/domain/errors.ts';
import { answerJson, loopbackServer, type Answer, type LoopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';

const GUID = /^[0-9a-f-]{36}$/;
const Shape = z.object({ id: z.string() });
const customer: Caller = { identity: { kind: 'customer-account', tenantId: 'tenant' }, provesPlan: true };
const partner: Caller = { identity: { kind: 'partner-account' }, provesPlan: false };

describe('Azure Support client', () => {
  let server: LoopbackServer;
  let answer: Answer;
  let tokens: ReturnType<typeof namedTokens>;
  let client: AzureSupportClient;
  before(async () => (server = await loopbackServer((request, response) => answer(request, response))));
  after(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
    tokens = namedTokens();
    const retry = { firstWaitMs: 1, longestWaitMs: 100, tryTimeoutMs: 150 };
    client = azureSupportClient({ transport: transportTo(server.url), tokens, baseUrl: CANONICAL.arm, retry });
  });
  const as = ({ body }: ArmAnswer) => Shape.parse(body);
  const get = (where = '/subscriptions/1?x=Fabrikam'): Promise<unknown> => client.read({ where, caller: customer, as }, UNHURRIED);
  const put = (signal = UNHURRIED): Promise<unknown> =>
    client.write({ method: 'PUT', where: '/tickets/1', caller: customer, body: { properties: {} }, as }, signal);
  async function failureOf(call: Promise<unknown>): Promise<BackEndError> {
    const error: unknown = await call.catch((thrown: unknown) => thrown);
    return error instanceof BackEndError ? error : assert.fail(String(error));
  }
  const error = (code: string, message = 'Fabrikam') => ({ error: { code, message, details: [] } });

  it('sends the token of the customer, and that of the partner beside it', async () => {
    answer = (_request, response) => answerJson(response, 200, { id: '1' });

    await put();

    const { method, url, headers, body } = server.seen[0] ?? assert.fail();
    assert.deepEqual([method, url, body], ['PUT', '/arm/tickets/1', '{"properties":{}}']);
    assert.equal(headers.authorization, 'Bearer customer-account:tenant:arm:1');
    assert.equal(headers['x-ms-authorization-auxiliary'], 'Bearer partner-account:arm:1');
    assert.match(String(headers['x-ms-client-request-id']), GUID);
  });

  it('sends no second token where no plan is to be shown', async () => {
    answer = (_request, response) => answerJson(response, 200, { id: '1' });

    await client.read({ where: '/services', caller: partner, as }, UNHURRIED);

    const { headers } = server.seen[0] ?? assert.fail();
    assert.deepEqual([headers.authorization, headers['x-ms-authorization-auxiliary']], ['Bearer partner-account:arm:1', undefined]);
  });

  it('puts a question as POST, and repeats it as a read', async () => {
    answer = ({ url }, response) => answerJson(response, server.seen.length === 1 ? 503 : 200, { id: url });

    await client.read({ where: '/check', caller: customer, question: { name: 'n' }, as }, UNHURRIED);

    assert.deepEqual(
      server.seen.map(({ method, body }) => `${method} ${body}`),
      ['POST {"name":"n"}', 'POST {"name":"n"}'],
    );
  });

  it('repeats a read, under the same id, at most three times', async () => {
    answer = (_request, response) => answerJson(response, 500, {});

    assert.equal((await failureOf(get())).code, 'UNAVAILABLE');
    assert.equal(server.seen.length, 3);
    assert.equal(new Set(server.seen.map(({ headers }) => headers['x-ms-client-request-id'])).size, 1);
  });

  it('leaves a long wait to the caller', async () => {
    answer = (_request, response) => answerJson(response, 429, error('TooManyRequests'), { 'retry-after': '57' });

    const { code, retryAfterMs } = await failureOf(get());

    assert.deepEqual([code, retryAfterMs, server.seen.length], ['THROTTLED', 57_000, 1]);
  });

  it('never repeats a write by itself', async () => {
    answer = (_request, response) => answerJson(response, 503, {});

    await failureOf(put());
    assert.equal(server.seen.length, 1);
  });

  for (const [what, call] of [
    ['read', get],
    ['write', put],
  ] as const)
    it(`sends a ${what} once more with new tokens when one of the two was refused: which, nobody tells`, async () => {
      answer = (_request, response) =>
        answerJson(
          response,
          server.seen.length === 1 ? 401 : 200,
          server.seen.length === 1 ? error('InvalidAuthenticationToken') : { id: '1' },
        );

      await call();

      assert.deepEqual(tokens.discarded, ['customer-account:tenant:arm:1', 'partner-account:arm:1']);
      assert.equal(server.seen[1]?.headers.authorization, 'Bearer customer-account:tenant:arm:3');
    });

  it('asks for a new sign-in when the new tokens are refused too', async () => {
    answer = (_request, response) => answerJson(response, 401, error('InvalidAuthenticationTokenTenant'));

    const { code, effect, vendorCode } = await failureOf(put());

    assert.deepEqual([code, effect, vendorCode, server.seen.length], ['SIGN_IN_NEEDED', 'none', 'InvalidAuthenticationTokenTenant', 2]);
  });

  it('says that MFA is asked for when new tokens of the same sign-in do not meet the challenge either', async () => {
    const challenge = { 'www-authenticate': 'Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="' };
    answer = (_request, response) => answerJson(response, 401, error('InvalidAuthenticationToken'), challenge);

    const { code, effect } = await failureOf(put());

    assert.deepEqual([code, effect, server.seen.length], ['MFA_NEEDED', 'none', 2]);
  });

  const PLAN = 'Your support plan type is CSP. To create support tickets you need access to our high tier-support plans.';
  const shapes: readonly [number, unknown, string, 'none' | 'unknown', string | undefined][] = [
    [400, error('InvalidContactInformation'), 'INVALID', 'none', 'InvalidContactInformation'],
    [400, error('InvalidRequestContent'), 'INVALID', 'none', 'InvalidRequestContent'],
    [403, error('AuthorizationFailed'), 'FORBIDDEN', 'none', 'AuthorizationFailed'],
    [403, error('Forbidden', PLAN), 'PLAN_NEEDED', 'none', 'Forbidden'],
    [403, error('SomethingNew', PLAN.toUpperCase()), 'PLAN_NEEDED', 'none', 'SomethingNew'],
    [404, error('SubscriptionNotFound'), 'NOT_FOUND', 'none', 'SubscriptionNotFound'],
    [404, error('ResourceNotFound'), 'NOT_FOUND', 'none', 'ResourceNotFound'],
    // It may be our own earlier try that has the name.
    [409, error('Conflict'), 'CONFLICT', 'unknown', 'Conflict'],
    [409, error('MissingSubscriptionRegistration'), 'MISCONFIGURED', 'none', 'MissingSubscriptionRegistration'],
    [409, error('ReadOnlyDisabledSubscription'), 'FORBIDDEN', 'none', 'ReadOnlyDisabledSubscription'],
    [429, error('TooManyRequests'), 'THROTTLED', 'none', 'TooManyRequests'],
    [403, '<html>', 'FORBIDDEN', 'none', undefined],
    [403, error('a text of Fabrikam'), 'FORBIDDEN', 'none', undefined],
    [403, { error: null }, 'FORBIDDEN', 'none', undefined],
    [500, error('InternalServerError'), 'UNAVAILABLE', 'unknown', 'InternalServerError'],
    [504, {}, 'UNAVAILABLE', 'unknown', undefined],
    [408, {}, 'TIMED_OUT', 'unknown', undefined],
  ];
  for (const [status, body, code, effect, vendorCode] of shapes)
    it(`reads ${status} ${vendorCode ?? 'without a code'} of a write as ${code}, effect ${effect}`, async () => {
      answer = (_request, response) => answerJson(response, status, body, { 'x-ms-correlation-request-id': 'theirs' });

      const failure = await failureOf(put());

      assert.deepEqual(
        [failure.backEnd, failure.code, failure.effect, failure.status, failure.vendorCode, failure.correlationId],
        ['azure-support', code, effect, status, vendorCode, 'theirs'],
      );
      assert.doesNotMatch(failure.message, /Fabrikam|CSP/);
    });

  it('takes the id of the request where there is no correlation id', async () => {
    answer = (_request, response) => answerJson(response, 403, {}, { 'x-ms-request-id': 'request' });

    assert.equal((await failureOf(get())).correlationId, 'request');
  });

  const unknown: readonly [string, Answer, string][] = [
    ['a redirect', (_request, response) => response.writeHead(307, { location: '/' }).end(), 'UNREADABLE'],
    ['a broken connection', (_request, response) => void response.socket?.destroy(), 'UNREACHABLE'],
    [
      'a cut body',
      (_request, response) => void response.writeHead(200, { 'content-length': '99' }).write('{', () => response.socket?.destroy()),
      'UNREACHABLE',
    ],
    ['cut JSON', (_request, response) => response.writeHead(200).end('{"id":'), 'UNREADABLE'],
    ['another shape', (_request, response) => answerJson(response, 200, { title: 'T' }), 'UNREADABLE'],
    ['an empty answer', (_request, response) => response.writeHead(204).end(), 'UNREADABLE'],
  ];
  for (const [what, how, code] of unknown) {
    it(`does not know what a write did after ${what}`, async () => {
      answer = how;

      const failure = await failureOf(put());

      assert.deepEqual([failure.code, failure.effect], [code, 'unknown']);
      assert.match(failure.correlationId ?? '', GUID);
    });

    it(`knows that a read did nothing after ${what}`, async () => {
      answer = how;

      assert.equal((await failureOf(get())).effect, 'none');
    });
  }

  it('does not know what a write did when the caller leaves in the middle', async () => {
    const caller = new AbortController();
    answer = () => caller.abort();

    const { code, effect } = await failureOf(put(caller.signal));

    assert.deepEqual([code, effect], ['TIMED_OUT', 'unknown']);
  });

  it('knows that a write did nothing when nobody listens', async () => {
    const gone = await loopbackServer(() => undefined);
    await gone.stop();
    client = azureSupportClient({ transport: transportTo(gone.url), tokens, baseUrl: CANONICAL.arm });

    const { code, effect } = await failureOf(put());

    assert.deepEqual([code, effect], ['UNREACHABLE', 'none']);
  });

  it('sends nothing without both tokens', async () => {
    const refused = new BackEndError({ backEnd: 'entra', code: 'CONSENT_MISSING', effect: 'none', message: 'x' });
    const partly = {
      ...tokens,
      token: (identity: Caller['identity']) => (identity.kind === 'partner-account' ? Promise.reject(refused) : Promise.resolve('t')),
    };
    client = azureSupportClient({ transport: transportTo(server.url), tokens: partly, baseUrl: CANONICAL.arm });

    assert.deepEqual([await failureOf(put()), server.seen.length], [refused, 0]);
  });

  for (const where of [
    'https://elsewhere.example/operations/1',
    'https://management.azure.com.elsewhere.example/1',
    'http://management.azure.com/1',
    'https://user@management.azure.com/1',
    'https://management.azure.com:444/1',
    'operations/1',
    '',
  ])
    it(`follows no address such as ${where || 'an empty one'}`, async () => {
      assert.equal(client.owns(where), false);

      assert.equal((await failureOf(get(where))).code, 'UNREADABLE');
      assert.equal(server.seen.length, 0);
    });

  it('follows an address of the service itself', async () => {
    answer = (_request, response) => answerJson(response, 200, { id: '1' });

    await get(`${CANONICAL.arm}/operations/1?api-version=1`);

    assert.equal(server.seen[0]?.url, '/arm/operations/1?api-version=1');
  });

  describe('lists', () => {
    const list = (mostPages: number, whole: boolean) =>
      client.list(Shape, { where: '/list?page=0', caller: customer, mostPages, whole }, UNHURRIED);
    const pages = (last: number): void => {
      answer = ({ url }, response) => {
        const page = Number(new URL(url, 'http://x').searchParams.get('page'));
        const next = page < last ? { nextLink: `${CANONICAL.arm}/list?page=${page + 1}` } : {};
        answerJson(response, 200, { value: [{ id: String(page) }], ...next });
      };
    };

    it('reads to the end', async () => {
      pages(2);

      assert.deepEqual(
        (await list(10, true)).map(({ id }) => id),
        ['0', '1', '2'],
      );
    });

    it('is no list when it is longer than it may be', async () => {
      pages(9);

      assert.equal((await failureOf(list(3, true))).code, 'UNREADABLE');
    });

    it('stops where only the first pages are wanted', async () => {
      pages(9);

      assert.deepEqual([(await list(3, false)).length, server.seen.length], [3, 3]);
    });

    it('is no list when it leads back to itself', async () => {
      answer = (_request, response) => answerJson(response, 200, { value: [], nextLink: `${CANONICAL.arm}/list?page=1` });

      assert.equal((await failureOf(list(10, true))).code, 'UNREADABLE');
      assert.equal(server.seen.length, 2);
    });

    it('does not go on elsewhere', async () => {
      answer = (_request, response) => answerJson(response, 200, { value: [], nextLink: 'https://elsewhere.example/list' });

      assert.equal((await failureOf(list(10, true))).code, 'UNREADABLE');
    });
  });
});
