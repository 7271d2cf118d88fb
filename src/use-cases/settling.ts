import type { DeliveryOutcome } from '../ports/delivery-store.ts';
import { pause, type Pause } from './pace.ts';

const TRIES = 5;
const APART_MS = 500;
const never = new AbortController().signal;

/** Writes down outcomes: all that came while the ones before were being written go together, in one statement. */
export interface Settling {
  add(outcome: DeliveryOutcome): void;
  /** When all are written, or given up. */
  done(): Promise<void>;
}

/** @param giveUp what cannot be written down after some tries will count as unknown: nothing more may be sent. */
export function settling(
  write: (outcomes: readonly DeliveryOutcome[]) => Promise<void>,
  giveUp: (error: unknown) => void,
  wait: Pause = pause,
): Settling {
  let waiting: DeliveryOutcome[] = [];
  let writing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const outcomes = waiting;
      waiting = [];
      await persistently(outcomes);
    }
    writing = undefined;
  }

  async function persistently(outcomes: readonly DeliveryOutcome[]): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return await write(outcomes);
      } catch (error) {
        if (tries >= TRIES) return giveUp(error);
        await wait(APART_MS, never);
      }
    }
  }

  return {
    add(outcome) {
      waiting.push(outcome);
      writing ??= writeAll();
    },
    done: async () => {
      await writing;
    },
  };
}
