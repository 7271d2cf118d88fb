import { BotError } from '../domain/errors.ts';

/**
 * Does `work` within `ms`. Gives up then even on work that does not heed its signal.
 *
 * @throws {BotError} TIMED_OUT after the deadline or the caller's; what `work` throws before it; the signal's reason when the caller stops.
 */
export async function withinDeadline<T>(ms: number, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = AbortSignal.timeout(ms);
  const either = AbortSignal.any([signal, deadline]);
  try {
    return await heeding(either, work(either));
  } catch (error) {
    // The back end's own time-out error says more than ours, so only a bare abort is replaced.
    if (deadline.aborted && !signal.aborted && !(error instanceof BotError)) {
      throw new BotError('TIMED_OUT', `No answer within ${ms} ms`, { cause: error });
    }
    throw error;
  }
}

/**
 * Waits for a promise until the signal ends the wait; what is waited for goes on.
 *
 * @throws {BotError} TIMED_OUT when the signal is that of a deadline, else its reason.
 */
export async function heeding<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(reasonOf(signal));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function reasonOf({ reason }: AbortSignal): Error {
  if (!(reason instanceof Error)) return new Error('Aborted', { cause: reason });
  // As `AbortSignal.timeout` has it. A time that is over is no fault of ours, for which callers would take any other error.
  return reason.name === 'TimeoutError' ? new BotError('TIMED_OUT', 'No answer in time', { cause: reason }) : reason;
}
