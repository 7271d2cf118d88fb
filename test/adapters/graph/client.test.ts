import assert from 'node:assert/strict';
import { z } from 'zod';
import { graphClient, type GraphClient } from '../../../src/adapters/graph/client.ts';
import type { Identity } from '../../../src/adapters/transport/access-tokens.ts';
import { answerJson, loopbackServer, type Answer, type LoopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';

const CUSTOMER: Identity = { kind: 'customer-account', tenantId: '22222222-0000-4000-8000-000000000002' };
const Item = z.object({ id: z.string() });
const ITEMS = { value: [{ id: 'a' }] };

describe('Graph client', () => {
  let server: LoopbackServer;
  let answer: Answer;
  let tokens: ReturnType<typeof namedTokens>;
  let graph: GraphClient;
  before(async () => (server = await loopbackServer((request, response) => answer(request, response))));
  after(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
    tokens = namedTokens();
    const retry = { firstWaitMs: 1, longestWaitMs: 1000, tryTimeoutMs: 200, deadlineMs: 3000 };
    graph = graphClient({ transport: transportTo(server.url), tokens, baseUrl: CANONICAL.graph, retry });
  });
  const list = (): Promise<readonly { id: string }[]> => graph.list(Item, '/things?$top=5&$filter=a%20eq%20%27b%27', CUSTOMER, UNHURRIED);
  /** Answers the requests in turn. */
  const inTurn = (...answers: readonly (readonly [number, unknown, Record<string, string>?])[]): void => {
    answer = (_request, response) => {
      const [status, body, headers] = answers[server.seen.length - 1] ?? assert.fail('One request too many');
      answerJson(response, status, body, headers);
    };
  };

  it('calls v1.0 with the token of the identity, an id of its own and the path as written', async () => {
    inTurn([200, ITEMS]);

    assert.deepEqual(await list(), [{ id: 'a' }]);

    const { url, headers } = server.seen[0] ?? assert.fail();
    assert.equal(decodeURIComponent(url), "/graph/v1.0/things?$top=5&$filter=a eq 'b'");
    assert.equal(headers.authorization, `Bearer customer-account:22222222-0000-4000-8000-000000000002:graph:1`);
    assert.match(String(headers['client-request-id']), /^[0-9a-f-]{36}$/);
  });

  it('sends a body with a read that Graph wants as POST', async () => {
    inTurn([200, { value: ['g'] }]);

    await graph.ask(z.unknown(), '/users/u/getMemberGroups', { securityEnabledOnly: true }, { kind: 'application' }, UNHURRIED);

    const { method, body, headers } = server.seen[0] ?? assert.fail();
    assert.deepEqual([method, body, headers['content-type']], ['POST', '{"securityEnabledOnly":true}', 'application/json']);
  });

  describe('pages', () => {
    const next = 'https://graph.microsoft.com/v1.0/things?$skiptoken=X%2Bn%3D&odd=a=b&flag';

    it('follows the next link verbatim, to the end', async () => {
      inTurn([200, { ...ITEMS, '@odata.nextLink': next }], [200, { value: [{ id: 'b' }] }]);

      assert.deepEqual(await list(), [{ id: 'a' }, { id: 'b' }]);
      assert.equal(server.seen[1]?.url, '/graph/v1.0/things?$skiptoken=X%2Bn%3D&odd=a=b&flag');
    });

    for (const link of [
      'https://evil.example/v1.0/things',
      'https://graph.microsoft.com.evil.example/v1.0/things',
      'http://graph.microsoft.com/v1.0/things',
      'https://login.microsoftonline.com/v1.0/things',
      '/v1.0/things?$skip=1',
    ])
      it(`sends no token after a next link to ${link}`, async () => {
        inTurn([200, { ...ITEMS, '@odata.nextLink': link }]);

        await assert.rejects(list(), { code: 'UNREADABLE' });
        assert.equal(server.seen.length, 1);
      });

    it('ends a list that goes round in circles', async () => {
      answer = (_request, response) => answerJson(response, 200, { ...ITEMS, '@odata.nextLink': next });

      await assert.rejects(list(), { code: 'UNREADABLE' });
      assert.equal(server.seen.length, 2);
    });
  });

  describe('repeats', () => {
    it('a read after 503, 502 and a broken connection', async () => {
      answer = (_request, response) => {
        if (server.seen.length === 1) answerJson(response, 503, {});
        else if (server.seen.length === 2) response.socket?.destroy();
        else answerJson(response, 200, ITEMS);
      };

      assert.deepEqual(await list(), [{ id: 'a' }]);
    });

    it('after a short Retry-After', async () => {
      inTurn([429, {}, { 'retry-after': '0' }], [200, ITEMS]);

      assert.deepEqual(await list(), [{ id: 'a' }]);
    });

    it('not after a long Retry-After, which is handed on', async () => {
      inTurn([429, { error: { code: 'TooManyRequests' } }, { 'retry-after': '57' }]);

      await assert.rejects(list(), { code: 'THROTTLED', retryAfterMs: 57_000, status: 429 });
    });

    it('at most three times', async () => {
      answer = (_request, response) => answerJson(response, 504, {});

      await assert.rejects(list(), { code: 'UNAVAILABLE' });
      assert.equal(server.seen.length, 3);
    });

    it('once with a new token after a 401', async () => {
      inTurn([401, { error: { code: 'InvalidAuthenticationToken' } }], [200, ITEMS]);

      await list();

      assert.equal(tokens.discarded.length, 1);
      assert.match(String(server.seen[1]?.headers.authorization), /:2$/);
    });

    it('no second time after a 401', async () => {
      answer = (_request, response) => answerJson(response, 401, { error: { code: 'InvalidAuthenticationToken' } });

      await assert.rejects(list(), { code: 'SIGN_IN_NEEDED', vendorCode: 'InvalidAuthenticationToken' });
      assert.equal(server.seen.length, 2);
    });

    it('not at all where consent is missing', async () => {
      inTurn([401, { error: { code: 'Authorization_IdentityNotFound' } }]);

      await assert.rejects(list(), { code: 'CONSENT_MISSING' });
      assert.deepEqual(tokens.discarded, []);
    });
  });

  const refusals: readonly [number, string, string][] = [
    [400, 'BadRequest', 'INVALID'],
    [403, 'Authorization_RequestDenied', 'FORBIDDEN'],
    [404, 'itemNotFound', 'NOT_FOUND'],
    [409, 'Conflict', 'CONFLICT'],
    [302, 'Moved', 'UNREADABLE'],
  ];
  for (const [status, vendorCode, code] of refusals)
    it(`reports ${status} as ${code}, with Graph's own code and id`, async () => {
      inTurn([
        status,
        { error: { code: vendorCode, message: 'about Fabrikam', innererror: { 'request-id': 'x' } } },
        { 'request-id': 'the-id' },
      ]);

      await assert.rejects(list(), { backEnd: 'graph', code, effect: 'none', status, vendorCode, correlationId: 'the-id' });
    });

  it('keeps texts and queries out of its messages', async () => {
    inTurn([403, { error: { code: 'Forbidden', message: 'about Fabrikam' } }]);
    const error: unknown = await list().catch((thrown: unknown) => thrown);

    assert.ok(error instanceof Error);
    assert.equal(error.message, 'GET /things: HTTP 403 Forbidden');
  });

  it('takes no sentence for a code', async () => {
    inTurn([403, { error: { code: 'Fabrikam is not allowed' } }]);

    await assert.rejects(list(), { code: 'FORBIDDEN', vendorCode: undefined, message: 'GET /things: HTTP 403' });
  });

  for (const [what, body] of [
    ['cut JSON', '{"value":['],
    ['HTML', '<html>Sign in</html>'],
    ['another shape', '{"items":[]}'],
    ['nothing', ''],
  ])
    it(`takes ${what} for unreadable`, async () => {
      answer = (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(body);

      await assert.rejects(list(), { code: 'UNREADABLE', effect: 'none' });
    });

  it('reports an error without a readable body by its status', async () => {
    answer = (_request, response) => response.writeHead(403).end('<html>');

    await assert.rejects(list(), { code: 'FORBIDDEN', vendorCode: undefined });
  });

  it('gives up on a service that does not answer', async () => {
    answer = () => undefined;

    await assert.rejects(list(), { code: 'TIMED_OUT' });
  });

  it('ends at once when the caller leaves', async () => {
    const caller = new AbortController();
    answer = () => caller.abort();

    await assert.rejects(graph.list(Item, '/things', CUSTOMER, caller.signal), { code: 'TIMED_OUT' });
    assert.equal(server.seen.length, 1);
  });

  it('hands on what went wrong with the token', async () => {
    const failing = { ...tokens, token: () => Promise.reject(new TypeError('no token')) };
    const client = graphClient({ transport: transportTo(server.url), tokens: failing, baseUrl: CANONICAL.graph });

    await assert.rejects(client.get(z.unknown(), '/me', CUSTOMER, UNHURRIED), { code: 'UNREADABLE' });
    assert.equal(server.seen.length, 0);
  });
});
