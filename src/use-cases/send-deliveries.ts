import type { Clock } from '../ports/clock.ts';
import type { DeliveryStore } from '../ports/delivery-store.ts';
import { SENDER_KEY, type JobQueue } from '../ports/job-queue.ts';
import { delivery } from './deliver.ts';
import { createPace } from './pace.ts';
import { sendRun, type SendMetrics } from './send-run.ts';
import { asOnlySender } from './sender-lease.ts';
import { toldIncidents } from './told-incidents.ts';

/** Sends what is due by the ledger, at the pace Teams allows, until nothing is due or the job has run long enough. One runs in the whole cluster. Gives how many were sent. */
export type SendDeliveries = (signal: AbortSignal) => Promise<number>;

/** Then another one takes over, here or in another replica, which has waited for it. */
const RUN_MS = 60_000;
const STAND_BY_MS = RUN_MS + 15_000;

export function sendDeliveries(
  deps: Omit<Parameters<typeof delivery>[0], 'incidents' | 'pace' | 'deliveries'> &
    Pick<Parameters<typeof toldIncidents>[0], 'announcements'> & {
      readonly deliveries: DeliveryStore;
      readonly jobs: Pick<JobQueue, 'enqueue'>;
      readonly clock: Clock;
      /** Requests a second that Teams allows the tenant. */
      readonly perSecond: number;
      readonly metrics: SendMetrics;
      readonly runMs?: number;
    },
): SendDeliveries {
  const { deliveries, jobs, clock, metrics, log, runMs = RUN_MS } = deps;
  const pace = createPace(deps);
  const one = delivery({ ...deps, pace, incidents: toldIncidents(deps) });

  return async (signal) => {
    // With much to do the next sender is called early: another replica's stands by, and goes on at once when this one dies.
    let called: Promise<void> | undefined;
    const onBacklog = (): void => {
      called ??= jobs.enqueue('send-deliveries', {}, { key: SENDER_KEY }).catch(() => log('no sender stands by', {}));
    };
    const sent = await asOnlySender({ deliveries, clock, standByMs: STAND_BY_MS, signal }, (senderId, within) =>
      sendRun(
        { deliveries, delivery: one, pace, clock, metrics, onBacklog },
        senderId,
        AbortSignal.any([within, AbortSignal.timeout(runMs)]),
      ),
    );
    await called;
    const next = await deliveries.nextDue();
    if (next !== undefined) await jobs.enqueue('send-deliveries', {}, { key: SENDER_KEY, ...(next > clock.now() && { after: next }) });
    return sent ?? 0;
  };
}
