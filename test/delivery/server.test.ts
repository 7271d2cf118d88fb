import assert from 'node:assert/strict';
import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { startAdminServer } from '../../src/delivery/admin-server.ts';
import { createMetrics } from '../../src/delivery/metrics.ts';
import { createServer, type Readiness, type Server } from '../../src/delivery/server.ts';

const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('server', () => {
  let server: Server;
  let url: string;
  let received: unknown[];
  let refusals: string[];
  let ready: Readiness;
  let isReady: () => Promise<Readiness>;
  let receive: () => Promise<{ status: number; body?: object }>;

  beforeEach(async () => {
    received = [];
    refusals = [];
    ready = { database: true, queue: true };
    isReady = async () => ready;
    receive = async () => ({ status: 200 });
    server = createServer({
      host: '127.0.0.1',
      port: 0,
      log,
      metrics: { refused: (reason) => refusals.push(reason) },
      isReady: () => isReady(),
      receive: async (body) => {
        received.push(body);
        return receive();
      },
    });
    url = `http://127.0.0.1:${(await server.listen()).port}`;
  });

  afterEach(() => server.stop());

  const post = async (
    body: string | Buffer<ArrayBuffer>,
    headers: Record<string, string> = JSON_TYPE,
  ): Promise<{ status: number; text: string; headers: Headers }> => {
    const response = await fetch(`${url}/api/messages`, { method: 'POST', body, headers });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };

  it('hands over the JSON body', async () => {
    const answer = await post('{"type":"message","text":"Привет"}', { 'Content-Type': 'application/json; charset=utf-8' });

    assert.equal(answer.status, 200);
    assert.deepEqual(received, [{ type: 'message', text: 'Привет' }]);
  });

  const bad: readonly [string, string | Buffer<ArrayBuffer>, Record<string, string>, number, string, string][] = [
    ['a body that is no JSON', '{"type":', JSON_TYPE, 400, 'bad request', 'body'],
    ['an empty body', '', JSON_TYPE, 400, 'bad request', 'body'],
    [
      'another content type',
      'type=message',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported media type',
      'media-type',
    ],
    [
      'an upload',
      '--x\r\n\r\nfile\r\n--x--',
      { 'Content-Type': 'multipart/form-data; boundary=x' },
      415,
      'unsupported media type',
      'media-type',
    ],
    [
      'a content type that only begins like JSON',
      '{}',
      { 'Content-Type': 'application/jsonp' },
      415,
      'unsupported media type',
      'media-type',
    ],
    [
      'a compressed body',
      gzipSync('{"type":"message"}'),
      { ...JSON_TYPE, 'Content-Encoding': 'gzip' },
      415,
      'unsupported media type',
      'media-type',
    ],
    ['more than 256 KB', JSON.stringify({ type: 'message', text: 'x'.repeat(257 * 1024) }), JSON_TYPE, 413, 'too large', 'too-large'],
  ];

  for (const [what, body, headers, status, error, reason] of bad) {
    it(`answers ${what} with ${status}, counts it as ${reason} and does nothing`, async () => {
      const answer = await post(body, headers);

      assert.deepEqual({ status: answer.status, text: answer.text }, { status, text: JSON.stringify({ error }) });
      assert.deepEqual([received, refusals], [[], [reason]]);
    });
  }

  it('stops reading a body without a length that grows too large', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const request = http.request(`${url}/api/messages`, { method: 'POST', headers: JSON_TYPE }, (response) =>
        resolve(response.statusCode),
      );
      request.on('error', () => undefined);
      for (let sent = 0; sent < 300; sent++) request.write('x'.repeat(1024));
    });

    assert.equal(status, 413);
  });

  it('tells nothing of the inside: not of unknown paths, wrong methods, broken handlers or itself', async () => {
    receive = async () => {
      throw new Error('secret /home/path');
    };
    const failed = await post('{"type":"message"}');
    const unknown = await fetch(`${url}/nowhere?<script>`);
    const wrong = await fetch(`${url}/api/messages`);

    assert.deepEqual([failed.status, failed.text], [500, '{"error":"internal"}']);
    assert.deepEqual([unknown.status, await unknown.text()], [404, '{"error":"not found"}']);
    assert.deepEqual([wrong.status, await wrong.text()], [405, '{"error":"method not allowed"}']);
    assert.equal(failed.headers.get('server'), null);
  });

  it('is alive, and ready when every part is', async () => {
    const alive = await fetch(`${url}/healthz`);
    const whole = await fetch(`${url}/readyz`);
    ready = { database: true, queue: false };
    const partly = await fetch(`${url}/readyz`);

    assert.equal(alive.status, 200);
    assert.equal(whole.status, 200);
    assert.equal(partly.status, 503);
    assert.deepEqual(await partly.json(), { status: 'not ready', parts: { database: true, queue: false } });
  });

  it('looks once for many who ask at the same time whether it is ready', async () => {
    const [begun, looked] = [Promise.withResolvers<void>(), Promise.withResolvers<Readiness>()];
    let looks = 0;
    isReady = () => {
      looks++;
      begun.resolve();
      return looked.promise;
    };
    const asked = Array.from({ length: 20 }, () => fetch(`${url}/readyz`));
    await begun.promise;
    // Answered behind them on the same server, so that all have arrived.
    await fetch(`${url}/healthz`);
    looked.resolve(ready);

    assert.deepEqual(new Set((await Promise.all(asked)).map(({ status }) => status)), new Set([200]));
    assert.ok(looks <= 2, `${looks} looks`);
  });

  it('lets a running turn finish when it stops, and then takes no more', async () => {
    const turn = Promise.withResolvers<void>();
    receive = async () => {
      await turn.promise;
      return { status: 200, body: { done: true } };
    };
    const answered = post('{"type":"message"}');
    while (received.length === 0) await new Promise(setImmediate);

    const stopped = server.stop();
    turn.resolve();

    assert.equal((await answered).text, '{"done":true}');
    await stopped;
    await assert.rejects(fetch(`${url}/healthz`));
  });

  it('says that its port is taken', async () => {
    const second = createServer({
      host: '127.0.0.1',
      port: Number(new URL(url).port),
      log,
      metrics: { refused: () => undefined },
      isReady: async () => ready,
      receive,
    });

    await assert.rejects(second.listen(), { code: 'EADDRINUSE' });
  });

  it('leaves the responses of other servers as Node documents them', async () => {
    const other = http.createServer((_request, response) => response.writeHead(204).end());
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    assert.ok(typeof address === 'object' && address !== null);

    const response = await fetch(`http://127.0.0.1:${address.port}`);

    other.closeAllConnections();
    other.close();
    assert.equal(response.status, 204);
  });
});

describe('admin server', () => {
  it('shows the metrics and nothing else', async () => {
    const metrics = createMetrics();
    metrics.turn('message', 0.2);
    metrics.outbound('graph', '200');
    metrics.job('prune', 'done', 1);
    const admin = await startAdminServer({ port: 0, metrics });

    const shown = await fetch(`http://127.0.0.1:${admin.port}/metrics`);
    const other = await fetch(`http://127.0.0.1:${admin.port}/`);
    const text = await shown.text();
    await admin.stop();

    assert.match(text, /bot_turn_seconds_count\{kind="message"\} 1/);
    assert.match(text, /bot_outbound_total\{back_end="graph",outcome="200"\} 1/);
    assert.match(text, /bot_job_seconds_count\{name="prune",outcome="done"\} 1/);
    assert.equal(other.status, 404);
  });
});
