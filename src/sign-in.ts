import { partnerRefreshToken } from './adapters/entra/partner-refresh-token.ts';
import { interactiveSignIn } from './adapters/entra/interactive-sign-in.ts';
import { openDatabase } from './adapters/postgres/database.ts';
import { startEmbeddedServer } from './adapters/postgres/embedded-server.ts';
import { postgresSecretStore } from './adapters/postgres/secret-store.ts';
import { createTransport } from './adapters/transport/transport.ts';
import { ConfigurationError, readConfig, type Config } from './config.ts';
import { BackEndError, type ErrorCode } from './domain/errors.ts';
import type { SecretStore } from './ports/secret-store.ts';

/** `npm run sign-in`: a person signs in once for the partner's service account, and the bot works with that sign-in from then on. */

const PORT = 8400;
const MINUTES = 10;

const UNFINISHED = 'The sign-in was not completed. Run npm run sign-in again and answer the second factor.';
const HINTS: Partial<Readonly<Record<ErrorCode, string>>> = {
  FORBIDDEN:
    'The sign-in was refused, or was made in another tenant. Sign in as the service account of the partner tenant (PARTNER_TENANT_ID).',
  CONSENT_MISSING:
    'The application has not been given its permissions in the partner tenant. An administrator of that tenant must consent first.',
  MISCONFIGURED: `Entra does not accept the application. Check PARTNER_CLIENT_ID, its secret or certificate, and that http://localhost is one of its redirect URIs.`,
  TIMED_OUT: `Nobody signed in within ${MINUTES} minutes, or Entra did not answer. Run npm run sign-in again.`,
  UNREACHABLE: 'Entra cannot be reached from here. Check the network and LOGIN_URL, then run npm run sign-in again.',
  SIGN_IN_NEEDED: UNFINISHED,
  MFA_NEEDED: UNFINISHED,
};

async function signIn(config: Config, secrets: SecretStore, signal: AbortSignal): Promise<void> {
  const { partner, canonical } = config;
  const { url, port, finished } = await interactiveSignIn({
    application: {
      transport: createTransport(config),
      login: canonical.login,
      homeTenantId: partner.tenantId.toLowerCase(),
      clientId: partner.clientId,
      credential: partner.credential,
    },
    scope: `${canonical.partnerCenter}/.default`,
    port: PORT,
    page: { done: 'Signed in. You can close this page.', failed: 'The sign-in was refused. See the terminal.' },
    signal,
  });
  say(`Open this address in a browser on this machine, and sign in as the partner's service account, with MFA:\n\n${url}\n`);
  say(`The address the browser comes back to is http://localhost:${port}/ (over SSH: ssh -L ${port}:127.0.0.1:${port} …).`);
  const refreshToken = await finished;
  await partnerRefreshToken({ secrets, configured: partner.refreshToken, clock: { now: () => new Date() } }).store(refreshToken);
  say('Signed in. The refresh token is stored, encrypted, in the database; a running bot takes it up by itself.');
}

async function withSecrets(config: Config, work: (secrets: SecretStore) => Promise<void>): Promise<void> {
  const server = 'url' in config.database ? undefined : await startEmbeddedServer(config.database.dataDir);
  try {
    const database = await openDatabase('url' in config.database ? config.database.url : (server?.url ?? ''));
    try {
      await work(postgresSecretStore(database, config.encryptionKey));
    } finally {
      await database.close();
    }
  } finally {
    await server?.stop();
  }
}

function explain(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  if (error instanceof BackEndError && error.backEnd === 'entra')
    return `${HINTS[error.code] ?? 'The sign-in did not work.'}\n(${error.code}: ${error.message})`;
  return `The sign-in did not work: ${error instanceof Error ? error.message : String(error)}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const stop = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
try {
  const config = readConfig(process.env);
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(MINUTES * 60_000)]);
  await withSecrets(config, (secrets) => signIn(config, secrets, signal));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
