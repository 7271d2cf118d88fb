import { createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { ChannelKeys } from '../../src/config.ts';

export const APP_ID = 'b0700000-1111-4222-8333-444455556666';
const ISSUER = 'https://api.botframework.com';

/** A call of the bot at the connector. */
interface ConnectorCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: {
    readonly type?: string;
    readonly text?: string;
    readonly attachments?: readonly { readonly content: FakeCard }[];
  } & Readonly<Record<string, unknown>>;
}

interface FakeCard {
  readonly fallbackText: string;
}

/** What the connector does with the next calls: an answer, or a broken connection after it has stored the message. */
export type Fault = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: object } | 'reset' | 'silence';

interface SigningPair {
  readonly privateKey: KeyObject;
  readonly jwk: object;
  readonly kid: string;
}

/** A loopback stand-in for Teams as far as one test needs it: keys, tokens and a connector that writes down what it got. */
export interface FakeChannel {
  readonly url: string;
  readonly serviceUrl: string;
  readonly channelKeys: ChannelKeys;
  readonly calls: ConnectorCall[];
  readonly faults: Fault[];
  readonly key: SigningPair;
  /** Keys that the key set lists. */
  readonly listed: SigningPair[];
  /** HTTP status of the metadata. */
  metadataStatus: number;
  metadataRequests: number;
  /** A token as Teams makes it, with other claims where given (undefined leaves one out). */
  token(claims?: Readonly<Record<string, unknown>>, header?: Readonly<Record<string, unknown>>, key?: SigningPair): string;
  stop(): Promise<void>;
}

export function signingPair(endorsements: readonly string[] | undefined = ['msteams'], kid: string = randomUUID()): SigningPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    privateKey,
    kid,
    jwk: { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', ...(endorsements === undefined ? {} : { endorsements }) },
  };
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** One for all channels: making one costs up to half a second. */
const key = signingPair();

export async function startFakeChannel(): Promise<FakeChannel> {
  const listed = [key];
  const calls: ConnectorCall[] = [];
  const faults: Fault[] = [];
  let posted = 1763640000000;

  const server = http.createServer((request, response) => {
    void answer(request, response);
  });
  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const json = (status: number, body: object, headers = {}): void => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
    };
    if (path.startsWith('/metadata')) {
      channel.metadataRequests++;
      json(channel.metadataStatus, { issuer: ISSUER, jwks_uri: `${channel.url}/keys` });
      return;
    }
    if (path === '/keys') {
      json(200, { keys: listed.map(({ jwk }) => jwk) });
      return;
    }
    const body = await text(request);
    calls.push({
      method: request.method ?? '',
      path: decodeURIComponent(path),
      authorization: request.headers.authorization,
      body: body === '' ? {} : JSON.parse(body),
    });
    const fault = faults.shift();
    if (fault === 'reset') request.socket.destroy();
    else if (fault !== undefined && fault !== 'silence') json(fault.status, fault.body ?? {}, fault.headers);
    else if (fault === undefined) json(request.method === 'POST' ? 201 : 200, { id: String(++posted) });
  }

  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const serviceUrl = `${url}/emea/`;
  const metadata = `${url}/metadata?${randomUUID()}`;
  const channel: FakeChannel = {
    url,
    serviceUrl,
    channelKeys: {
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: ISSUER,
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
      OAuthUrl: url,
      CallerId: 'urn:botframework:azure',
    },
    calls,
    faults,
    key,
    listed,
    metadataStatus: 200,
    metadataRequests: 0,
    token(claims = {}, header = {}, signer = key) {
      const now = Math.floor(Date.now() / 1000);
      const all = { iss: ISSUER, aud: APP_ID, serviceurl: serviceUrl, nbf: now - 10, exp: now + 3600, ...claims };
      const signed = `${encode({ typ: 'JWT', alg: 'RS256', kid: signer.kid, ...header })}.${encode(all)}`;
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(signer.privateKey).toString('base64url')}`;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return channel;
}
