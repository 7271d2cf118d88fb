import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { freshDatabase } from '../support/database.ts';
import { APP_ID, signingPair, startFakeChannel, type FakeChannel } from '../support/fake-channel.ts';
import { message, startBot, type RunningBot } from '../support/running-bot.ts';

describe('authentication', () => {
  let database: Database;
  let channel: FakeChannel;
  let bot: RunningBot;

  before(async () => {
    database = await freshDatabase();
  });

  // The SDK remembers keys by their URL for the life of the process: each test has a channel of its own.
  beforeEach(async () => {
    channel = await startFakeChannel();
    bot = await startBot(channel, database);
  });

  afterEach(async () => {
    await bot.stop();
    await channel.stop();
  });

  it('serves a request with a genuine token', async () => {
    const answer = await bot.post(message(channel));

    assert.equal(answer.status, 200);
    assert.equal(answer.text, '');
    assert.equal(bot.dialog.inputs.length, 1);
  });

  const now = Math.floor(Date.now() / 1000);
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  /** Each makes an activity and the `Authorization` header that must be refused. */
  const refused: Readonly<Record<string, (channel: FakeChannel) => { readonly authorization?: string; readonly activity?: object }>> = {
    'no header': () => ({}),
    'an empty bearer': () => ({ authorization: 'Bearer ' }),
    garbage: () => ({ authorization: 'Bearer garbage' }),
    'three parts of garbage': () => ({ authorization: 'Bearer a.b.c' }),
    'basic credentials': () => ({ authorization: 'Basic YWRtaW46YWRtaW4=' }),
    'the scheme in lower case': (c) => ({ authorization: `bearer ${c.token()}` }),
    'two tokens': (c) => ({ authorization: `Bearer ${c.token()} ${c.token()}` }),
    'another issuer': (c) => ({ authorization: `Bearer ${c.token({ iss: 'https://evil.example' })}` }),
    'no issuer': (c) => ({ authorization: `Bearer ${c.token({ iss: undefined })}` }),
    'another audience': (c) => ({ authorization: `Bearer ${c.token({ aud: 'someone-else' })}` }),
    'no audience': (c) => ({ authorization: `Bearer ${c.token({ aud: undefined })}` }),
    'a list of audiences': (c) => ({ authorization: `Bearer ${c.token({ aud: [APP_ID] })}` }),
    'an unknown key id': (c) => ({ authorization: `Bearer ${c.token({}, { kid: 'unknown' })}` }),
    'no key id': (c) => ({ authorization: `Bearer ${c.token({}, { kid: undefined })}` }),
    'an expiry more than five minutes ago': (c) => ({ authorization: `Bearer ${c.token({ exp: now - 310 })}` }),
    'no expiry': (c) => ({ authorization: `Bearer ${c.token({ exp: undefined })}` }),
    'an expiry that is no number': (c) => ({ authorization: `Bearer ${c.token({ exp: 'never' })}` }),
    'a beginning in the future': (c) => ({ authorization: `Bearer ${c.token({ nbf: now + 3600 })}` }),
    'no service URL in the token': (c) => ({ authorization: `Bearer ${c.token({ serviceurl: undefined })}` }),
    'another service URL in the token': (c) => ({
      authorization: `Bearer ${c.token({ serviceurl: 'https://smba.trafficmanager.net/emea/' })}`,
    }),
    'a slash less in the token': (c) => ({ authorization: `Bearer ${c.token({ serviceurl: c.serviceUrl.slice(0, -1) })}` }),
    'the service URL in other case': (c) => ({ authorization: `Bearer ${c.token({ serviceurl: c.serviceUrl.replace('emea', 'EMEA') })}` }),
    'the key of a stranger under a known id': (c) => ({ authorization: `Bearer ${c.token({}, {}, signingPair(['msteams'], c.key.kid))}` }),
    'claims changed after signing': (c) => {
      const [head = '', , signature = ''] = c.token().split('.');
      const claims = { iss: 'https://api.botframework.com', aud: APP_ID, serviceurl: c.serviceUrl, exp: now + 99_999 };
      return { authorization: `Bearer ${head}.${encode(claims)}.${signature}` };
    },
    'no signature and the algorithm none': (c) => {
      const [, claims = ''] = c.token().split('.');
      return { authorization: `Bearer ${encode({ alg: 'none', kid: c.key.kid })}.${claims}.` };
    },
    'the algorithm none with a signature': (c) => ({ authorization: `Bearer ${c.token({}, { alg: 'none' })}` }),
    'the algorithm HS256': (c) => ({ authorization: `Bearer ${c.token({}, { alg: 'HS256' })}` }),
    'a key endorsed for another channel': (c) => {
      const skype = signingPair(['skype']);
      c.listed.push(skype);
      return { authorization: `Bearer ${c.token({}, {}, skype)}` };
    },
    'a key without endorsements': (c) => {
      const bare = signingPair(undefined);
      c.listed.push({ ...bare, jwk: { ...bare.jwk, endorsements: undefined } });
      return { authorization: `Bearer ${c.token({}, {}, bare)}` };
    },
    'another channel': (c) => ({ authorization: `Bearer ${c.token()}`, activity: message(c, { channelId: 'slack' }) }),
    'no channel': (c) => ({ authorization: `Bearer ${c.token()}`, activity: message(c, { channelId: undefined }) }),
    'the channel of App Service': (c) => ({ authorization: `Bearer ${c.token()}`, activity: message(c, { channelId: 'AseChannel' }) }),
    'no service URL in the activity': (c) => ({ authorization: `Bearer ${c.token()}`, activity: message(c, { serviceUrl: undefined }) }),
    'an empty service URL': (c) => ({ authorization: `Bearer ${c.token({ serviceurl: '' })}`, activity: message(c, { serviceUrl: '' }) }),
    'a genuine service URL that is on no allow-list': (c) => {
      const serviceUrl = 'https://smba.trafficmanager.net.evil.example/emea/';
      return { authorization: `Bearer ${c.token({ serviceurl: serviceUrl })}`, activity: message(c, { serviceUrl }) };
    },
    'an allowed host as user name of another': (c) => {
      const serviceUrl = `http://${new URL(c.url).host}@evil.example/`;
      return { authorization: `Bearer ${c.token({ serviceurl: serviceUrl })}`, activity: message(c, { serviceUrl }) };
    },
    'the token of a skill': (c) => ({ authorization: `Bearer ${c.token({ ver: '1.0', appid: 'another-app' })}` }),
    'an emulator token of any tenant': (c) => {
      const tid = '11111111-2222-4333-8444-555555555555';
      const claims = { iss: `https://sts.windows.net/${tid}/`, tid, ver: '1.0', appid: APP_ID, aud: 'https://graph.microsoft.com' };
      return { authorization: `Bearer ${c.token(claims)}` };
    },
  };

  for (const [what, make] of Object.entries(refused)) {
    it(`answers ${what} with 401 and does nothing`, async () => {
      const { authorization, activity = message(channel) } = make(channel);

      const answer = await bot.post(activity, {
        token: null,
        headers: authorization === undefined ? {} : { Authorization: authorization },
      });

      assert.equal(answer.status, 401);
      assert.equal(answer.text, '{"error":"unauthorized"}');
      assert.equal(answer.headers.get('server'), null);
      assert.deepEqual(bot.dialog.inputs, []);
      assert.deepEqual(channel.calls, []);
    });
  }

  it('accepts an expiry up to five minutes ago, as clocks differ', async () => {
    const answer = await bot.post(message(channel), { token: channel.token({ exp: now - 200 }) });

    assert.equal(answer.status, 200);
  });

  it('remembers a genuine token only for the service it was used for', async () => {
    const token = channel.token();
    await bot.post(message(channel), { token });

    const answer = await bot.post(message(channel, { serviceUrl: `${channel.url}/amer/` }), { token });

    assert.equal(answer.status, 401);
  });

  it('asks for the keys once, however many requests come', async () => {
    await Promise.all(Array.from({ length: 8 }, () => bot.post(message(channel), { token: channel.token() })));
    const after = channel.metadataRequests;
    await bot.post(message(channel), { token: channel.token({ nbf: now - 20 }) });

    assert.equal(channel.metadataRequests, after);
  });

  it('answers 503 while the keys cannot be had, and serves as soon as they can', async () => {
    channel.metadataStatus = 500;
    const without = await bot.post(message(channel));
    channel.metadataStatus = 200;
    const answer = await bot.post(message(channel));

    assert.equal(without.status, 503);
    assert.equal(without.text, '{"error":"unavailable"}');
    assert.equal(answer.status, 200);
  });

  it('counts refusals by reason and writes no token anywhere', async () => {
    const errors = captureConsole();
    const token = channel.token({}, {}, signingPair(['msteams'], channel.key.kid));

    await bot.post(message(channel), { token });

    assert.deepEqual(errors.restore(), []);
    assert.match(await bot.metrics.text(), /bot_refused_total\{reason="signature"\} 1/);
    assert.ok(!JSON.stringify(bot.logged).includes(token.slice(0, 40)));
  });
});

/** What is written with `console` meanwhile. */
function captureConsole(): { restore(): unknown[] } {
  const written: unknown[] = [];
  const { error, warn, log } = console;
  Object.assign(console, {
    error: (...args: unknown[]) => written.push(args),
    warn: (...args: unknown[]) => written.push(args),
    log: (...args: unknown[]) => written.push(args),
  });
  return {
    restore() {
      Object.assign(console, { error, warn, log });
      return written;
    },
  };
}
