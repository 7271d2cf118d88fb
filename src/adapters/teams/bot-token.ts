import { ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node';
import type { Credential } from '../../config.ts';
import { BackEndError } from '../../domain/errors.ts';

/** The bot's own token towards the connector. */
export interface BotToken {
  /** @throws {BackEndError} of `entra` */
  get(): Promise<string>;
  /** Forgets a token that the connector refused. */
  discard(token: string): void;
}

interface BotTokenSettings {
  readonly appId: string;
  readonly credential: Credential;
  /** Canonical, such as `https://login.microsoftonline.com/<tenant>`; a multi-tenant bot's is `ToChannelFromBotLoginUrl`. */
  readonly authority: string;
  /** `ToChannelFromBotOAuthScope`. */
  readonly scope: string;
  /** The transport's. */
  readonly networkClient: INetworkModule;
  readonly now?: () => number;
}

const RENEW_BEFORE_MS = 5 * 60_000;

/** Client credentials by msal. Renewed shortly before the token expires; many callers at once make one request. */
export function botToken({ appId, credential, authority, scope, networkClient, now = Date.now }: BotTokenSettings): BotToken {
  const identity = 'secret' in credential ? { clientSecret: credential.secret } : { clientCertificate: certificate(credential) };
  const application = new ConfidentialClientApplication({ auth: { clientId: appId, authority, ...identity }, system: { networkClient } });

  let current: { readonly token: string; readonly until: number } | undefined;
  let renewing: Promise<string> | undefined;

  async function renew(): Promise<string> {
    try {
      // msal's own cache would give a refused token again.
      const result = await application.acquireTokenByClientCredential({ scopes: [`${scope}/.default`], skipCache: true });
      if (result === null) throw new Error('no token');
      current = { token: result.accessToken, until: (result.expiresOn?.getTime() ?? now()) - RENEW_BEFORE_MS };
      return result.accessToken;
    } catch (cause) {
      throw refusal(cause);
    } finally {
      renewing = undefined;
    }
  }

  return {
    get: async () => (current !== undefined && now() < current.until ? current.token : (renewing ??= renew())),
    discard: (token) => {
      if (current?.token === token) current = undefined;
    },
  };
}

/** A thumbprint of 64 digits is SHA-256, one of 40 SHA-1. */
function certificate({ thumbprint, privateKey }: Extract<Credential, { thumbprint: string }>): {
  privateKey: string;
  thumbprint?: string;
  thumbprintSha256?: string;
} {
  return { privateKey, [thumbprint.length === 64 ? 'thumbprintSha256' : 'thumbprint']: thumbprint };
}

/** Refusals of Entra name the OAuth error; anything else passes. */
const REFUSALS: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_request',
  'invalid_scope',
  'invalid_resource',
]);

function refusal(cause: unknown): BackEndError {
  const field = (name: 'errorCode' | 'correlationId'): string | undefined => {
    const value: unknown = cause instanceof Error ? Reflect.get(cause, name) : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const vendorCode = field('errorCode');
  const refused = vendorCode !== undefined && REFUSALS.has(vendorCode);
  return new BackEndError({
    backEnd: 'entra',
    code: refused ? 'MISCONFIGURED' : vendorCode === 'network_error' ? 'UNREACHABLE' : 'UNAVAILABLE',
    message: `The bot's own token could not be obtained (${vendorCode ?? 'no code'})`,
    effect: 'none',
    vendorCode,
    correlationId: field('correlationId'),
    cause,
  });
}
