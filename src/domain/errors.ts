/**
 * What went wrong, as a stable code. Every code has, in each language of `src/locales`, the sentences
 * `errors.<code>.what`, `.means` and `.next`: what happened, what it means for the person, what to do now.
 */
export const ERROR_CODES = [
  'INTERNAL',
  // Back ends
  'UNREACHABLE',
  'TIMED_OUT',
  'THROTTLED',
  'UNAVAILABLE',
  'UNREADABLE',
  'SIGN_IN_NEEDED',
  // As SIGN_IN_NEEDED, and Microsoft asks for a second factor with it.
  'MFA_NEEDED',
  'CONSENT_MISSING',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID',
  'CONFLICT',
  'MISCONFIGURED',
  // Microsoft asks for a support plan that it does not see.
  'PLAN_NEEDED',
  // People and customers
  'ACCESS_DENIED',
  'ACCESS_UNKNOWN',
  'NOT_SUPPORTED_BY_ROUTE',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error with a meaning: `code` for people and callers, `message` for the log (identifiers and codes only, never names or texts). */
export class BotError extends Error {
  override readonly name: string = 'BotError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export const BACK_ENDS = ['entra', 'graph', 'partner-center', 'azure-support', 'teams', 'database'] as const;
export type BackEnd = (typeof BACK_ENDS)[number];

interface BackEndFailure {
  readonly backEnd: BackEnd;
  readonly code: ErrorCode;
  readonly message: string;
  /**
   * For a write: `none` = the back end certainly did not act (refused, or never reached), `unknown` = it may have acted.
   * For a read it is always `none`.
   */
  readonly effect: 'none' | 'unknown';
  /** HTTP status, when there was an answer. */
  readonly status?: number | undefined;
  /** The back end's own error code, for the log and for a person who reads it out to Microsoft. */
  readonly vendorCode?: string | undefined;
  /** The id under which the back end's operator finds the call. */
  readonly correlationId?: string | undefined;
  /** How long the back end asked to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** A back end failed or refused. Made in one place per adapter, never elsewhere. */
export class BackEndError extends BotError {
  override readonly name = 'BackEndError';
  readonly backEnd: BackEnd;
  readonly effect: 'none' | 'unknown';
  readonly status: number | undefined;
  readonly vendorCode: string | undefined;
  readonly correlationId: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(failure: BackEndFailure) {
    super(failure.code, failure.message, { cause: failure.cause });
    this.backEnd = failure.backEnd;
    this.effect = failure.effect;
    this.status = failure.status;
    this.vendorCode = failure.vendorCode;
    this.correlationId = failure.correlationId;
    this.retryAfterMs = failure.retryAfterMs;
  }
}

const PASSING: ReadonlySet<ErrorCode> = new Set(['UNREACHABLE', 'TIMED_OUT', 'THROTTLED', 'UNAVAILABLE']);
/** A failure that passes by itself: worth another try later. */
export function isPassing(error: unknown): boolean {
  return error instanceof BotError && PASSING.has(error.code);
}
