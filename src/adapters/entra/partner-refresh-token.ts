import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../ports/clock.ts';
import type { SecretStore } from '../../ports/secret-store.ts';

const NAME = 'partner-refresh-token';
const DAY_MS = 86_400_000;
const REREAD_MS = 600_000;

/** What is stored: the token, and the fingerprint of the configured one that it took the place of. */
const Stored = z.object({ token: z.string(), supersedes: z.string().optional() });

/** The refresh token of the partner's service account: the configured one, and the newer ones that took its place. */
interface PartnerRefreshToken {
  /**
   * Tokens worth trying, best first. The stored one comes before the configured one, unless the configured one was changed since.
   * `fresh` reads the store again: somebody may have signed in meanwhile.
   */
  candidates(options?: { readonly fresh: boolean }): Promise<readonly string[]>;
  /** A rotated token: used from now on, stored at most daily. */
  rotated(token: string): Promise<void>;
  /** Stores the token of a new sign-in at once. */
  store(token: string): Promise<void>;
}

export function partnerRefreshToken(deps: {
  readonly secrets: SecretStore;
  readonly configured: string | undefined;
  readonly clock: Clock;
}): PartnerRefreshToken {
  const { secrets, configured, clock } = deps;
  const configuredPrint = configured === undefined ? undefined : createHash('sha256').update(configured).digest('base64url');
  let inUse: string | undefined;
  let readAt = 0;
  let known: { readonly order: readonly string[]; readonly storedAt: Date | undefined } = { order: [], storedAt: undefined };

  async function read(): Promise<void> {
    const found = await secrets.read(NAME);
    const stored = found === undefined ? undefined : Stored.safeParse(asJson(found.value)).data;
    const newer = stored?.supersedes === undefined || configuredPrint === undefined || stored.supersedes === configuredPrint;
    const both = newer ? [stored?.token, configured] : [configured, stored?.token];
    known = { order: both.filter((token) => token !== undefined), storedAt: found?.at };
    readAt = clock.now().getTime();
  }

  async function store(token: string): Promise<void> {
    const at = clock.now();
    await secrets.write(NAME, JSON.stringify({ token, supersedes: configuredPrint }), at);
    inUse = token;
    known = { order: [token], storedAt: at };
    readAt = at.getTime();
  }

  return {
    store,

    async candidates(options) {
      const stale = clock.now().getTime() - readAt > REREAD_MS;
      if (options?.fresh === true || readAt === 0 || (inUse === undefined && stale)) await read();
      const first = options?.fresh === true || inUse === undefined ? [] : [inUse];
      return [...new Set([...first, ...known.order])];
    },

    async rotated(token) {
      inUse = token;
      if (known.storedAt === undefined || clock.now().getTime() - known.storedAt.getTime() >= DAY_MS) await store(token);
    },
  };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
