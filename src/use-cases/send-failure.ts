import { BackEndError, type BotError } from '../domain/errors.ts';

/** What is kept of an error, with what was to be sent. */
export interface SendFailure {
  readonly code: string;
  readonly status: number | undefined;
  readonly correlationId: string | undefined;
}

export function failureOf(error: BotError): SendFailure {
  const { status, correlationId } = error instanceof BackEndError ? error : {};
  return { code: error.code, status, correlationId };
}

/** What a refused or lost request to Teams means for what it was to send. */
export type SendVerdict =
  /** The bot, or what was to be changed, is not there any more. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'later'; readonly afterMs: number }
  /** Tried often enough, or it can never succeed. */
  | { readonly kind: 'failed' }
  /** It may be there: never to be sent again. */
  | { readonly kind: 'uncertain' };

/** Microsoft's list of what to try again (teams-platform 2.4, docs/decisions/0007-one-sender.md); 500 is not on it. */
const PASSING: ReadonlySet<number> = new Set([401, 412, 429, 502, 503, 504]);
/** With these waits about half an hour. */
export const MOST_TRIES = 12;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** @param repeatable it does no harm when it is done twice: a change in place, or opening a chat. */
export function sendVerdict(
  error: BackEndError,
  { repeatable, attempts, random }: { readonly repeatable: boolean; readonly attempts: number; readonly random: number },
): SendVerdict {
  const { backEnd, status, code, effect } = error;
  if (backEnd === 'teams' && (status === 404 || status === 403))
    return { kind: error.vendorCode === 'InvalidBotApiHost' ? 'failed' : 'absent' };
  const passes = status === undefined ? effect === 'none' && code !== 'INVALID' && code !== 'MISCONFIGURED' : PASSING.has(status);
  if (passes || (effect === 'unknown' && repeatable)) {
    if (attempts + 1 >= MOST_TRIES) return { kind: 'failed' };
    return { kind: 'later', afterMs: waitMs(attempts, error.retryAfterMs, random) };
  }
  return { kind: effect === 'unknown' ? 'uncertain' : 'failed' };
}

/** As long as Teams asks, else twice as long as the last time; with jitter, so that many do not come back at once. */
function waitMs(attempts: number, retryAfterMs: number | undefined, random: number): number {
  if (retryAfterMs !== undefined) return retryAfterMs + random * FIRST_WAIT_MS;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts) * (0.5 + random / 2);
}
