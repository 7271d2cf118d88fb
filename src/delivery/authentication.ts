import { createHash, verify } from 'node:crypto';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { PasswordServiceClientCredentialFactory } from 'botframework-connector';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { ChannelKeys } from '../config.ts';
import { BoundedMap } from './bounded-map.ts';
import { signingKeys } from './signing-keys.ts';

/** Why a request was refused; a label of the metrics, never told to the caller. */
type RefusalReason =
  | 'no-token'
  | 'malformed'
  | 'algorithm'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'not-yet'
  | 'channel'
  | 'service-url'
  | 'key'
  | 'endorsement'
  | 'signature'
  | 'sdk';

type Verdict =
  | { readonly kind: 'genuine' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  /** The channel's keys cannot be had now: nothing can be told of any token. */
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/** Whether a request really comes from Teams. Never throws. */
export type Authenticate = (activity: unknown, authorization: string | undefined) => Promise<Verdict>;

interface AuthenticationSettings {
  readonly appId: string;
  readonly channel: ChannelKeys;
  /** Origins accepted as `serviceUrl`, without a final slash. */
  readonly serviceUrls: readonly string[];
  readonly now?: () => number;
}

const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string(),
});
const Header = z.object({ alg: z.string(), kid: z.string().min(1) });
const Addressed = z.object({ channelId: z.literal('msteams'), serviceUrl: z.string().min(1).max(2048) });

const BEARER = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/;
const SKEW_MS = 5 * 60_000;
const REMEMBERED_TOKENS = 1_000;
const LONGEST_MEMORY_MS = 60 * 60_000;
const SDK_TIMEOUT_MS = 10_000;

/**
 * The SDK's validation of inbound tokens, with its holes closed before it is asked (toolchain.md 4): the issuer is the channel's and no other
 * (which shuts the emulator and skill paths), `exp` and `serviceurl` are there, the service is on the allow-list, the channel is Teams, and the
 * key is endorsed for it. The signature is checked here too, since the SDK answers a bad one with an error and prints the key.
 * Teams uses a token for about an hour: one found genuine is remembered, by its hash, with the service and channel it was used for.
 */
export function strictAuthentication({ appId, channel, serviceUrls, now = Date.now }: AuthenticationSettings): Authenticate {
  const sdk = new ConfigurationBotFrameworkAuthentication(
    { MicrosoftAppId: appId, ...channel },
    new PasswordServiceClientCredentialFactory(appId, ''),
  );
  const keyOf = signingKeys(channel.ToBotFromChannelOpenIdMetadataUrl, now);
  const genuine = new BoundedMap<string, number>(REMEMBERED_TOKENS);
  const origins = new Set(serviceUrls);

  return async (activity, authorization = '') => {
    if (authorization === '') return refused('no-token');
    const parts = BEARER.exec(authorization);
    if (parts === null) return refused('malformed');
    const addressed = Addressed.safeParse(activity);
    if (!addressed.success) return refused(addressed.error.issues.some(({ path }) => path[0] === 'channelId') ? 'channel' : 'service-url');
    const { serviceUrl, channelId } = addressed.data;

    const fingerprint = createHash('sha256').update(`${authorization}\n${serviceUrl}\n${channelId}`).digest('base64');
    const until = genuine.get(fingerprint);
    if (until !== undefined && now() < until) return { kind: 'genuine' };

    const [, head = '', body = '', signature = ''] = parts;
    const header = Header.safeParse(decode(head));
    const claims = Claims.safeParse(decode(body));
    if (!header.success) return refused(header.error.issues.some(({ path }) => path[0] === 'kid') ? 'key' : 'malformed');
    if (!claims.success) return refused(missing(claims.error));
    const { iss, aud, exp, nbf, serviceurl } = claims.data;
    if (header.data.alg !== 'RS256') return refused('algorithm');
    if (iss !== channel.ToBotFromChannelTokenIssuer) return refused('issuer');
    if (aud !== appId) return refused('audience');
    if (exp * 1000 + SKEW_MS < now()) return refused('expired');
    if (nbf !== undefined && nbf * 1000 - SKEW_MS > now()) return refused('not-yet');
    if (serviceurl !== serviceUrl || !origins.has(originOf(serviceUrl))) return refused('service-url');

    let key;
    try {
      key = await keyOf(header.data.kid);
    } catch (cause) {
      return { kind: 'unavailable', cause };
    }
    if (key === undefined) return refused('key');
    if (!key.endorsements.includes(channelId)) return refused('endorsement');
    if (!verify('RSA-SHA256', Buffer.from(`${head}.${body}`), key.key, Buffer.from(signature, 'base64url'))) return refused('signature');
    if (!(await sdkAccepts(sdk, activity as Activity, authorization))) return refused('sdk');

    genuine.set(fingerprint, Math.min(exp * 1000, now() + LONGEST_MEMORY_MS));
    return { kind: 'genuine' };
  };
}

const refused = (reason: RefusalReason): Verdict => ({ kind: 'refused', reason });

/** The SDK sets no time-out when it loads its own copy of the keys. */
async function sdkAccepts(sdk: ConfigurationBotFrameworkAuthentication, activity: Activity, authorization: string): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), SDK_TIMEOUT_MS);
  const accepted = sdk.authenticateRequest(activity, authorization).then(
    () => true,
    () => false,
  );
  return Promise.race([accepted, tooLate]).finally(() => clearTimeout(timer));
}

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined; // not JSON: the schema refuses it
  }
}

const CLAIM_REASONS: Readonly<Record<string, RefusalReason>> = {
  iss: 'issuer',
  aud: 'audience',
  exp: 'expired',
  serviceurl: 'service-url',
};

function missing(error: z.ZodError): RefusalReason {
  return CLAIM_REASONS[String(error.issues[0]?.path[0])] ?? 'malformed';
}

/** Of `https://smba.trafficmanager.net@elsewhere.example/` it is the elsewhere. */
function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
