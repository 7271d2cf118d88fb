import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Signing } from '../src/sandbox/signing.ts';
import { BOT, PARTNER, type SandboxPerson } from '../src/sandbox/world.ts';

/** A channel with no limits and no memory: signs, delivers, takes what the bot sends and counts it. */
interface LoopbackChannel {
  readonly serviceUrl: string;
  readonly metadataUrl: string;
  readonly sent: () => number;
  /** Delivers a message and waits until the turn is over. @throws when the bot does not answer 200. */
  say(endpoint: string, person: SandboxPerson, text: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startLoopbackChannel(signing: Signing): Promise<LoopbackChannel> {
  let sent = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const json = (body: object): void => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (request.url === '/metadata') json({ issuer: 'https://api.botframework.com', jwks_uri: `${origin}/keys` });
      else if (request.url === '/keys') json({ keys: [{ ...signing.jwk, endorsements: ['msteams'] }] });
      else json({ id: String(1_763_640_000_000 + ++sent) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceUrl = `${origin}/emea/`;
  const now = Math.floor(Date.now() / 1000);
  // Teams re-uses a token for about an hour.
  const token = signing.sign({
    iss: 'https://api.botframework.com',
    aud: BOT.appId,
    serviceurl: serviceUrl,
    nbf: now - 60,
    exp: now + 3600,
  });
  let messages = 1_763_640_000_000;

  return {
    serviceUrl,
    metadataUrl: `${origin}/metadata`,
    sent: () => sent,
    async say(endpoint, person, text) {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          type: 'message',
          id: String(++messages),
          channelId: 'msteams',
          timestamp: new Date().toISOString(),
          serviceUrl,
          from: { id: person.accountId, name: person.givenName, aadObjectId: person.id },
          recipient: { id: `28:${BOT.appId}`, name: BOT.name },
          conversation: { conversationType: 'personal', id: `a:1${person.key}`, tenantId: PARTNER.tenantId },
          textFormat: 'plain',
          text,
          locale: 'en-GB',
          entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Windows', timezone: person.timeZone }],
          channelData: { tenant: { id: PARTNER.tenantId } },
        }),
      });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`The bot answered ${response.status}`);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
