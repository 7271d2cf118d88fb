import { BotError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import { withinDeadline } from './deadline.ts';

/** Something read of a tenant, and when. */
export interface Copy<T> {
  readonly value: T;
  readonly readAt: Date;
}

/** `failure`: why there is nothing newer than `copy`. */
export interface CopyResult<T> {
  readonly copy: Copy<T> | undefined;
  readonly failure: BotError | undefined;
}

/** Reads the copy of a tenant; never throws for a back end's failure. */
export type AgedCopy<T> = (tenantId: string, signal: AbortSignal) => Promise<CopyResult<T>>;

/** A turn waits no longer; the read goes on and is stored for the next look. */
const DEADLINE_MS = 2500;
const READ_MS = 15_000;
/** What changes seldom is read once a day. */
const GOOD_MS = 24 * 3_600_000;

const NEVER = new AbortController().signal;

/** What changes seldom, from our copy while it is younger than a day, else from the back end within a turn's time, else from an older copy with the reason. */
export function agedCopy<T>(deps: {
  readonly load: (tenantId: string) => Promise<Copy<T> | undefined>;
  readonly save: (tenantId: string, copy: Copy<T>) => Promise<void>;
  /** `whole`: worth keeping for a day. @throws {BackEndError} */
  readonly read: (tenantId: string, signal: AbortSignal) => Promise<{ readonly value: T; readonly whole: boolean }>;
  readonly clock: Clock;
  readonly deadlineMs?: number;
}): AgedCopy<T> {
  const { load, save, read, clock, deadlineMs = DEADLINE_MS } = deps;
  const running = new Map<string, Promise<Copy<T>>>();

  /** One read at a time for each tenant, whoever asks. */
  function reading(tenantId: string): Promise<Copy<T>> {
    const already = running.get(tenantId);
    if (already !== undefined) return already;
    const begun = fetch(tenantId).finally(() => running.delete(tenantId));
    running.set(tenantId, begun);
    // Its failure is told to whoever waits; after the deadline nobody does.
    begun.catch(() => undefined);
    return begun;
  }

  async function fetch(tenantId: string): Promise<Copy<T>> {
    const { value, whole } = await withinDeadline(READ_MS, NEVER, (signal) => read(tenantId, signal));
    const copy = { value, readAt: clock.now() };
    if (whole) await save(tenantId, copy);
    return copy;
  }

  return async (tenantId, signal) => {
    const stored = await load(tenantId);
    if (stored !== undefined && clock.now().getTime() - stored.readAt.getTime() < GOOD_MS) return { copy: stored, failure: undefined };
    try {
      return { copy: await withinDeadline(deadlineMs, signal, () => reading(tenantId)), failure: undefined };
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return { copy: stored, failure: error };
    }
  };
}
