import { setTimeout as wait } from 'node:timers/promises';
import { TransportFailure } from './transport-failure.ts';

/** What is tried again, how often, and for how long. */
export interface RetryRules {
  /** The first one included. */
  readonly tries: number;
  readonly statuses: ReadonlySet<number>;
  readonly tryTimeoutMs: number;
  /** For all tries and waits together. */
  readonly deadlineMs: number;
  /** Wait after the first failure where the back end names none; doubled by each further one, with jitter. */
  readonly firstWaitMs: number;
  /** A `Retry-After` above this is handed to the caller instead of being waited for. */
  readonly longestWaitMs: number;
}

/**
 * Repeats a request that may safely be repeated. Gives the last answer, whatever its status.
 *
 * @throws {TransportFailure} the last one
 */
export async function withRetry(
  rules: RetryRules,
  signal: AbortSignal,
  attempt: (timeoutMs: number) => Promise<Response>,
): Promise<Response> {
  const deadline = performance.now() + rules.deadlineMs;
  for (let failures = 1; ; failures++) {
    const left = deadline - performance.now();
    const outcome = await attempt(Math.max(1, Math.min(rules.tryTimeoutMs, left))).catch(passing);
    const final = outcome instanceof Response && !rules.statuses.has(outcome.status);
    const asked = outcome instanceof Response ? retryAfterMs(outcome.headers) : undefined;
    const pause = asked ?? rules.firstWaitMs * 2 ** (failures - 1) * (0.5 + Math.random() / 2);
    const hopeless = failures >= rules.tries || (asked ?? 0) > rules.longestWaitMs || pause > deadline - performance.now();
    if (final || hopeless || signal.aborted) {
      if (outcome instanceof Response) return outcome;
      throw outcome;
    }
    await wait(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** A failure that another try may mend; throws every other. */
function passing(error: unknown): TransportFailure {
  if (error instanceof TransportFailure && (error.fault === 'unreachable' || error.fault === 'broken' || error.fault === 'timed-out'))
    return error;
  throw error;
}

/** `Retry-After` in milliseconds: seconds or an HTTP date. */
export function retryAfterMs(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
