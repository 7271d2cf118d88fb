import { BackEndError, BotError } from '../domain/errors.ts';
import type { HealthSnapshot } from '../domain/service-health.ts';
import type { Clock } from '../ports/clock.ts';
import type { HealthPollStore, PollFailure } from '../ports/health-poll-store.ts';
import type { HealthStore } from '../ports/health-store.ts';
import { withinDeadline } from './deadline.ts';
import type { PollHealth } from './poll-health.ts';

/** `failure`: why there is nothing newer than `snapshot`. */
export interface HealthResult {
  readonly snapshot: HealthSnapshot | undefined;
  readonly failure: BotError | undefined;
}

/**
 * The health of a tenant: the copy the poller keeps, while it is younger than two intervals, with the reason when a reading failed since. A fresh one, or one
 * for a tenant not polled lately, is asked of Microsoft within a short deadline (a turn does not wait for a slow back end; what comes later is stored for the
 * next look); on failure the stored copy with its age and the reason. Never throws for a back end's failure.
 */
export type ShowHealth = (tenantId: string, options: { readonly fresh: boolean }, signal: AbortSignal) => Promise<HealthResult>;

const DEADLINE_MS = 2500;

export function showHealth(deps: {
  readonly poll: PollHealth;
  readonly store: Pick<HealthStore, 'latest'>;
  readonly polls: Pick<HealthPollStore, 'stateOf'>;
  readonly clock: Clock;
  /** Of the poller. */
  readonly intervalMs: number;
  readonly deadlineMs?: number;
}): ShowHealth {
  const { poll, store, polls, clock, intervalMs, deadlineMs = DEADLINE_MS } = deps;

  return async (tenantId, { fresh }, signal) => {
    const [stored, state] = await Promise.all([store.latest(tenantId), polls.stateOf(tenantId)]);
    if (stored !== undefined && !fresh && clock.now().getTime() - stored.fetchedAt.getTime() < 2 * intervalMs) {
      return { snapshot: stored, failure: state?.failure && toError(state.failure) };
    }
    try {
      return { snapshot: await withinDeadline(deadlineMs, signal, (within) => poll(tenantId, within)), failure: undefined };
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return { snapshot: stored, failure: error };
    }
  };
}

/** What the last reading met, as it was told then. */
function toError({ code, status, vendorCode, correlationId }: PollFailure): BotError {
  const message = `health was not read: ${vendorCode ?? status ?? code}`;
  return new BackEndError({ backEnd: 'graph', code, effect: 'none', message, status, vendorCode, correlationId });
}
