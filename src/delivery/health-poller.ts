import { setTimeout as wait } from 'node:timers/promises';
import { BotError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { HealthPollStore, PollState } from '../ports/health-poll-store.ts';
import type { PollHealth } from '../use-cases/poll-health.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

/** Reads the health of every customer as it comes due; several replicas share the customers by their claims. */
export interface HealthPoller {
  start(): void;
  /** Brings what is polled in step with the customer list; otherwise done once a minute. @throws {BackEndError} */
  reconcile(): Promise<void>;
  /** Leaves what is being read, and gives it back for others to read. */
  stop(): Promise<void>;
}

export interface HealthPollerDeps {
  readonly poll: PollHealth;
  readonly polls: Pick<HealthPollStore, 'reconcile' | 'claim' | 'giveBack'>;
  readonly intervalMs: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'poll' | 'pollLag' | 'polledCustomers'>;
  /** Between looks for due customers, while some slot is free. */
  readonly lookMs?: number;
  /** After a failure of the database. */
  readonly pauseMs?: number;
}

/** Read side by side: 10,000 customers every five minutes are 33 a second, and one takes some 300 ms. */
const SLOTS = 32;
const LOOK_MS = 1000;
const PAUSE_MS = 5000;
const RECONCILE_MS = 60_000;
/** Longer than any read may take: the customer of a replica that died is read by another after this. */
const CLAIM_MS = 60_000;
/** First readings of new customers, one after the other: a new installation knows its first customers at once, and asks for no burst of tokens. */
const APART_MS = 30;

export function createHealthPoller(deps: HealthPollerDeps): HealthPoller {
  const { poll, polls, intervalMs, clock, log, metrics, lookMs = LOOK_MS, pauseMs = PAUSE_MS } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  /** By tenant, while it is read. */
  const reading = new Map<string, Promise<void>>();
  const left: string[] = [];
  let reconciledAt = -Infinity;
  let loop: Promise<void> | undefined;

  async function reconcile(): Promise<void> {
    reconciledAt = clock.now().getTime();
    const totals = await polls.reconcile(clock.now(), { apartMs: APART_MS, withinMs: intervalMs });
    if (totals === undefined) {
      // Whoever does it may have begun before the customers that are meant here came: the next look makes sure.
      reconciledAt = -Infinity;
      return;
    }
    metrics.polledCustomers(totals.customers, totals.failing);
    if (totals.added + totals.removed > 0) log.info({ ...totals }, 'The customers whose health is read have changed');
  }

  /** Never throws: one customer's failure is nobody else's. */
  async function read({ tenantId }: PollState): Promise<void> {
    try {
      await poll(tenantId, signal);
      metrics.poll('read');
    } catch (error) {
      if (signal.aborted) left.push(tenantId);
      else metrics.poll(error instanceof BotError ? error.code : 'INTERNAL');
    } finally {
      reading.delete(tenantId);
    }
  }

  /** True when all slots are taken: then the next look is when one is free. */
  async function look(): Promise<boolean> {
    const now = clock.now();
    if (now.getTime() - reconciledAt >= RECONCILE_MS) await reconcile();
    const free = SLOTS - reading.size;
    const due = await polls.claim(now, new Date(now.getTime() + CLAIM_MS), free);
    metrics.pollLag(Math.max(0, ...due.map(({ dueAt }) => now.getTime() - dueAt.getTime())) / 1000);
    for (const state of due) reading.set(state.tenantId, read(state));
    return due.length === free;
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        const full = await look();
        if (full && reading.size > 0) await Promise.race(reading.values());
        else if (!full) await wait(lookMs, undefined, { signal }).catch(() => undefined);
      } catch (error) {
        log.warn({ code: error instanceof BotError ? error.code : 'INTERNAL' }, 'The customers whose health is due cannot be read');
        await wait(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  return {
    start() {
      loop ??= run();
    },
    reconcile,
    async stop() {
      stopping.abort(new Error('The poller stops'));
      await loop;
      await Promise.all(reading.values());
      if (left.length > 0) await polls.giveBack(left);
    },
  };
}
