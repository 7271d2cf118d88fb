import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';
import type { TurnBegin, TurnStart, TurnStore } from '../ports/turn-store.ts';
import type { Log } from './log.ts';

export type Begun = Extract<TurnBegin, { kind: 'begun' }>;
type Served = 'served' | 'duplicate' | 'busy';

interface Serving {
  readonly conversationId: string;
  readonly personId: string;
  readonly activityKey: string;
  /** The item of the bot's state that the work will want. */
  readonly stateKey?: string;
  /** How long to wait while another turn of the person runs. */
  readonly waitMs: number;
}

/** Runs `work` once per activity and one at a time per person and conversation; says so when it did not run it. */
export type ServeOnce = (serving: Serving, work: (begun: Begun) => Promise<void>) => Promise<Served>;

/** Longer than any turn may take, so that a lease ends by itself only when its process died. */
const LEASE_MS = 30_000;
const FIRST_PAUSE_MS = 40;
const LONGEST_PAUSE_MS = 400;

export function serveOnce({ turns, clock, log }: { readonly turns: TurnStore; readonly clock: Clock; readonly log: Log }): ServeOnce {
  async function begin(serving: Serving): Promise<{ readonly start: TurnStart; readonly begin: TurnBegin }> {
    const { waitMs, ...turn } = serving;
    const holder = randomUUID();
    const giveUpAt = clock.now().getTime() + waitMs;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const now = clock.now();
      const start = { ...turn, holder, now, until: new Date(now.getTime() + LEASE_MS) };
      const result = await turns.begin(start);
      if (result.kind !== 'busy' || now.getTime() + pause > giveUpAt) return { start, begin: result };
      await sleep(pause);
    }
  }

  return async (serving, work) => {
    const { start, begin: result } = await begin(serving);
    if (result.kind !== 'begun') return result.kind;
    try {
      await work(result);
    } finally {
      await turns.end(start).catch((error: unknown) => {
        // The turn is over and answered; its lease ends by itself.
        log.error({ code: error instanceof Error ? error.name : 'unknown' }, 'A turn could not be marked as served');
      });
    }
    return 'served';
  };
}
