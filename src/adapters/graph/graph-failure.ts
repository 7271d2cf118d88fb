import { z } from 'zod';
import { BackEndError, BotError } from '../../domain/errors.ts';
import { refusalCode } from '../transport/refusal-code.ts';
import { retryAfterMs } from '../transport/retry.ts';
import { TransportFailure } from '../transport/transport-failure.ts';

/** A code is one word; anything else is a text, which belongs neither into the log nor onto a card. */
const ErrorBody = z.object({ error: z.object({ code: z.string().regex(/^[\w.-]{1,100}$/) }) });

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
    // By status: codes of service communications are not documented well enough to branch on (cloud-apis 1.8, 10). This one is known: no service
    // principal of our application in that tenant.
    code: vendorCode === 'Authorization_IdentityNotFound' ? 'CONSENT_MISSING' : refusalCode(status),
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

/** This process has asked for a tenant's health as often as Microsoft allows; nothing was sent. */
export function healthBudgetSpent(waitMs: number): BackEndError {
  return new BackEndError({ backEnd: 'graph', code: 'THROTTLED', effect: 'none', message: 'health budget spent', retryAfterMs: waitMs });
}
