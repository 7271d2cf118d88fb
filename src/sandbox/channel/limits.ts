import { ChannelError } from './channel-error.ts';

export type LimitedOperation = 'send' | 'create' | 'members' | 'conversations';

/** How many calls within how many milliseconds. */
interface Window {
  readonly calls: number;
  readonly ms: number;
}

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
export function createLimiter(
  limits: Limits,
  now: () => Date,
): (operation: LimitedOperation, conversation: string, weight?: number) => void {
  const calls = new Map<string, number[]>();

  const refuseAbove = (key: string, windows: readonly Window[], at: number): number[] => {
    const longest = Math.max(...windows.map((window) => window.ms));
    const times = (calls.get(key) ?? []).filter((time) => time > at - longest);
    calls.set(key, times);
    for (const window of windows) {
      const within = times.filter((time) => time > at - window.ms);
      const [oldest] = within;
      if (within.length < window.calls || oldest === undefined) continue;
      const seconds = Math.max(1, Math.ceil((oldest + window.ms - at) / 1000));
      throw new ChannelError(429, 'Throttled', 'Too many requests.', seconds);
    }
    return times;
  };

  return (operation, conversation, weight = 1) => {
    const at = now().getTime();
    const tenant = refuseAbove('tenant', limits.perTenant, at);
    const thread = refuseAbove(`${operation} ${conversation}`, limits.perConversation[operation], at);
    for (let n = 0; n < weight; n += 1) {
      tenant.push(at);
      thread.push(at);
    }
  };
}
