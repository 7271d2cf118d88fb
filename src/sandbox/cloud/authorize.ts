import { createHash, randomBytes } from 'node:crypto';
import { PARTNER } from '../world.ts';
import type { EntraCode } from './entra-errors.ts';
import { json } from './exchange.ts';
import type { CloudReply, CloudRequest } from './exchange.ts';
import type { CloudState } from './state.ts';

/** The sign-in page of the service account, and the codes it hands out (authorisation code with PKCE). */
export interface Authorization {
  page(request: CloudRequest): CloudReply;
  signIn(request: CloudRequest): CloudReply;
  /** Uses up the code of a token request. Throws the refusal. */
  redeem(form: URLSearchParams, refuse: (code: EntraCode) => Error): void;
}

const CODE_LIFE_MS = 10 * 60_000;
const MOST_CODES = 100;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export function createAuthorization(state: CloudState): Authorization {
  const codes = new Map<string, { redirectUri: string; challenge: string; until: number }>();

  return {
    page(request) {
      const wrong = problemOf(request.query);
      if (wrong !== undefined) return json(400, { error: 'invalid_request', error_description: wrong });
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body: PAGE };
    },

    signIn(request) {
      const { query } = request;
      const wrong = problemOf(query);
      if (wrong !== undefined) return json(400, { error: 'invalid_request', error_description: wrong });
      const code = randomBytes(24).toString('base64url');
      const oldest = codes.keys().next().value;
      if (codes.size >= MOST_CODES && oldest !== undefined) codes.delete(oldest);
      const redirectUri = query.get('redirect_uri') ?? '';
      codes.set(code, { redirectUri, challenge: query.get('code_challenge') ?? '', until: state.now().getTime() + CODE_LIFE_MS });
      // Whoever signs in here passes MFA, which is what was asked for.
      state.behaviour.mfa = 'satisfied';
      const target = new URL(redirectUri);
      target.searchParams.set('code', code);
      target.searchParams.set('state', query.get('state') ?? '');
      return { status: 302, headers: { location: target.href }, body: '' };
    },

    redeem(form, refuse) {
      const code = form.get('code') ?? '';
      const known = codes.get(code);
      codes.delete(code);
      if (known === undefined || known.redirectUri !== form.get('redirect_uri')) throw refuse(70000);
      if (known.until < state.now().getTime()) throw refuse(70008);
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (challenge !== known.challenge) throw refuse(501481);
    },
  };
}

/** What is wrong with an authorisation request, in the words of a developer's page. */
function problemOf(query: URLSearchParams): string | undefined {
  const redirect = URL.parse(query.get('redirect_uri') ?? '');
  if (query.get('client_id') !== PARTNER.clientId) return 'AADSTS700016: Application was not found in the directory.';
  if (query.get('response_type') !== 'code') return 'AADSTS70007: response_type is not supported.';
  if (redirect === null || !LOOPBACK.has(redirect.hostname)) return 'AADSTS50011: The redirect URI does not match.';
  if (query.get('code_challenge_method') !== 'S256' || !query.has('code_challenge')) return 'AADSTS9002325: PKCE is required.';
  return undefined;
}

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in (sandbox)</title>
<body style="font:16px system-ui;max-width:28em;margin:4em auto">
<h1>Sandbox sign-in</h1><p>This page stands for Microsoft's sign-in. It signs in the service account of ${PARTNER.name}, with MFA.</p>
<form method="post"><button style="font:inherit;padding:.5em 1em">Sign in</button></form></body></html>
`;
