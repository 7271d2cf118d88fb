import { CryptoProvider } from '@azure/msal-node';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BackEndError } from '../../domain/errors.ts';
import type { EntraApplication } from './token-request.ts';
import { requestToken } from './token-request.ts';

export interface SignIn {
  /** The address to open in a browser. */
  readonly url: string;
  /** Where the browser comes back to. */
  readonly port: number;
  /**
   * The refresh token, once the person has signed in.
   *
   * @throws {BackEndError} FORBIDDEN when the person refused or belongs to another tenant, INVALID when the answer was not asked for
   */
  readonly finished: Promise<string>;
}

/**
 * Signs a person of the partner tenant in: authorisation code with PKCE, taken back on loopback. Whether a second factor is asked for is the tenant's
 * policy; Partner Center refuses a sign-in without one (900421).
 */
export async function interactiveSignIn(options: {
  readonly application: EntraApplication;
  readonly scope: string;
  /** Loopback port that is tried first for the redirect URI `http://localhost:<port>/`; Entra does not compare the port of a localhost address. */
  readonly port: number;
  /** What the browser shows at the end. */
  readonly page: { readonly done: string; readonly failed: string };
  readonly signal: AbortSignal;
}): Promise<SignIn> {
  const { application, scope, signal, page } = options;
  const random = new CryptoProvider();
  const { verifier, challenge } = await random.generatePkceCodes();
  const state = random.createNewGuid();
  const server = await listen(options.port).catch(() => listen(0));
  const { port } = server.address() as AddressInfo;
  const redirectUri = `http://localhost:${port}/`;
  const scopes = [scope];

  const query = new URLSearchParams({
    client_id: application.clientId,
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: redirectUri,
    scope: `${scope} openid profile offline_access`,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    prompt: 'login',
    state,
  });
  const url = application.transport.locate(`${application.login}/${application.homeTenantId}/oauth2/v2.0/authorize?${query.toString()}`);

  const finished = takeCode(server, state, page, signal)
    .then(async (code) => {
      const issued = await requestToken(application, application.homeTenantId, signal, (msal) =>
        msal.acquireTokenByCode({ scopes, code, redirectUri, codeVerifier: verifier }),
      );
      if (issued.refreshToken === undefined) throw refused('UNREADABLE', 'no refresh token in the answer');
      if (issued.tenantId.toLowerCase() !== application.homeTenantId) throw refused('FORBIDDEN', 'signed in at another tenant');
      return issued.refreshToken;
    })
    .finally(() => server.close());
  return { url, port, finished };
}

async function listen(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

/** Waits for the browser to come back. Requests without our state are answered 404 and change nothing. */
async function takeCode(
  server: Server,
  state: string,
  page: { readonly done: string; readonly failed: string },
  signal: AbortSignal,
): Promise<string> {
  return await new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(refused('TIMED_OUT', 'nobody signed in in time')), { once: true });
    server.on('request', (request, response) => {
      const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
      const code = query.get('code');
      const error = query.get('error');
      response.setHeader('connection', 'close');
      if (query.get('state') !== state || (code === null && error === null)) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(code === null ? page.failed : page.done);
      if (code === null) reject(refused('FORBIDDEN', 'the sign-in was refused', error ?? undefined));
      else resolve(code);
    });
  });
}

function refused(code: 'FORBIDDEN' | 'TIMED_OUT' | 'UNREADABLE', message: string, vendorCode?: string): BackEndError {
  return new BackEndError({ backEnd: 'entra', code, effect: 'none', message, vendorCode });
}
