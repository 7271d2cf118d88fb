import type { Clock } from '../ports/clock.ts';
import { heeding } from './deadline.ts';

/** How many answers one memory holds; the oldest gives way. */
const LIMIT = 2000;
/** A look-up belongs to everybody who waits for it, so no single caller's signal ends it; this does. */
const LOOK_UP_MS = 10_000;

interface Memory<T> {
  (key: string, signal: AbortSignal): Promise<T>;
  /** Whether an answer is there, so that nothing need be looked up. */
  knows(key: string): boolean;
  /** Forgets everything. Whoever waits for a look-up still gets its answer, which is not kept. */
  clear(): void;
  /** Forgets one answer: the next to ask has it looked up. */
  forget(key: string): void;
}

/** Answers of a slow directory, by key: one look-up at a time for each, failures never kept, bounded. */
export function memory<T>(deps: {
  readonly clock: Clock;
  readonly keepMs: (value: T) => number;
  /** @throws {BackEndError} */
  readonly lookUp: (key: string, signal: AbortSignal) => Promise<T>;
  readonly limit?: number;
}): Memory<T> {
  const { clock, keepMs, lookUp, limit = LIMIT } = deps;
  const kept = new Map<string, { readonly value: T; readonly until: number }>();
  const running = new Map<string, Promise<T>>();
  let cleared = 0;

  function keep(key: string, value: T): void {
    kept.delete(key);
    kept.set(key, { value, until: clock.now().getTime() + keepMs(value) });
    const oldest = kept.size > limit ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
  }

  async function fetch(key: string): Promise<T> {
    const begunAt = cleared;
    try {
      const value = await lookUp(key, AbortSignal.timeout(LOOK_UP_MS));
      if (begunAt === cleared) keep(key, value);
      return value;
    } finally {
      // After a clearing the key may belong to a later look-up.
      if (begunAt === cleared) running.delete(key);
    }
  }

  function known(key: string): { readonly value: T } | undefined {
    const answer = kept.get(key);
    return answer !== undefined && clock.now().getTime() < answer.until ? answer : undefined;
  }

  async function recall(key: string, signal: AbortSignal): Promise<T> {
    const answer = known(key);
    if (answer !== undefined) return answer.value;
    let look = running.get(key);
    if (look === undefined) {
      look = fetch(key);
      running.set(key, look);
      // Its failure is told to whoever waits; when nobody waits any more it must not end the process.
      look.catch(() => undefined);
    }
    return heeding(signal, look);
  }

  return Object.assign(recall, {
    knows: (key: string): boolean => known(key) !== undefined,
    clear(): void {
      cleared++;
      kept.clear();
      running.clear();
    },
    forget(key: string): void {
      kept.delete(key);
    },
  });
}
