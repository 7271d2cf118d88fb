import { ChannelError } from './channel-error.ts';
import { createMeter, type Meter, type Window } from './meter.ts';

export type LimitedOperation = 'send' | 'create' | 'members' | 'conversations';

export interface Limits {
  readonly perConversation: Readonly<Record<LimitedOperation, readonly Window[]>>;
  /** Of all operations together. */
  readonly perTenant: readonly Window[];
}

const writes: readonly Window[] = [
  { calls: 7, ms: 1000 },
  { calls: 8, ms: 2000 },
  { calls: 60, ms: 30_000 },
  { calls: 1800, ms: 3_600_000 },
];
const reads: readonly Window[] = [
  { calls: 14, ms: 1000 },
  { calls: 16, ms: 2000 },
  { calls: 120, ms: 30_000 },
  { calls: 3600, ms: 3_600_000 },
];

/** Teams' published limits for one bot (msteams-docs, bots/how-to/rate-limit.md, text of October 2026). */
export const TEAMS_LIMITS: Limits = {
  perConversation: { send: writes, create: writes, members: reads, conversations: reads },
  perTenant: [{ calls: 50, ms: 1000 }],
};

/** Counts calls in sliding windows and refuses with 429 and `Retry-After` those above a limit. A refused call does not count. */
export interface Limiter {
  /** Without an operation the call counts for the tenant alone. @throws {ChannelError} 429 */
  count(operation: LimitedOperation | undefined, conversation: string, weight?: number): void;
  /** How many calls were refused, and by which limit. */
  readonly refused: { readonly conversation: number; readonly tenant: number };
}

export function createLimiter(limits: Limits, now: () => Date): Limiter {
  const tenant = createMeter(limits.perTenant);
  const conversations = new Map<string, Meter>();
  const refused = { conversation: 0, tenant: 0 };

  const meterOf = (operation: LimitedOperation, conversation: string): Meter => {
    const key = `${operation} ${conversation}`;
    const meter = conversations.get(key) ?? createMeter(limits.perConversation[operation]);
    conversations.set(key, meter);
    return meter;
  };
  const pass = (meter: Meter, of: keyof typeof refused, at: number): void => {
    const waitMs = meter.waitMs(at);
    if (waitMs === undefined) return;
    refused[of] += 1;
    throw new ChannelError(429, 'Throttled', 'Too many requests.', Math.max(1, Math.ceil(waitMs / 1000)));
  };

  return {
    refused,
    count(operation, conversation, weight = 1) {
      const at = now().getTime();
      const meter = operation === undefined ? undefined : meterOf(operation, conversation);
      pass(tenant, 'tenant', at);
      if (meter !== undefined) pass(meter, 'conversation', at);
      for (let n = 0; n < weight; n += 1) {
        tenant.add(at);
        meter?.add(at);
      }
    },
  };
}
