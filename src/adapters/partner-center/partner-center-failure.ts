import { z } from 'zod';
import { BackEndError, BotError } from '../../domain/errors.ts';
import { refusalCode } from '../transport/refusal-code.ts';
import { retryAfterMs } from '../transport/retry.ts';
import { TransportFailure } from '../transport/transport-failure.ts';

/** What was called: for the message, and to know whether it may have changed something. */
export interface Called {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly path: string;
  readonly correlationId: string;
}

/**
 * Three shapes of an error (cloud-apis 0.3): the classic one (`code` as string or number), problem details, and the throttle's. Only the code is kept;
 * descriptions may name customers.
 */
const ErrorBody = z.object({ code: z.union([z.string(), z.number()]).nullish() });

/** Comes as 401: a sign-in without MFA, which only a new one mends (cloud-apis 3.9). */
const MFA_MISSING = '900421';

/** No answer, or one that cannot be read. A write may have happened, unless nothing of it left. */
export function partnerCenterFault(called: Called, error: unknown): BotError {
  if (error instanceof BotError) return error;
  const transport = error instanceof TransportFailure ? error : undefined;
  return new BackEndError({
    backEnd: 'partner-center',
    code: transport?.code ?? 'UNREADABLE',
    effect: called.method === 'GET' || transport?.maybeReceived === false ? 'none' : 'unknown',
    message: `${called.method} ${called.path}: ${transport?.fault ?? 'not of the documented shape'}`,
    correlationId: called.correlationId,
    cause: error,
  });
}

/** An answer other than 2xx. */
export async function partnerCenterRefusal(called: Called, response: Response): Promise<BackEndError> {
  const body: unknown = await response.json().catch(() => undefined);
  const code = ErrorBody.safeParse(body).data?.code;
  const vendorCode = code === undefined || code === null ? undefined : String(code);
  const { status, headers } = response;
  return new BackEndError({
    backEnd: 'partner-center',
    code: vendorCode === MFA_MISSING ? 'MFA_NEEDED' : refusalCode(status),
    effect: called.method !== 'GET' && mayHaveActed(status) ? 'unknown' : 'none',
    message: `${called.method} ${called.path}: HTTP ${status} ${vendorCode ?? ''}`.trimEnd(),
    status,
    vendorCode,
    correlationId: headers.get('ms-correlationid') ?? called.correlationId,
    retryAfterMs: retryAfterMs(headers),
  });
}

/** Refused before it was made, by us. */
export function partnerCenterInvalid(message: string): BackEndError {
  return new BackEndError({ backEnd: 'partner-center', code: 'INVALID', effect: 'none', message });
}

/** A list that cannot be read to its end. */
export function partnerCenterUnreadable(message: string): BackEndError {
  return new BackEndError({ backEnd: 'partner-center', code: 'UNREADABLE', effect: 'none', message });
}

/** 408 and 5xx end a request at an unknown point; 409 may be the echo of an earlier try with the same MS-RequestId; a redirect tells nothing. */
function mayHaveActed(status: number): boolean {
  return status < 400 || status === 408 || status === 409 || status >= 500;
}
