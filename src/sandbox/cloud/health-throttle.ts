import type { CloudState } from './state.ts';

/** Counts the service health requests of each tenant. */
export interface HealthThrottle {
  /** Counts one request. The seconds to wait, when it is one too many. */
  take(tenantId: string): number | undefined;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Graph's limits for service communications: so many requests for an application and a tenant in a minute and in an hour. */
export function createHealthThrottle(state: CloudState): HealthThrottle {
  const taken = new Map<string, number[]>();
  return {
    take(tenantId) {
      const now = state.now().getTime();
      const { perMinute, perHour } = state.behaviour.healthLimits;
      const recent = (taken.get(tenantId) ?? []).filter((at) => at > now - HOUR);
      taken.set(tenantId, recent);
      const lastMinute = recent.filter((at) => at > now - MINUTE);
      if (lastMinute.length >= perMinute) return Math.ceil(((lastMinute[0] ?? now) + MINUTE - now) / 1000);
      if (recent.length >= perHour) return Math.ceil(((recent[0] ?? now) + HOUR - now) / 1000);
      recent.push(now);
      return undefined;
    },
  };
}
