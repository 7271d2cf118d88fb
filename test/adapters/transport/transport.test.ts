import assert from 'node:assert/strict';
import type { Transport, TransportRequest } from '../../../src/adapters/transport/transport.ts';
import { createTransport } from '../../../src/adapters/transport/transport.ts';
import { TransportFailure, type TransportFault } from '../../../src/adapters/transport/transport-failure.ts';
import { loopbackServer, type Answer, type LoopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, transportTo } from '../../support/microsoft-clouds.ts';

const GET: TransportRequest = { method: 'GET', headers: {}, timeoutMs: 5000 };
const URL_OF_GRAPH = 'https://graph.microsoft.com/v1.0/users?$top=5';

describe('transport', () => {
  let server: LoopbackServer;
  let answer: Answer;
  before(async () => (server = await loopbackServer((request, response) => answer(request, response))));
  after(() => server.stop());

  async function failureOf(transport: Transport, url = URL_OF_GRAPH, request: Partial<TransportRequest> = {}): Promise<TransportFailure> {
    try {
      await transport.fetch(url, { ...GET, ...request });
    } catch (error) {
      assert.ok(error instanceof TransportFailure, String(error));
      return error;
    }
    return assert.fail('It was answered');
  }
  const summary = ({ fault, maybeReceived, code }: TransportFailure): unknown[] => [fault, maybeReceived, code];

  it('sends a canonical URL to the configured base, with path and query', async () => {
    answer = (_request, response) => response.end('hello');

    const response = await transportTo(server.url).fetch(URL_OF_GRAPH, GET);

    assert.equal(await response.text(), 'hello');
    assert.equal(server.seen.at(-1)?.url, '/graph/v1.0/users?$top=5');
  });

  it('is the identity in production', () => {
    const transport = createTransport({ canonical: CANONICAL, actual: CANONICAL });

    assert.equal(transport.locate(URL_OF_GRAPH), URL_OF_GRAPH);
  });

  for (const url of [
    'https://graph.microsoft.com.evil.example/v1.0/me',
    'https://evil.example/',
    'http://graph.microsoft.com/v1.0/me',
    'https://graph.microsoft.com:444/v1.0/me',
    'https://graph.microsoft.com@evil.example/',
    'https://user:secret@graph.microsoft.com/v1.0/me',
    'file:///etc/passwd',
    '//graph.microsoft.com/v1.0/me',
    'not a url',
  ])
    it(`sends nothing to ${url}`, async () => {
      const before = server.seen.length;

      const failure = await failureOf(transportTo(server.url), url, { headers: { authorization: 'Bearer secret' } });

      assert.deepEqual(summary(failure), ['host-refused', false, 'MISCONFIGURED']);
      assert.equal(server.seen.length, before);
    });

  it('gives a redirect back instead of following it', async () => {
    answer = (_request, response) => response.writeHead(302, { location: 'https://evil.example/' }).end();

    const response = await transportTo(server.url).fetch(URL_OF_GRAPH, GET);

    assert.equal(response.status, 302);
  });

  it('gives an answer without a body', async () => {
    answer = (_request, response) => response.writeHead(204).end();

    const response = await transportTo(server.url).fetch(URL_OF_GRAPH, GET);

    assert.deepEqual([response.status, await response.text()], [204, '']);
  });

  const failing: readonly [string, Answer, TransportFault, ...unknown[]][] = [
    ['no answer in time', () => undefined, 'timed-out', true, 'TIMED_OUT'],
    ['a body that stands still', (_request, response) => void response.write('{"a":'), 'timed-out', true, 'TIMED_OUT'],
    ['a connection reset', (_request, response) => void response.socket?.resetAndDestroy(), 'broken', true, 'UNREACHABLE'],
    [
      'a body that is cut',
      (_request, response) => void response.writeHead(200, { 'content-length': '100' }).write('{', () => response.socket?.destroy()),
      'broken',
      true,
      'UNREACHABLE',
    ],
    ['a body above the bound', (_request, response) => response.end(Buffer.alloc(5000)), 'too-large', true, 'UNREADABLE'],
  ];
  for (const [what, how, ...expected] of failing)
    it(`reports ${what}`, async () => {
      answer = how;

      const failure = await failureOf(transportTo(server.url, { maxBytes: 4000 }), URL_OF_GRAPH, { timeoutMs: 150 });

      assert.deepEqual(summary(failure), expected);
    });

  it('reads an answer of 5 MB', async () => {
    answer = (_request, response) => response.end(Buffer.alloc(5_000_000, 'x'));

    const response = await transportTo(server.url).fetch(URL_OF_GRAPH, GET);

    assert.equal((await response.text()).length, 5_000_000);
  });

  it('knows that nothing left when nobody listens', async () => {
    const gone = await loopbackServer(() => undefined);
    await gone.stop();

    assert.deepEqual(summary(await failureOf(transportTo(gone.url))), ['unreachable', false, 'UNREACHABLE']);
  });

  it('sends nothing for a caller that left already', async () => {
    const failure = await failureOf(transportTo(server.url), URL_OF_GRAPH, { signal: AbortSignal.abort() });

    assert.deepEqual(summary(failure), ['cancelled', false, 'TIMED_OUT']);
  });

  it('lets a caller leave in the middle, when the request may have been seen', async () => {
    const caller = new AbortController();
    answer = () => caller.abort();

    const failure = await failureOf(transportTo(server.url), URL_OF_GRAPH, { signal: caller.signal });

    assert.deepEqual(summary(failure), ['cancelled', true, 'TIMED_OUT']);
  });
});
