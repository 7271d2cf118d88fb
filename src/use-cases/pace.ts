import { setTimeout as timer } from 'node:timers/promises';

/** Waits; ends early, without an error, when the signal is aborted. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export const pause: Pause = async (ms, signal) => {
  await timer(ms, undefined, { signal }).catch(() => undefined);
};

/** When the next request to Teams may go out, so that all of one sender together stay below the limit of the tenant. */
export interface Pace {
  /** Waits for the next moment; the moments are evenly spaced. Ends early when the signal is aborted. */
  slot(signal: AbortSignal): Promise<void>;
  /** Waits until the next moment is at most so far ahead. Ends early when the signal is aborted. */
  soon(ms: number, signal: AbortSignal): Promise<void>;
  /** Nothing goes out for so long. */
  hold(ms: number): void;
  /** Teams refused a request because of too many: one is a matter of its conversation; several at once, of different ones, hold everything. */
  throttled(conversationId: string, retryAfterMs: number | undefined): void;
  /** Requests within about so many milliseconds. */
  within(ms: number): number;
}

/** How much of the limit is used: Teams' clock is not ours. */
const USED = 0.98;
/** Refusals of so many conversations within this time are meant for the tenant. */
const TOGETHER = 3;
const TOGETHER_MS = 1_000;
const FIRST_HOLD_MS = 1_000;

export function createPace(deps: {
  /** Infinity: no limit. */
  readonly perSecond: number;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
  readonly wait?: Pause;
  readonly random?: () => number;
}): Pace {
  const { perSecond, now = () => performance.now(), wait = pause, random = Math.random } = deps;
  const apartMs = 1000 / (perSecond * USED);
  let next = -Infinity;
  let refusals: { readonly conversationId: string; readonly at: number }[] = [];

  function hold(ms: number): void {
    next = Math.max(next, now() + ms);
  }

  async function soon(ms: number, signal: AbortSignal): Promise<void> {
    for (let left = next - ms - now(); left > 0 && !signal.aborted; left = next - ms - now()) await wait(left, signal);
  }

  return {
    soon,
    async slot(signal) {
      await soon(0, signal);
      // Late by less than one space is made good, so that the timer's own lateness costs nothing; more is not, since it would come in a burst.
      const at = now();
      next = (at - next < apartMs ? next : at) + apartMs;
    },
    hold,
    throttled(conversationId, retryAfterMs) {
      const at = now();
      refusals = [
        ...refusals.filter((refusal) => at - refusal.at < TOGETHER_MS && refusal.conversationId !== conversationId),
        { conversationId, at },
      ];
      if (refusals.length < TOGETHER) return;
      refusals = [];
      hold((retryAfterMs ?? FIRST_HOLD_MS) * (1 + random() / 4));
    },
    within: (ms) => ms / apartMs,
  };
}
