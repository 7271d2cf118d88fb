import type { Clock } from '../../ports/clock.ts';

interface CachedToken {
  readonly accessToken: string;
  readonly expiresAt: Date;
}

/** Tokens are asked anew this long before they expire, so that none runs out on the way. */
const MARGIN_MS = 300_000;

/** Remembers tokens by key, the least recently used one leaving first, and lets one request at a time fetch each. */
interface TokenCache {
  token(key: string, signal: AbortSignal, request: () => Promise<CachedToken>): Promise<string>;
  discard(key: string, accessToken: string): void;
}

export function tokenCache(clock: Clock, limit: number): TokenCache {
  const tokens = new Map<string, CachedToken>();
  const running = new Map<string, Promise<CachedToken>>();

  function remember(key: string, token: CachedToken): void {
    tokens.delete(key);
    tokens.set(key, token);
    const [oldest] = tokens.keys();
    if (tokens.size > limit && oldest !== undefined) tokens.delete(oldest);
  }

  async function fetchOnce(key: string, request: () => Promise<CachedToken>): Promise<CachedToken> {
    const flight = running.get(key) ?? request().finally(() => running.delete(key));
    running.set(key, flight);
    const token = await flight;
    remember(key, token);
    return token;
  }

  return {
    async token(key, signal, request) {
      const known = tokens.get(key);
      if (known !== undefined && known.expiresAt.getTime() - clock.now().getTime() > MARGIN_MS) {
        remember(key, known);
        return known.accessToken;
      }
      // Before the request begins: nobody would be there to hear of its failure, which would end the process.
      signal.throwIfAborted();
      return (await untilAborted(fetchOnce(key, request), signal)).accessToken;
    },

    discard(key, accessToken) {
      if (tokens.get(key)?.accessToken === accessToken) tokens.delete(key);
    },
  };
}

/** Lets one caller leave while the others go on waiting for the same request. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let leave = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    leave = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
