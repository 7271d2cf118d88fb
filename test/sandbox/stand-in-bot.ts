import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Signing } from '../../src/sandbox/signing.ts';
import { BOT } from '../../src/sandbox/world.ts';

/** An activity as it arrived; the fields the tests look at. */
export interface Heard {
  readonly type: string;
  readonly id: string;
  readonly name?: string;
  readonly action?: string;
  readonly text?: string;
  readonly locale?: string;
  readonly value?: unknown;
  readonly replyToId?: string;
  readonly serviceUrl: string;
  readonly entities?: readonly Readonly<Record<string, unknown>>[];
  readonly attachments?: readonly { readonly contentType: string; readonly content: string }[];
  readonly from: { readonly id: string; readonly name: string; readonly aadObjectId: string };
  readonly recipient: { readonly id: string };
  readonly conversation: { readonly id: string; readonly conversationType: string; readonly tenantId: string; readonly isGroup?: boolean };
  readonly channelData: Readonly<Record<string, unknown>>;
  readonly membersAdded?: readonly { readonly id: string }[];
  readonly localTimestamp?: string;
  readonly localTimezone?: string;
  readonly token: string;
}

export interface BotAnswer {
  readonly status?: number;
  readonly body?: unknown;
}

/** A bot of a few lines on real HTTP: it writes down what it hears and lets the test answer. */
export interface StandInBot {
  readonly endpoint: string;
  readonly heard: Heard[];
  /** What it does with an activity; the answer's body goes back for invokes. */
  onActivity: (activity: Heard) => Promise<BotAnswer | undefined> | BotAnswer | undefined;
  /** A call to the connector at `v3/…` with the bot's own token, or one given. */
  call(
    method: string,
    path: string,
    body?: unknown,
    token?: string,
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }>;
  /** Replies to an activity; returns the new message's id. */
  reply(to: Heard, message: object): Promise<string>;
  update(to: Heard, id: string, message: object): Promise<void>;
  stop(): Promise<void>;
}

export const asCard = (content: unknown) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
});

export function botToken(signing: Signing, claims: object = {}): string {
  const now = Math.floor(Date.now() / 1000);
  return signing.sign({ aud: 'https://api.botframework.com', appid: BOT.appId, nbf: now - 5, exp: now + 3600, ...claims });
}

export async function startStandInBot(signing: Signing, serviceUrl: () => string): Promise<StandInBot> {
  const heard: Heard[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    const answer = async (): Promise<void> => {
      const activity = { ...((await json(request)) as Heard), token: request.headers.authorization ?? '' };
      heard.push(activity);
      const { status = 200, body } = (await bot.onActivity(activity)) ?? {};
      response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? undefined : JSON.stringify(body));
    };
    answer().catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));

  const bot: StandInBot = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    heard,
    onActivity: () => undefined,
    async call(method, path, body, token = botToken(signing)) {
      const response = await fetch(`${serviceUrl()}v3/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
    },
    async reply(to, message) {
      const { body } = await bot.call('POST', `conversations/${encodeURIComponent(to.conversation.id)}/activities/${to.id}`, message);
      return String(body['id']);
    },
    async update(to, id, message) {
      await bot.call('PUT', `conversations/${encodeURIComponent(to.conversation.id)}/activities/${id}`, message);
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return bot;
}
