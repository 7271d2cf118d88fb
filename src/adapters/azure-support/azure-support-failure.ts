import { z } from 'zod';
import { BackEndError, BotError, type ErrorCode } from '../../domain/errors.ts';
import { refusalCode } from '../transport/refusal-code.ts';
import { retryAfterMs } from '../transport/retry.ts';
import { TransportFailure } from '../transport/transport-failure.ts';

/** What was called: for the message, and to know whether it may have changed something. */
export interface Called {
  /** Method and path, without the query. */
  readonly what: string;
  /** Whether it asks for a change: its unknown end leaves open whether that was made. */
  readonly changes: boolean;
  /** `x-ms-client-request-id`. */
  readonly clientRequestId: string;
}

/** ARM's error; the message is looked at, never kept, since it names people and resources. */
export const ArmError = z.object({ code: z.string().nullish(), message: z.string().nullish() });
type ArmError = z.output<typeof ArmError>;
const ErrorBody = z.object({ error: ArmError });

/** The code of the missing plan is not documented, its sentence is (cloud-apis 4.9, 10). */
const PLAN_MISSING = 'support plan type';
/** Codes that say more than the HTTP status, and those of an operation, which has none. Names: cloud-apis 4.10. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  AuthorizationFailed: 'FORBIDDEN',
  Forbidden: 'FORBIDDEN',
  // Of ARM itself: the subscription is disabled, so nothing in it can be changed.
  ReadOnlyDisabledSubscription: 'FORBIDDEN',
  MissingSubscriptionRegistration: 'MISCONFIGURED',
  Conflict: 'CONFLICT',
  TooManyRequests: 'THROTTLED',
  InternalServerError: 'UNAVAILABLE',
  ServiceUnavailable: 'UNAVAILABLE',
};

/** No answer, or one that cannot be read. A change may have been made, unless nothing of it left. */
export function azureFault(called: Called, error: unknown): BotError {
  if (error instanceof BotError) return error;
  const transport = error instanceof TransportFailure ? error : undefined;
  return new BackEndError({
    backEnd: 'azure-support',
    code: transport?.code ?? 'UNREADABLE',
    effect: called.changes && transport?.maybeReceived !== false ? 'unknown' : 'none',
    message: `${called.what}: ${transport?.fault ?? 'not of the documented shape'}`,
    correlationId: called.clientRequestId,
    cause: error,
  });
}

/** An answer other than 2xx. */
export async function azureRefusal(called: Called, response: Response): Promise<BackEndError> {
  const body: unknown = await response.json().catch(() => undefined);
  const error = ErrorBody.safeParse(body).data?.error ?? {};
  const { status, headers } = response;
  const code = meaningOf(error) ?? (asksForMfa(response) ? 'MFA_NEEDED' : refusalCode(status));
  return new BackEndError({
    backEnd: 'azure-support',
    code,
    effect: called.changes && mayHaveActed(status, code) ? 'unknown' : 'none',
    message: `${called.what}: HTTP ${status} ${wordOf(error) ?? ''}`.trimEnd(),
    status,
    vendorCode: wordOf(error),
    correlationId: correlationIdOf(headers) ?? called.clientRequestId,
    retryAfterMs: retryAfterMs(headers),
  });
}

/** An operation that ended without a ticket: certainly not filed. `status` is its last word. */
export function azureGivenUp(status: string, error: ArmError, headers: Headers): BackEndError {
  return new BackEndError({
    backEnd: 'azure-support',
    // Canceled without a reason is nothing that the person did wrong.
    code: meaningOf(error) ?? (status === 'canceled' ? 'UNAVAILABLE' : 'INVALID'),
    effect: 'none',
    message: `operation ${status} ${wordOf(error) ?? ''}`.trimEnd(),
    vendorCode: wordOf(error),
    correlationId: correlationIdOf(headers),
  });
}

/** The operation could not be asked, whatever the reason: what it was to make may be there. */
export function azureInDoubt(error: unknown): unknown {
  if (!(error instanceof BackEndError) || error.effect === 'unknown') return error;
  const { backEnd, code, message, status, vendorCode, correlationId, retryAfterMs: asked } = error;
  return new BackEndError({
    backEnd,
    code,
    message,
    effect: 'unknown',
    status,
    vendorCode,
    correlationId,
    retryAfterMs: asked,
    cause: error,
  });
}

/** Microsoft does not change the severity any more, or not from here (cloud-apis 4.8); by which status it says so is not documented. */
export function azureSettled(error: unknown): unknown {
  if (!(error instanceof BackEndError) || (error.status !== 400 && error.status !== 409)) return error;
  const { backEnd, message, status, vendorCode, correlationId } = error;
  return new BackEndError({ backEnd, code: 'CONFLICT', message, effect: 'none', status, vendorCode, correlationId, cause: error });
}

/** Refused before it was sent, by us. */
export function azureInvalid(message: string): BackEndError {
  return new BackEndError({ backEnd: 'azure-support', code: 'INVALID', effect: 'none', message });
}

/** What was being made is neither there nor being made any more. */
export function azureForgotten(): BackEndError {
  return new BackEndError({ backEnd: 'azure-support', code: 'NOT_FOUND', effect: 'unknown', message: 'the ticket is not being made' });
}

/** A ticket of somebody else has the name. */
export function azureNameTaken(): BackEndError {
  return new BackEndError({ backEnd: 'azure-support', code: 'CONFLICT', effect: 'none', message: 'the name of the ticket is taken' });
}

/** A list that cannot be read to its end. */
export function azureUnreadable(message: string): BackEndError {
  return new BackEndError({ backEnd: 'azure-support', code: 'UNREADABLE', effect: 'none', message });
}

function meaningOf({ code, message }: ArmError): ErrorCode | undefined {
  if (message?.toLowerCase().includes(PLAN_MISSING) === true) return 'PLAN_NEEDED';
  return code ? CODES[code] : undefined;
}

/** A claims challenge that a new token of the same sign-in did not meet either: since 2025 Azure asks users for MFA with every change (docs/unconfirmed.md). */
function asksForMfa({ status, headers }: Response): boolean {
  return status === 401 && headers.get('www-authenticate')?.includes('insufficient_claims') === true;
}

/** A code is one word; anything else is a text, which belongs neither into the log nor onto a card. */
function wordOf({ code }: ArmError): string | undefined {
  return code && /^[\w.-]{1,100}$/.test(code) ? code : undefined;
}

function correlationIdOf(headers: Headers): string | undefined {
  return headers.get('x-ms-correlation-request-id') ?? headers.get('x-ms-request-id') ?? undefined;
}

/** 408 and 5xx end a request at an unknown point; a conflict may be with our own earlier try of the same name; a redirect tells nothing. */
function mayHaveActed(status: number, code: ErrorCode): boolean {
  return status < 400 || status === 408 || code === 'CONFLICT' || status >= 500;
}
