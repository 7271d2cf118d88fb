import { BackEndError, BotError } from '../domain/errors.ts';
import type { HealthSnapshot } from '../domain/service-health.ts';
import type { Clock } from '../ports/clock.ts';
import type { HealthPollStore, PollFailure } from '../ports/health-poll-store.ts';
import type { HealthSource } from '../ports/health-source.ts';
import type { HealthStore } from '../ports/health-store.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import { heeding, withinDeadline } from './deadline.ts';

/**
 * Reads and stores the health of one customer, and notes how it went and when it is due again. One read at a time for each customer in this process, whoever
 * asks. A caller who leaves does not end it.
 *
 * @throws {BotError} why it could not be read; the signal's reason when the caller left.
 */
export type PollHealth = (tenantId: string, signal: AbortSignal) => Promise<HealthSnapshot>;

/** A read may take this long: two requests, each with its tries. */
const READ_MS = 25_000;
const LONGEST_BACK_OFF_MS = 3_600_000;
/** A back end that asks for more is asked again all the same. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
/** So that customers who were read together do not stay together: this part of the interval, more or less. */
const JITTER = 0.1;

export function pollHealth(deps: {
  readonly source: Pick<HealthSource, 'overviews'>;
  readonly store: Pick<HealthStore, 'save'>;
  readonly polls: Pick<HealthPollStore, 'succeeded' | 'failed' | 'stateOf'>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly clock: Clock;
  readonly intervalMs: number;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): PollHealth {
  const { source, store, polls, jobs, clock, intervalMs, log } = deps;
  const running = new Map<string, Promise<HealthSnapshot>>();
  const later = (ms: number): Date => new Date(clock.now().getTime() + ms);

  async function read(tenantId: string): Promise<HealthSnapshot> {
    let changed: boolean;
    let snapshot: HealthSnapshot;
    // As old as its beginning: of two readings the one begun later knows better, whichever ends first.
    const fetchedAt = clock.now();
    try {
      const overviews = await withinDeadline(READ_MS, new AbortController().signal, (signal) => source.overviews(tenantId, signal));
      snapshot = { tenantId, fetchedAt, overviews };
      changed = await store.save(snapshot);
    } catch (error) {
      await noteFailure(tenantId, error);
      throw error;
    }
    await polls.succeeded(tenantId, fetchedAt, later(intervalMs * (1 - JITTER + 2 * JITTER * Math.random())));
    // News need not wait for the minute.
    if (changed) await jobs.enqueue('read-incidents', {}, { key: 'news' });
    return snapshot;
  }

  async function noteFailure(tenantId: string, error: unknown): Promise<void> {
    const before = await polls.stateOf(tenantId);
    const now = clock.now();
    // As long again as it has failed already: the interval doubled with each failure, however often people try in between.
    const failingMs = now.getTime() - (before?.failedSince ?? now).getTime();
    const backOffMs = Math.min(intervalMs + failingMs, Math.max(intervalMs, LONGEST_BACK_OFF_MS));
    const askedMs = error instanceof BackEndError ? Math.min(error.retryAfterMs ?? 0, LONGEST_WAIT_MS) : 0;
    const failure = failureOf(error);
    await polls.failed(tenantId, failure, now, later(Math.max(backOffMs, askedMs) * (1 + JITTER * Math.random())));
    if (before?.failure?.code !== failure.code) log('health cannot be read', { tenantId, ...failure });
  }

  return (tenantId, signal) => {
    let reading = running.get(tenantId);
    if (reading === undefined) {
      reading = read(tenantId).finally(() => running.delete(tenantId));
      running.set(tenantId, reading);
      // Its failure is told to whoever waits; when nobody waits any more it must not end the process.
      reading.catch(() => undefined);
    }
    return heeding(signal, reading);
  };
}

/** What is shown as Microsoft's failure must be one: a fault of our own, the database's too, is told apart. */
function failureOf(error: unknown): PollFailure {
  if (!(error instanceof BackEndError) || error.backEnd === 'database') {
    const code = error instanceof BotError && error.code === 'TIMED_OUT' ? 'TIMED_OUT' : 'INTERNAL';
    return { code, status: undefined, vendorCode: undefined, correlationId: undefined };
  }
  const { code, status, vendorCode, correlationId } = error;
  return { code, status, vendorCode, correlationId };
}
