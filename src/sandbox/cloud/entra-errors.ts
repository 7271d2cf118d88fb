import { randomUUID } from 'node:crypto';
import { json, Refusal, header } from './exchange.ts';
import type { CloudRequest } from './exchange.ts';

/** A refusal of the token endpoint, by Entra's number (cloud-apis 5.6). */
interface EntraError {
  readonly error: string;
  readonly text: string;
  readonly status?: 401;
  readonly suberror?: string;
}

const ERRORS = {
  50076: {
    error: 'invalid_grant',
    suberror: 'basic_action',
    text: 'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access the resource.',
  },
  50020: {
    error: 'invalid_grant',
    text: 'User account from an external identity provider does not exist in the tenant and cannot access the application.',
  },
  65001: {
    error: 'invalid_grant',
    suberror: 'consent_required',
    text: 'The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.',
  },
  70000: { error: 'invalid_grant', text: 'The provided grant is invalid or malformed.' },
  70003: { error: 'unsupported_grant_type', text: 'The app requested an unsupported grant type.' },
  70008: { error: 'invalid_grant', text: 'The provided authorization code or refresh token has expired.' },
  70011: { error: 'invalid_scope', text: 'The provided value for the input parameter scope is not valid.' },
  90002: {
    error: 'invalid_request',
    text: 'Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.',
  },
  500011: { error: 'invalid_resource', text: 'The resource principal was not found in the tenant.' },
  501481: { error: 'invalid_grant', text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.' },
  700016: {
    error: 'unauthorized_client',
    text: 'Application was not found in the directory. It has not been installed by the administrator or consented to by any user in the tenant.',
  },
  700082: { error: 'invalid_grant', text: 'The refresh token has expired due to inactivity.' },
  900144: { error: 'invalid_request', text: 'The request body lacks a required parameter.' },
  7000215: { error: 'invalid_client', status: 401, text: 'Invalid client secret provided.' },
} as const satisfies Record<number, EntraError>;
export type EntraCode = keyof typeof ERRORS;

/** The token endpoint's refusal with this number. */
export function entraRefusal(request: CloudRequest, code: EntraCode, now: Date): Refusal {
  const { error, text, ...rest }: EntraError = ERRORS[code];
  const traceId = randomUUID();
  const correlationId = header(request, 'client-request-id') ?? request.query.get('client-request-id') ?? randomUUID();
  const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const body = {
    error,
    error_description: `AADSTS${code}: ${text}\r\nTrace ID: ${traceId}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
    ...(rest.suberror === undefined ? {} : { suberror: rest.suberror }),
    ...(code === 50076
      ? { claims: '{"access_token":{"capolids":{"essential":true,"values":["c2a1f0de-0000-4000-8000-000000000001"]}}}' }
      : {}),
  };
  return new Refusal(json(rest.status ?? 400, body, { 'x-ms-request-id': traceId }));
}
