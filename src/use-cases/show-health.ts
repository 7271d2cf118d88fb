import { BotError } from '../domain/errors.ts';
import type { HealthSnapshot } from '../domain/service-health.ts';
import type { Clock } from '../ports/clock.ts';
import type { HealthSource } from '../ports/health-source.ts';
import type { HealthStore } from '../ports/health-store.ts';
import { withinDeadline } from './deadline.ts';

/** `failure`: why there is nothing newer than `snapshot`. */
export interface HealthResult {
  readonly snapshot: HealthSnapshot | undefined;
  readonly failure: BotError | undefined;
}

/**
 * The health of a tenant: asked of Microsoft within a short deadline (a turn does not wait for a slow back end), a copy of the last minute is
 * good enough; on failure the stored copy with its age and the reason. Never throws for a back end's failure.
 */
export type ShowHealth = (tenantId: string, options: { readonly fresh: boolean }, signal: AbortSignal) => Promise<HealthResult>;

const DEADLINE_MS = 2500;
/** A read may go on this long behind the turn; what it brings is stored for the next look. */
const READ_MS = 15_000;
const YOUNG_MS = 60_000;

export function showHealth(deps: {
  readonly source: HealthSource;
  readonly store: HealthStore;
  readonly clock: Clock;
  readonly deadlineMs?: number;
}): ShowHealth {
  const { source, store, clock, deadlineMs = DEADLINE_MS } = deps;
  const running = new Map<string, Promise<HealthSnapshot>>();

  /** One read at a time for each tenant, whoever asks. */
  function read(tenantId: string): Promise<HealthSnapshot> {
    const already = running.get(tenantId);
    if (already !== undefined) return already;
    const reading = fetch(tenantId).finally(() => running.delete(tenantId));
    running.set(tenantId, reading);
    // Its failure is told to whoever waits; after the deadline nobody does.
    reading.catch(() => undefined);
    return reading;
  }

  async function fetch(tenantId: string): Promise<HealthSnapshot> {
    const overviews = await withinDeadline(READ_MS, NEVER, (signal) => source.overviews(tenantId, signal));
    const snapshot = { tenantId, fetchedAt: clock.now(), overviews };
    await store.save(snapshot);
    return snapshot;
  }

  return async (tenantId, { fresh }, signal) => {
    const stored = await store.latest(tenantId);
    if (stored !== undefined && !fresh && clock.now().getTime() - stored.fetchedAt.getTime() < YOUNG_MS) {
      return { snapshot: stored, failure: undefined };
    }
    try {
      return { snapshot: await withinDeadline(deadlineMs, signal, () => read(tenantId)), failure: undefined };
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return { snapshot: stored, failure: error };
    }
  };
}

const NEVER = new AbortController().signal;
