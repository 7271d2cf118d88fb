import type { BaseUrls } from '../../src/config.ts';
import { CLOUD_ENDPOINTS } from '../../src/cloud-endpoints.ts';
import type { AccessTokens, Identity, Resource } from '../../src/adapters/transport/access-tokens.ts';
import { createTransport, type Transport } from '../../src/adapters/transport/transport.ts';

export const CANONICAL: BaseUrls = CLOUD_ENDPOINTS.global.baseUrls;

/** The transport with every base URL at one loopback server, each below its own prefix as in the sandbox. */
export function transportTo(url: string, options: { readonly maxBytes?: number } = {}): Transport {
  const actual = { login: `${url}/login`, graph: `${url}/graph`, partnerCenter: `${url}/pc`, arm: `${url}/arm` };
  return createTransport({ canonical: CANONICAL, actual, ...options });
}

/** Tokens that say what they are for: `customer-account:<tenant>:graph:1`; the number rises when one is discarded. */
export function namedTokens(): AccessTokens & { readonly discarded: string[] } {
  const discarded: string[] = [];
  const name = (identity: Identity, resource: Resource): string =>
    [identity.kind, ...(identity.kind === 'customer-account' ? [identity.tenantId] : []), resource].join(':');
  return {
    discarded,
    token: (identity, resource) => Promise.resolve(`${name(identity, resource)}:${discarded.length + 1}`),
    discard: (_identity, _resource, token) => void discarded.push(token),
  };
}

/** A signal that no test lets run out. */
export const UNHURRIED = new AbortController().signal;
