import assert from 'node:assert/strict';
import net from 'node:net';
import type { BotToken } from '../../../src/adapters/teams/bot-token.ts';
import { teamsClient, type Destination, type TeamsClient } from '../../../src/adapters/teams/client.ts';
import { BackEndError } from '../../../src/domain/errors.ts';
import { startFakeChannel, type FakeChannel, type Fault } from '../../support/fake-channel.ts';

const HELLO = { type: 'message', text: 'hello' };

describe('Teams client', () => {
  let channel: FakeChannel;
  let to: Destination;
  let outcomes: string[];
  let client: TeamsClient;
  const token = (): BotToken => ({ get: async () => 'bot-token', discard: () => undefined });
  const make = (overrides: Partial<Parameters<typeof teamsClient>[0]> = {}): TeamsClient =>
    teamsClient({
      token: token(),
      serviceUrls: [channel.url],
      timeoutMs: 300,
      deadlineMs: 3_000,
      onCall: (outcome) => outcomes.push(outcome),
      ...overrides,
    });

  before(async () => {
    channel = await startFakeChannel();
  });

  beforeEach(() => {
    channel.calls.length = 0;
    channel.faults.length = 0;
    outcomes = [];
    to = { serviceUrl: channel.serviceUrl, conversationId: '19:team@thread.tacv2;messageid=1' };
    client = make();
  });

  after(() => channel.stop());

  const failed = async (call: Promise<unknown>): Promise<BackEndError> => {
    const error: unknown = await call.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof BackEndError);
    assert.equal(error.backEnd, 'teams');
    return error;
  };

  it('sends, replies, updates and removes', async () => {
    const id = await client.send(to, HELLO);
    await client.send(to, HELLO, 'a/b');
    await client.update(to, '17', HELLO);
    await client.remove(to, '17');

    assert.match(id, /^\d{13}$/);
    const path = '/emea/v3/conversations/19:team@thread.tacv2;messageid=1/activities';
    assert.deepEqual(
      channel.calls.map((call) => `${call.method} ${call.path}`),
      [`POST ${path}`, `POST ${path}/a/b`, `PUT ${path}/17`, `DELETE ${path}/17`],
    );
    assert.deepEqual(channel.calls[0]?.body, HELLO);
    assert.deepEqual(outcomes, ['201', '201', '200', '200']);
  });

  it('opens a chat, and begins a post in a channel', async () => {
    const { serviceUrl } = channel;
    const chat = await client.openChat({ serviceUrl, botId: '28:bot', accountId: '29:mei', tenantId: 't' });
    channel.faults.push({ status: 201, body: { id: '19:c@thread.tacv2;messageid=17', activityId: '17' } });
    const post = await client.startPost({ serviceUrl, conversationId: '19:c@thread.tacv2' }, HELLO);
    channel.faults.push({ status: 201, body: { id: '19:c@thread.tacv2;messageid=18' } });
    const told = await client.startPost({ serviceUrl, conversationId: '19:c@thread.tacv2' }, HELLO);

    assert.match(chat, /^\d{13}$/);
    assert.deepEqual(post, { conversationId: '19:c@thread.tacv2;messageid=17', activityId: '17' });
    assert.equal(told.activityId, '18');
    assert.deepEqual(
      channel.calls.map((call) => `${call.method} ${call.path}`),
      Array(3).fill('POST /emea/v3/conversations'),
    );
    assert.deepEqual(channel.calls[1]?.body, { isGroup: true, channelData: { channel: { id: '19:c@thread.tacv2' } }, activity: HELLO });
  });

  it('does not know whether it can be found again what was posted without an id', async () => {
    channel.faults.push({ status: 201, body: {} });

    const error = await failed(client.startPost(to, HELLO));

    assert.deepEqual([error.code, error.effect], ['UNREADABLE', 'unknown']);
  });

  for (const status of [401, 412, 429, 503]) {
    it(`tries once where whoever calls decides: ${status}`, async () => {
      const discarded: string[] = [];
      const once = make({ tries: 1, token: { get: async () => 'old', discard: (refused) => void discarded.push(refused) } });
      channel.faults.push({ status });

      const error = await failed(once.send(to, HELLO));

      assert.deepEqual([error.status, error.effect, channel.calls.length], [status, 'none', 1]);
      assert.deepEqual(discarded, status === 401 ? ['old'] : []);
    });
  }

  it('understands a service URL without a final slash', async () => {
    await client.send({ ...to, serviceUrl: channel.serviceUrl.slice(0, -1) }, HELLO);

    assert.match(channel.calls[0]?.path ?? '', /^\/emea\/v3\//);
  });

  for (const serviceUrl of ['https://evil.example/', 'nonsense', 'http://127.0.0.1:1/', '']) {
    it(`sends no token to "${serviceUrl}"`, async () => {
      const error = await failed(client.send({ ...to, serviceUrl }, HELLO));

      assert.deepEqual([error.code, error.effect], ['MISCONFIGURED', 'none']);
      assert.deepEqual(outcomes, []);
    });
  }

  it('refuses a message that Teams would not take', async () => {
    const error = await failed(client.send(to, { ...HELLO, text: 'я'.repeat(41 * 1024) }));

    assert.deepEqual([error.code, error.effect], ['INVALID', 'none']);
    assert.deepEqual(channel.calls, []);
  });

  const once: readonly [string, Fault, string][] = [
    ['a lost answer', 'reset', 'UNREACHABLE'],
    ['silence', 'silence', 'TIMED_OUT'],
    ['500', { status: 500 }, 'UNAVAILABLE'],
    ['502', { status: 502 }, 'UNAVAILABLE'],
    ['504', { status: 504 }, 'UNAVAILABLE'],
  ];
  for (const [what, fault, code] of once) {
    it(`does not post again after ${what}: it may have been posted`, async () => {
      channel.faults.push(fault);

      const error = await failed(client.send(to, HELLO));

      assert.deepEqual([error.code, error.effect], [code, 'unknown']);
      assert.equal(channel.calls.length, 1);
    });
  }

  for (const status of [412, 429, 503]) {
    it(`posts again after ${status}: it was certainly not posted`, async () => {
      channel.faults.push({ status }, { status });

      const id = await client.send(to, HELLO);

      assert.match(id, /^\d{13}$/);
      assert.equal(channel.calls.length, 3);
    });
  }

  const repeated: readonly Fault[] = ['reset', { status: 502 }, { status: 504 }, { status: 429, headers: { 'retry-after': '0' } }];
  for (const fault of repeated) {
    it(`updates again after ${typeof fault === 'string' ? fault : fault.status}: doing it twice does no harm`, async () => {
      channel.faults.push(fault);

      await client.update(to, '17', HELLO);

      assert.equal(channel.calls.length, 2);
    });
  }

  it('gives up after three tries', async () => {
    channel.faults.push({ status: 429 }, { status: 429 }, { status: 429 });

    const error = await failed(client.send(to, HELLO));

    assert.deepEqual([error.code, error.effect, error.status], ['THROTTLED', 'none', 429]);
    assert.equal(channel.calls.length, 3);
  });

  it('hands a long Retry-After to the caller instead of waiting', async () => {
    channel.faults.push({ status: 429, headers: { 'retry-after': '20' } });

    const error = await failed(client.send(to, HELLO));

    assert.equal(error.retryAfterMs, 20_000);
    assert.equal(channel.calls.length, 1);
  });

  it('takes a new token once the connector refuses the old one', async () => {
    const tokens = ['old', 'new'];
    const fresh = make({
      token: { get: async () => tokens[0] ?? '', discard: (refused) => void (refused === tokens[0] && tokens.shift()) },
    });
    channel.faults.push({ status: 401 });

    await fresh.send(to, HELLO);

    assert.deepEqual(
      channel.calls.map(({ authorization }) => authorization),
      ['Bearer old', 'Bearer new'],
    );
  });

  it('knows that nothing was posted when no connection stood', async () => {
    const closed = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => closed.once('listening', resolve));
    const { port } = closed.address() as net.AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const origin = `http://127.0.0.1:${port}`;

    const error = await failed(make({ serviceUrls: [origin] }).send({ ...to, serviceUrl: `${origin}/` }, HELLO));

    assert.deepEqual([error.code, error.effect], ['UNREACHABLE', 'none']);
    assert.deepEqual(outcomes, ['unreachable', 'unreachable', 'unreachable']);
  });

  const refusals: readonly [number, object, string, string | undefined][] = [
    [400, { error: { code: 'BadArgument', message: 'x' } }, 'INVALID', 'BadArgument'],
    [403, { error: { code: 'BotNotInConversationRoster' } }, 'FORBIDDEN', 'BotNotInConversationRoster'],
    [403, { errorCode: 209, message: '{"subCode":"MessageWritesBlocked"}' }, 'FORBIDDEN', 'MessageWritesBlocked'],
    [403, { errorCode: 209, message: 'no JSON' }, 'FORBIDDEN', '209'],
    [404, { error: { code: 'ConversationNotFound' } }, 'NOT_FOUND', 'ConversationNotFound'],
    [413, { error: { code: 'MessageSizeTooBig' } }, 'INVALID', 'MessageSizeTooBig'],
    [418, { odd: true }, 'UNAVAILABLE', undefined],
  ];
  for (const [status, body, code, vendorCode] of refusals) {
    it(`reads ${status} ${vendorCode ?? 'without a code'} as ${code}`, async () => {
      channel.faults.push({ status, body });

      const error = await failed(client.send(to, HELLO));

      assert.deepEqual([error.code, error.vendorCode, error.effect, error.status], [code, vendorCode, 'none', status]);
      assert.equal(channel.calls.length, 1);
    });
  }
});
