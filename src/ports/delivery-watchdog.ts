import type { DeliveryTotals } from '../domain/delivery.ts';

/** Sees what is stuck between a change of an incident and its last card. */
export interface DeliveryWatchdog {
  /**
   * Incidents that began, changed, ended or began again, and that nobody has compared with what was announced since; and open ones that nobody has compared for
   * an hour. Those compared longest ago first.
   */
  unannounced(now: Date, limit: number): Promise<readonly string[]>;
  /** The rows of incidents that are open, or ended within a day; and since when the one that waits longest is to be sent. */
  stand(now: Date): Promise<{ readonly totals: DeliveryTotals; readonly queuedSince: Date | undefined }>;
}
