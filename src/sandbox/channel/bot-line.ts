import { request } from 'node:http';
import { BOT, PARTNER } from '../world.ts';
import type { Signing } from '../signing.ts';
import type { Activity } from './activities.ts';

/** How an activity was received. */
export type Delivery =
  | { readonly outcome: 'answered'; readonly status: number; readonly body: string }
  | { readonly outcome: 'deadline' }
  | { readonly outcome: 'unreachable' };

/** The line from the channel to the bot's messaging endpoint. */
export interface BotLine {
  /** A message or event. A turn that takes longer than the deadline is delivered a second time, as Teams does. */
  tell(activity: Activity): Promise<Delivery>;
  /** An invoke: its answer is the response, or it is too late. */
  ask(activity: Activity): Promise<Delivery>;
  /** A token as the channel signs it; claims given replace its own (for tests of the guard). */
  token(claims?: Readonly<Record<string, unknown>>): string;
}

interface BotLineOptions {
  readonly signing: Signing;
  /** The bot's messaging endpoint, asked for each time since a restarted bot may listen elsewhere. */
  readonly botEndpoint: () => string;
  readonly serviceUrl: string;
  readonly deadlineMs: number;
  readonly stopped: AbortSignal;
}

const MAX_ANSWER_BYTES = 1024 * 1024;

export function createBotLine({ signing, botEndpoint, serviceUrl, deadlineMs, stopped }: BotLineOptions): BotLine {
  // Token times are those of the real clock, which the bot checks them by, not of a test's clock.
  const token = (claims: Readonly<Record<string, unknown>> = {}): string => {
    const now = Math.floor(Date.now() / 1000);
    return signing.sign({
      iss: 'https://api.botframework.com',
      aud: BOT.appId,
      serviceurl: serviceUrl,
      nbf: now - 60,
      exp: now + 3600,
      ...claims,
    });
  };

  const deliver = async (activity: Activity): Promise<Delivery> => {
    const late = AbortSignal.timeout(deadlineMs);
    try {
      return await post(botEndpoint(), activity, token(), AbortSignal.any([late, stopped]));
    } catch {
      return { outcome: late.aborted ? 'deadline' : 'unreachable' };
    }
  };

  return {
    token,
    ask: deliver,
    async tell(activity) {
      const first = await deliver(activity);
      return first.outcome === 'deadline' ? await deliver(activity) : first;
    },
  };
}

/** One connection per request: a bot that was killed leaves no half-dead connection behind for the next one. */
async function post(url: string, activity: Activity, token: string, signal: AbortSignal): Promise<Delivery> {
  const payload = JSON.stringify(activity);
  const { promise, resolve, reject } = Promise.withResolvers<Delivery>();
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(payload),
    'x-ms-conversation-id': (activity['conversation'] as { readonly id: string }).id,
    'x-ms-tenant-id': PARTNER.tenantId,
  };
  request(url, { method: 'POST', agent: false, headers, signal }, (response) => {
    let body = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      body += chunk;
      if (body.length > MAX_ANSWER_BYTES) response.destroy(new Error('The bot answered with too much'));
    });
    response.on('end', () => resolve({ outcome: 'answered', status: response.statusCode ?? 0, body }));
    response.on('error', reject);
  })
    .on('error', reject)
    .end(payload);
  return await promise;
}
