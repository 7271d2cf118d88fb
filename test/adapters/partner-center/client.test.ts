import assert from 'node:assert/strict';
import { z } from 'zod';
import { partnerCenterClient, type PartnerCenterClient } from '../../../src/adapters/partner-center/client.ts';
import { BackEndError } from '../../../src/domain/errors.ts';
import { answerJson, loopbackServer, type Answer, type LoopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';

const KEY = '99999999-0000-4000-8000-000000000009';
const GUID = /^[0-9a-f-]{36}$/;

describe('Partner Center client', () => {
  let server: LoopbackServer;
  let answer: Answer;
  let tokens: ReturnType<typeof namedTokens>;
  let client: PartnerCenterClient;
  before(async () => (server = await loopbackServer((request, response) => answer(request, response))));
  after(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
    tokens = namedTokens();
    const retry = { firstWaitMs: 1, longestWaitMs: 100, tryTimeoutMs: 150 };
    client = partnerCenterClient({ transport: transportTo(server.url), tokens, baseUrl: CANONICAL.partnerCenter, retry });
  });
  const get = (): Promise<unknown> => client.get(z.object({ id: z.string() }), '/servicerequests/1?x=Fabrikam', UNHURRIED);
  const post = (signal = UNHURRIED): Promise<unknown> =>
    client.write(
      { method: 'POST', path: '/servicerequests/en-US', body: { Title: 'T' }, answer: z.object({ id: z.string() }), requestId: KEY },
      signal,
    );
  async function failureOf(call: Promise<unknown>): Promise<BackEndError> {
    const error: unknown = await call.catch((thrown: unknown) => thrown);
    return error instanceof BackEndError ? error : assert.fail(String(error));
  }

  it('sends the key, a correlation id, its name and the token of the partner account', async () => {
    answer = (_request, response) => answerJson(response, 201, { id: '1' });

    await post();

    const { url, headers, body } = server.seen[0] ?? assert.fail();
    assert.deepEqual([url, body, headers['ms-requestid']], ['/pc/v1/servicerequests/en-US', '{"Title":"T"}', KEY]);
    assert.equal(headers['ms-partnercenter-application'], 'partner-support-bot');
    assert.equal(headers.authorization, 'Bearer partner-account:partnerCenter:1');
    assert.match(String(headers['ms-correlationid']), GUID);
  });

  it('repeats a read, under the same ids, at most three times', async () => {
    answer = (_request, response) => answerJson(response, 500, {});

    assert.equal((await failureOf(get())).code, 'UNAVAILABLE');
    assert.equal(server.seen.length, 3);
    assert.equal(new Set(server.seen.map(({ headers }) => headers['ms-requestid'])).size, 1);
  });

  for (const status of [400, 401, 403, 404, 409, 417, 429])
    it(`does not repeat a read after ${status}`, async () => {
      answer = (_request, response) => answerJson(response, status, {}, { 'retry-after': '0' });

      await failureOf(get());
      assert.equal(server.seen.length, 1);
    });

  it('never repeats a write by itself', async () => {
    answer = (_request, response) => answerJson(response, 503, {});

    await failureOf(post());
    assert.equal(server.seen.length, 1);
  });

  const shapes: readonly [string, number, unknown, string, string | undefined][] = [
    ['the classic shape', 400, { code: '3000', description: 'Fabrikam', data: [], source: 'PartnerFD' }, 'INVALID', '3000'],
    ['a code as a number', 403, { code: 20002, description: 'x' }, 'FORBIDDEN', '20002'],
    [
      'problem details',
      404,
      { type: 'about:blank', title: 'Not Found', status: 404, detail: 'x', instance: '/v1/x' },
      'NOT_FOUND',
      undefined,
    ],
    ['the throttle', 429, { statusCode: 429, message: 'Rate limit is exceeded.' }, 'THROTTLED', undefined],
    ['HTML', 403, '<html>', 'FORBIDDEN', undefined],
    ['a sign-in without MFA', 401, { code: '900421', description: 'x' }, 'MFA_NEEDED', '900421'],
    ['a changed ETag', 412, {}, 'CONFLICT', undefined],
    ['an expectation failed', 417, {}, 'INVALID', undefined],
  ];
  for (const [what, status, body, code, vendorCode] of shapes)
    it(`reads ${what} as ${code}: a write that certainly did nothing`, async () => {
      answer = (_request, response) => answerJson(response, status, body, { 'MS-CorrelationId': 'theirs', 'retry-after': '57' });

      const error = await failureOf(post());

      assert.deepEqual(
        [error.backEnd, error.code, error.effect, error.status, error.vendorCode, error.correlationId, error.retryAfterMs],
        ['partner-center', code, 'none', status, vendorCode, 'theirs', 57_000],
      );
    });

  const unknown: readonly [string, Answer, string][] = [
    ['500', (_request, response) => answerJson(response, 500, {}), 'UNAVAILABLE'],
    ['504', (_request, response) => answerJson(response, 504, {}), 'UNAVAILABLE'],
    ['408', (_request, response) => answerJson(response, 408, {}), 'TIMED_OUT'],
    ['409, which may be the echo of an earlier try', (_request, response) => answerJson(response, 409, {}), 'CONFLICT'],
    ['a redirect', (_request, response) => response.writeHead(307, { location: '/' }).end(), 'UNREADABLE'],
    ['a broken connection', (_request, response) => void response.socket?.destroy(), 'UNREACHABLE'],
    [
      'a cut body',
      (_request, response) => void response.writeHead(201, { 'content-length': '99' }).write('{', () => response.socket?.destroy()),
      'UNREACHABLE',
    ],
    ['cut JSON', (_request, response) => response.writeHead(201).end('{"id":'), 'UNREADABLE'],
    ['201 without a number', (_request, response) => answerJson(response, 201, { title: 'T' }), 'UNREADABLE'],
    ['204 where a number was due', (_request, response) => response.writeHead(204).end(), 'UNREADABLE'],
  ];
  for (const [what, how, code] of unknown)
    it(`does not know what a write did after ${what}`, async () => {
      answer = how;

      const error = await failureOf(post());

      assert.deepEqual([error.code, error.effect], [code, 'unknown']);
      assert.match(error.correlationId ?? '', GUID);
    });

  it('does not know what a write did when the caller leaves in the middle', async () => {
    const caller = new AbortController();
    answer = () => caller.abort();

    const { code, effect } = await failureOf(post(caller.signal));

    assert.deepEqual([code, effect], ['TIMED_OUT', 'unknown']);
  });

  it('knows that a write did nothing when nobody listens', async () => {
    const gone = await loopbackServer(() => undefined);
    await gone.stop();
    client = partnerCenterClient({ transport: transportTo(gone.url), tokens, baseUrl: CANONICAL.partnerCenter });

    const { code, effect } = await failureOf(post());

    assert.deepEqual([code, effect], ['UNREACHABLE', 'none']);
  });

  it('knows that a write did nothing when there was no token for it', async () => {
    const noToken = new BackEndError({ backEnd: 'entra', code: 'SIGN_IN_NEEDED', effect: 'none', message: 'x' });
    client = partnerCenterClient({
      transport: transportTo(server.url),
      tokens: { ...tokens, token: () => Promise.reject(noToken) },
      baseUrl: CANONICAL.partnerCenter,
    });

    assert.equal(await failureOf(post()), noToken);
  });

  it('begins the next call with a new token after a 401', async () => {
    answer = (_request, response) => answerJson(response, 401, { code: '400' });

    await failureOf(get());

    assert.deepEqual(tokens.discarded, ['partner-account:partnerCenter:1']);
  });

  it('keeps queries and descriptions out of its messages', async () => {
    answer = (_request, response) => answerJson(response, 404, { code: '1000', description: 'about Fabrikam' });

    assert.equal((await failureOf(get())).message, 'GET /servicerequests/1: HTTP 404 1000');
  });
});
