import { BotError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { RequestStore } from '../ports/request-store.ts';

const AT_ONCE = 50;

/**
 * Asks once for Microsoft's number of each hand-off older than `afterMs`. Marked before it is sent, because it rings: a lost reminder is better
 * than two. Returns how many were sent; the rest waits for the next run.
 */
export type RemindHandOffs = (signal: AbortSignal) => Promise<number>;

export function remindHandOffs(deps: {
  readonly requests: RequestStore;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly afterMs: number;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): RemindHandOffs {
  const { requests, notifier, clock, afterMs, log } = deps;
  return async (signal) => {
    let sent = 0;
    for (let taken = 0; taken < AT_ONCE && !signal.aborted; taken += 1) {
      const now = clock.now();
      // One by one, so that a process that dies forgets one reminder, not a whole batch.
      const [request] = await requests.takeForReminder(new Date(now.getTime() - afterMs), now, 1);
      if (request === undefined) break;
      try {
        await notifier.remindOfNumber(request);
        sent += 1;
      } catch (error) {
        if (!(error instanceof BotError)) throw error;
        log('reminder not sent', { requestId: request.id, code: error.code });
      }
    }
    return sent;
  };
}
