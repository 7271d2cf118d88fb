import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { botToken, type BotToken } from '../../../src/adapters/teams/bot-token.ts';

/** A token endpoint at the place where the transport stands. */
class FakeLogin implements INetworkModule {
  readonly requests: { readonly url: string; readonly body: URLSearchParams }[] = [];
  answer: { status: number; body: object } | undefined;
  expiresIn = 3600;

  async sendGetRequestAsync<T>(): Promise<NetworkResponse<T>> {
    throw new Error('Nothing has to be looked up');
  }

  async sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    this.requests.push({ url, body: new URLSearchParams(options?.body ?? '') });
    const { status, body } = this.answer ?? {
      status: 200,
      body: { token_type: 'Bearer', expires_in: this.expiresIn, access_token: `token-${this.requests.length}` },
    };
    return { status, body: body as T, headers: {} };
  }
}

describe('bot token', () => {
  let login: FakeLogin;
  let now: number;
  let token: BotToken;
  let appId: string;

  beforeEach(() => {
    login = new FakeLogin();
    now = Date.now();
    appId = randomUUID();
    token = botToken({
      appId,
      credential: { secret: 'bot-secret' },
      authority: 'https://login.microsoftonline.com/7e4a0000-0000-4000-8000-000000000001',
      scope: 'https://api.botframework.com',
      networkClient: login,
      now: () => now,
    });
  });

  it('comes by client credentials from the tenant, for the connector', async () => {
    assert.equal(await token.get(), 'token-1');

    const [request] = login.requests;
    assert.match(request?.url ?? '', /^https:\/\/login\.microsoftonline\.com\/7e4a0000-0000-4000-8000-000000000001\/oauth2\/v2\.0\/token/);
    assert.equal(request?.body.get('grant_type'), 'client_credentials');
    assert.equal(request?.body.get('client_id'), appId);
    assert.match(request?.body.get('scope') ?? '', /https:\/\/api\.botframework\.com\/\.default/);
  });

  it('is asked for once by many callers, and kept until shortly before it expires', async () => {
    const first = await Promise.all(Array.from({ length: 20 }, () => token.get()));
    now += 50 * 60_000;
    const kept = await token.get();
    now += 6 * 60_000;
    const renewed = await token.get();

    assert.deepEqual([new Set(first).size, kept, renewed], [1, 'token-1', 'token-2']);
  });

  it('is asked for anew when the connector refused it', async () => {
    token.discard(await token.get());

    assert.equal(await token.get(), 'token-2');
  });

  it('stays when another one was refused', async () => {
    await token.get();
    token.discard('an older one');

    assert.equal(await token.get(), 'token-1');
  });

  it('that is refused says so without the secret, and is asked for again the next time', async () => {
    login.answer = {
      status: 401,
      body: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret', error_codes: [7000215] },
    };

    await assert.rejects(token.get(), (error: unknown) => {
      assert.ok(error instanceof Error);
      assert.deepEqual(
        [Reflect.get(error, 'code'), Reflect.get(error, 'backEnd'), Reflect.get(error, 'effect')],
        ['MISCONFIGURED', 'entra', 'none'],
      );
      assert.ok(!error.message.includes('bot-secret'));
      return true;
    });
    login.answer = undefined;
    assert.equal(await token.get(), 'token-2');
  });
});
