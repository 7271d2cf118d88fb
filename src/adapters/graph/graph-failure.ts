import { z } from 'zod';
import { BackEndError, BotError, type ErrorCode } from '../../domain/errors.ts';
import { retryAfterMs } from '../transport/retry.ts';
import { TransportFailure } from '../transport/transport-failure.ts';

const ErrorBody = z.object({ error: z.object({ code: z.string() }) });

/** A call to Graph that changes nothing in the end: `effect` is always `none`. `what` is method and path, never names or texts. */
export function graphFault(what: string, error: unknown): BotError {
  if (error instanceof BotError) return error;
  const code = error instanceof TransportFailure ? error.code : 'UNREADABLE';
  const reason = error instanceof TransportFailure ? error.fault : 'not of the documented shape';
  return new BackEndError({ backEnd: 'graph', code, effect: 'none', message: `${what}: ${reason}`, cause: error });
}

/** An answer other than 2xx, as our error. */
export async function graphRefusal(what: string, response: Response, clientRequestId: string): Promise<BackEndError> {
  const body: unknown = await response.json().catch(() => undefined);
  const vendorCode = ErrorBody.safeParse(body).data?.error.code;
  const { status, headers } = response;
  return new BackEndError({
    backEnd: 'graph',
    code: codeOf(status, vendorCode),
    effect: 'none',
    message: `${what}: HTTP ${status} ${vendorCode ?? ''}`.trimEnd(),
    status,
    vendorCode,
    correlationId: headers.get('request-id') ?? clientRequestId,
    retryAfterMs: retryAfterMs(headers),
  });
}

/** The tenant is not set up in a way that can be served. */
export function graphMisconfigured(message: string): BackEndError {
  return new BackEndError({ backEnd: 'graph', code: 'MISCONFIGURED', effect: 'none', message });
}

/** By status; codes of service communications are not documented well enough to branch on (cloud-apis 1.8, 10). */
function codeOf(status: number, vendorCode: string | undefined): ErrorCode {
  // No service principal of our application in that tenant.
  if (vendorCode === 'Authorization_IdentityNotFound') return 'CONSENT_MISSING';
  if (status >= 500) return 'UNAVAILABLE';
  switch (status) {
    case 400:
      return 'INVALID';
    case 401:
      return 'SIGN_IN_NEEDED';
    case 403:
      return 'FORBIDDEN';
    case 404:
      return 'NOT_FOUND';
    case 408:
      return 'TIMED_OUT';
    case 409:
    case 412:
      return 'CONFLICT';
    case 429:
      return 'THROTTLED';
    default:
      return 'UNREADABLE';
  }
}
