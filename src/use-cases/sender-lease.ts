import { randomUUID } from 'node:crypto';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import { pause, type Pause } from './pace.ts';

/** A sender that was killed is taken over after at most this, and the wait between two looks. */
const LEASE_MS = 5_000;
const RENEW_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 250;

/**
 * Does `work` as the only sender of the cluster. Stands by while there is another, for so long at most: a sender that dies has its successor waiting. `work`
 * is told by its signal to end, when somebody else took over. undefined: it was not this sender's turn.
 */
export async function asOnlySender<T>(
  deps: {
    readonly deliveries: Pick<DeliveryStore, 'hold' | 'release'>;
    readonly clock: Clock;
    readonly standByMs: number;
    readonly signal: AbortSignal;
    readonly wait?: Pause;
  },
  work: (senderId: string, signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const { deliveries, clock, standByMs, signal, wait = pause } = deps;
  const senderId = randomUUID();
  const hold = (): Promise<boolean> => deliveries.hold(senderId, LEASE_MS, clock.now());

  for (let waitedMs = 0; !(await hold()); waitedMs += LOOK_EVERY_MS) {
    if (signal.aborted || waitedMs >= standByMs) return undefined;
    await wait(LOOK_EVERY_MS, signal);
  }

  const over = new AbortController();
  const lost = new AbortController();
  const renew = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await wait(RENEW_EVERY_MS, over.signal);
      // A database that does not answer tells nothing; nothing is sent without a note in it.
      if (!over.signal.aborted && !(await hold().catch(() => true))) lost.abort();
    }
  };
  const renewing = renew();
  try {
    return await work(senderId, AbortSignal.any([signal, lost.signal]));
  } finally {
    over.abort();
    await renewing;
    // Without it the lease ends by itself.
    await deliveries.release(senderId).catch(() => undefined);
  }
}
