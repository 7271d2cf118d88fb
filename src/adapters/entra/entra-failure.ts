import { z } from 'zod';
import { BackEndError, BotError, type ErrorCode } from '../../domain/errors.ts';
import { retryAfterMs } from '../transport/retry.ts';
import { TransportFailure } from '../transport/transport-failure.ts';
import type { Recording } from './recording-network.ts';

const ErrorBody = z.object({
  error: z.string(),
  error_codes: z.array(z.coerce.number()).nullish(),
  correlation_id: z.string().nullish(),
});

/** What Entra's `error` means (RFC 6749 and OpenID Connect); Microsoft asks that code branches on it. */
const BY_ERROR: Readonly<Record<string, ErrorCode>> = {
  invalid_grant: 'SIGN_IN_NEEDED',
  interaction_required: 'SIGN_IN_NEEDED',
  login_required: 'SIGN_IN_NEEDED',
  consent_required: 'CONSENT_MISSING',
  invalid_resource: 'CONSENT_MISSING',
  unauthorized_client: 'CONSENT_MISSING',
  access_denied: 'FORBIDDEN',
  invalid_client: 'MISCONFIGURED',
  invalid_request: 'MISCONFIGURED',
  invalid_scope: 'MISCONFIGURED',
  unsupported_grant_type: 'MISCONFIGURED',
  temporarily_unavailable: 'UNAVAILABLE',
  server_error: 'UNAVAILABLE',
};

/** The AADSTS numbers that tell an error's meaning closer (Entra error reference and public code; see cloud-apis 5.6). */
const CLOSER: readonly (readonly [ErrorCode, readonly number[]])[] = [
  ['MFA_NEEDED', [50072, 50074, 50076, 50078, 50079, 50158]],
  ['CONSENT_MISSING', [50001, 500011, 650057, 65001, 65004, 700016, 90094]],
  ['FORBIDDEN', [50020, 500212, 500213, 50034, 50105, 50131, 53000, 53001, 53003, 530032, 90072]],
  ['NOT_FOUND', [90002]],
  ['MISCONFIGURED', [50194, 50196, 70011, 7000215, 7000222]],
];

const APPLICATION_UNKNOWN = 700016;

/**
 * Turns the end of a token request into our error. The tenant called is named; tokens, secrets and claims never are.
 * `home`: it was the partner's own tenant, where an unknown application is a wrong client id and not a missing consent.
 */
export function entraFailure(error: unknown, recording: Recording, { tenantId, home }: { tenantId: string; home: boolean }): BotError {
  if (error instanceof BotError) return error;
  const at = (message: string): string => `token for tenant ${tenantId}: ${message}`;
  const base = { backEnd: 'entra', effect: 'none' } as const;
  if (recording.failure instanceof TransportFailure) {
    return new BackEndError({ ...base, code: recording.failure.code, message: at(recording.failure.fault), cause: error });
  }
  // msal refused before sending anything: authority, certificate or secret cannot be used as configured.
  if (recording.reply === undefined) return new BackEndError({ ...base, code: 'MISCONFIGURED', message: at('not sent'), cause: error });

  // msal's own error is not kept as the cause here: it carries the claims of the answer, and whatever logs our error would log them.
  const { status, headers } = recording.reply;
  const body = ErrorBody.safeParse(recording.reply.body).data;
  const number = body?.error_codes?.[0];
  return new BackEndError({
    ...base,
    code: home && number === APPLICATION_UNKNOWN ? 'MISCONFIGURED' : codeOf(status, body?.error, number),
    message: at(`HTTP ${status} ${body?.error ?? ''} ${number === undefined ? '' : `AADSTS${number}`}`.trimEnd()),
    status,
    vendorCode: number === undefined ? body?.error : `AADSTS${number}`,
    correlationId: body?.correlation_id ?? undefined,
    retryAfterMs: retryAfterMs(headers),
  });
}

function codeOf(status: number, error: string | undefined, number: number | undefined): ErrorCode {
  if (status === 429) return 'THROTTLED';
  if (status >= 500) return 'UNAVAILABLE';
  if (error === undefined) return 'UNREADABLE';
  const byError = BY_ERROR[error] ?? 'FORBIDDEN';
  if (byError === 'UNAVAILABLE' || number === undefined) return byError;
  return CLOSER.find(([, numbers]) => numbers.includes(number))?.[0] ?? byError;
}
