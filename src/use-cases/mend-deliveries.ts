import type { DeliveryTotals } from '../domain/delivery.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import type { DeliveryWatchdog } from '../ports/delivery-watchdog.ts';
import { SENDER_KEY, type JobQueue } from '../ports/job-queue.ts';

/**
 * Finds what is stuck between a change and its last card, and sets it going again: changes that nobody announced, and cards that are due, whose quiet hours are
 * over, or whose sender is gone. Gives how many jobs it asked for.
 */
export type MendDeliveries = () => Promise<number>;

const MOST = 200;
/** A card that waits so long is worth a line in the log. */
const LATE_MS = 120_000;

export function mendDeliveries(deps: {
  readonly watchdog: DeliveryWatchdog;
  readonly deliveries: Pick<DeliveryStore, 'nextDue'>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly clock: Clock;
  /** Told how the ledger stands. */
  readonly report: (totals: DeliveryTotals, waitingSeconds: number) => void;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): MendDeliveries {
  const { watchdog, deliveries, jobs, clock, report, log } = deps;
  return async () => {
    const now = clock.now();
    const unannounced = await watchdog.unannounced(now, MOST);
    for (const id of unannounced) await jobs.enqueue('announce-incident', { id }, { key: id });
    if (unannounced.length > 0) log('incidents not announced', { incidents: unannounced.length });

    const due = await deliveries.nextDue();
    const isDue = due !== undefined && due <= now;
    // One that sends already does no harm: the next one finds nothing.
    if (isDue) await jobs.enqueue('send-deliveries', {}, { key: SENDER_KEY });

    const { totals, queuedSince } = await watchdog.stand(now);
    const waitingMs = queuedSince === undefined ? 0 : Math.max(0, now.getTime() - queuedSince.getTime());
    report(totals, waitingMs / 1000);
    if (waitingMs > LATE_MS) log('deliveries late', { queued: totals.queued, seconds: Math.round(waitingMs / 1000) });
    return unannounced.length + Number(isDue);
  };
}
