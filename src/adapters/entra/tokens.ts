import type { BaseUrls, Config } from '../../config.ts';
import { BackEndError, BotError, type ErrorCode } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SecretStore } from '../../ports/secret-store.ts';
import type { AccessTokens, Identity, Resource } from '../transport/access-tokens.ts';
import type { Transport } from '../transport/transport.ts';
import { partnerRefreshToken } from './partner-refresh-token.ts';
import { tokenCache } from './token-cache.ts';
import { requestToken, type IssuedTokens } from './token-request.ts';

/** Another refresh token may be of a later sign-in. */
const OF_THE_SIGN_IN: ReadonlySet<ErrorCode> = new Set(['SIGN_IN_NEEDED', 'MFA_NEEDED']);
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Which token for what (design.md 7): client credentials only in the partner tenant, the service account in the partner's and the customers' tenants. */
export function entraTokens(deps: {
  readonly transport: Transport;
  readonly canonical: BaseUrls;
  readonly partner: Pick<Config['partner'], 'tenantId' | 'clientId' | 'credential' | 'refreshToken'>;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
  /** Tokens remembered at once, about 3 KB each: one for every customer whose health is polled, and some. */
  readonly maxTokens?: number;
}): AccessTokens {
  const { transport, canonical, partner, clock, log, maxTokens = 15_000 } = deps;
  const home = partner.tenantId.toLowerCase();
  const application = { transport, login: canonical.login, homeTenantId: home, clientId: partner.clientId, credential: partner.credential };
  const refreshTokens = partnerRefreshToken({ secrets: deps.secrets, configured: partner.refreshToken, clock });
  const cache = tokenCache(clock, maxTokens);

  const tenantOf = (identity: Identity): string => (identity.kind === 'customer-account' ? identity.tenantId.toLowerCase() : home);
  const keyOf = (identity: Identity, resource: Resource): string =>
    `${identity.kind === 'application' ? 'app' : 'account'} ${tenantOf(identity)} ${resource}`;

  async function ofApplication(scope: string): Promise<IssuedTokens> {
    return await repeatOnce(() =>
      requestToken(application, home, NEVER, (msal) => msal.acquireTokenByClientCredential({ scopes: [scope] })),
    );
  }

  async function ofAccount(tenantId: string, scope: string): Promise<IssuedTokens> {
    const tried = new Set<string>();
    let refusal: unknown = new BackEndError({ backEnd: 'entra', code: 'SIGN_IN_NEEDED', effect: 'none', message: 'no refresh token' });
    for (const fresh of [false, true]) {
      for (const refreshToken of await refreshTokens.candidates({ fresh })) {
        if (tried.has(refreshToken)) continue;
        tried.add(refreshToken);
        try {
          const issued = await repeatOnce(() =>
            requestToken(application, tenantId, NEVER, (msal) =>
              msal.acquireTokenByRefreshToken({ scopes: [scope], refreshToken, forceCache: true }),
            ),
          );
          if (tenantId === home && issued.refreshToken !== undefined) await keep(issued.refreshToken);
          return issued;
        } catch (error) {
          if (!(error instanceof BackEndError) || !OF_THE_SIGN_IN.has(error.code)) throw error;
          refusal = error;
        }
      }
    }
    throw refusal;
  }

  /** A rotated token that cannot be stored is no reason to refuse the work at hand: the old one stays valid. */
  async function keep(refreshToken: string): Promise<void> {
    await refreshTokens
      .rotated(refreshToken)
      .catch((error: unknown) => log('refresh-token-not-stored', { error: error instanceof Error ? error.name : 'unknown' }));
  }

  return {
    async token(identity, resource, signal) {
      const tenantId = tenantOf(identity);
      if (!GUID.test(tenantId))
        throw new BackEndError({ backEnd: 'entra', code: 'INVALID', effect: 'none', message: 'tenant id is not a guid' });
      const scope = `${canonical[resource]}/.default`;
      try {
        return await cache.token(keyOf(identity, resource), signal, () =>
          identity.kind === 'application' ? ofApplication(scope) : ofAccount(tenantId, scope),
        );
      } catch (error) {
        if (error instanceof BackEndError) throw error;
        // The store of the refresh token says what is wrong with it: another ENCRYPTION_KEY, say.
        if (error instanceof BotError)
          throw new BackEndError({ backEnd: 'entra', code: error.code, effect: 'none', message: error.message, cause: error });
        const [code, message] = signal.aborted
          ? (['TIMED_OUT', 'waited too long for a token'] as const)
          : (['INTERNAL', 'no token'] as const);
        throw new BackEndError({ backEnd: 'entra', code, effect: 'none', message, cause: error });
      }
    },

    discard(identity, resource, token) {
      cache.discard(keyOf(identity, resource), token);
    },
  };
}

/** A token request is shared by all who wait for it, so no single caller's signal ends it; its own time-out does. */
const NEVER = new AbortController().signal;

/** Asking for a token changes nothing, so a passing fault is met with one more try at once. */
async function repeatOnce(request: () => Promise<IssuedTokens>): Promise<IssuedTokens> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof BackEndError && (error.code === 'UNAVAILABLE' || error.code === 'UNREACHABLE')) return await request();
    throw error;
  }
}
