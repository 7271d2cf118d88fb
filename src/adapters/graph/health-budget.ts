import type { Clock } from '../../ports/clock.ts';
import { healthBudgetSpent } from './graph-failure.ts';

/** Microsoft's limits for service communications, of one application in one tenant (cloud-apis 1.9). */
const PER_MINUTE = 240;
const PER_HOUR = 800;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Tenants remembered; one asked longest ago leaves first. */
const MOST_TENANTS = 20_000;

/** Counts the health requests of each tenant in this process, so that none is sent that Microsoft would refuse. */
export interface HealthBudget {
  /** Counts one request. @throws {BackEndError} THROTTLED, with the time until the next one is allowed. */
  take(tenantId: string): void;
}

export function healthBudget(deps: { readonly clock: Clock; readonly perMinute?: number; readonly perHour?: number }): HealthBudget {
  const { clock, perMinute = PER_MINUTE, perHour = PER_HOUR } = deps;
  /** The moments of the last hour's requests, oldest first. */
  const taken = new Map<string, number[]>();

  return {
    take(tenantId) {
      const now = clock.now().getTime();
      const moments = (taken.get(tenantId) ?? []).filter((at) => at > now - HOUR_MS);
      const waitMs = Math.max(waitOf(moments, perMinute, MINUTE_MS, now), waitOf(moments, perHour, HOUR_MS, now));
      if (waitMs === 0) moments.push(now);
      taken.delete(tenantId);
      taken.set(tenantId, moments);
      const oldest = taken.size > MOST_TENANTS ? taken.keys().next().value : undefined;
      if (oldest !== undefined) taken.delete(oldest);
      if (waitMs > 0) throw healthBudgetSpent(waitMs);
    },
  };
}

/** How long until fewer than `limit` of the moments lie within the last `windowMs`. */
function waitOf(moments: readonly number[], limit: number, windowMs: number, now: number): number {
  const blocking = moments.at(-limit);
  return blocking === undefined ? 0 : Math.max(0, blocking + windowMs - now);
}
