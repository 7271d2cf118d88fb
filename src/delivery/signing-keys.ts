import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';

interface SigningKey {
  readonly key: KeyObject;
  /** The channels this key may speak for. */
  readonly endorsements: readonly string[];
}

/** The channel's public keys by their id; undefined when it has no such key. Throws when the keys cannot be loaded. */
type SigningKeys = (keyId: string) => Promise<SigningKey | undefined>;

const Metadata = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) });
const Jwk = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).default([]),
});
const KeySet = z.object({ keys: z.array(z.unknown()).max(1000) });

const TIMEOUT_MS = 5_000;
/** As the SDK does: keys are read anew daily, and for an unknown key id at most once an hour, so that strangers cannot make us ask. */
const DAY_MS = 24 * 60 * 60_000;
const HOUR_MS = 60 * 60_000;

/** Reads the channel's keys from its OpenID metadata; one load at a time. */
export function signingKeys(metadataUrl: string, now: () => number): SigningKeys {
  let keys: ReadonlyMap<string, SigningKey> = new Map();
  let loadedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | undefined;

  async function load(): Promise<void> {
    keys = await fetchKeys(metadataUrl);
    loadedAt = now();
  }

  return async (keyId) => {
    const age = now() - loadedAt;
    if (age > DAY_MS || (!keys.has(keyId) && age > HOUR_MS)) {
      loading ??= load().finally(() => (loading = undefined));
      await loading;
    }
    return keys.get(keyId);
  };
}

async function fetchKeys(metadataUrl: string): Promise<ReadonlyMap<string, SigningKey>> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const { jwks_uri: keysUrl } = Metadata.parse(await fetchJson(metadataUrl, signal));
  const found = new Map<string, SigningKey>();
  for (const entry of KeySet.parse(await fetchJson(keysUrl, signal)).keys) {
    const jwk = Jwk.safeParse(entry);
    if (!jwk.success) continue; // keys of other kinds are none of ours
    const { kty, kid, n, e, endorsements } = jwk.data;
    found.set(kid, { key: createPublicKey({ key: { kty, n, e }, format: 'jwk' }), endorsements });
  }
  return found;
}

async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal, redirect: 'error' });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`The channel's keys could not be loaded: HTTP ${response.status}`);
  }
  return response.json();
}
