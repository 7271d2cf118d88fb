import { BotError } from '../domain/errors.ts';
import type { AccessDirectory } from '../ports/access-directory.ts';
import type { AccessStore } from '../ports/access-store.ts';
import type { Clock } from '../ports/clock.ts';

interface AccessRefreshed {
  readonly relationships: number;
  /** Of those due, the ones whose assignments were read; the rest stays due. */
  readonly read: number;
  readonly failed: number;
}

/**
 * Reads the list of all relationships, then the assignments of those in force that changed, were never read, or were read more than a day ago. Each failure
 * is one relationship's own; when Microsoft asks to slow down, or the time is over, the rest waits for the next run.
 *
 * @throws {BackEndError} when the list cannot be read.
 */
export type RefreshAccess = (signal: AbortSignal) => Promise<AccessRefreshed>;

const DAY_MS = 86_400_000;
/** At 150 ms an answer: 10,000 relationships in about three minutes. */
const AT_ONCE = 8;
/** Below the 15 minutes after which the queue takes a job for dead. */
const RUN_MS = 12 * 60_000;

export function refreshAccess(deps: {
  readonly directory: Pick<AccessDirectory, 'relationships' | 'assignmentsOf'>;
  readonly store: Pick<AccessStore, 'replaceAll' | 'replaceAssignments' | 'dueForAssignments'>;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): RefreshAccess {
  const { directory, store, clock, log } = deps;

  return async (signal) => {
    const until = AbortSignal.any([signal, AbortSignal.timeout(RUN_MS)]);
    const begunAt = clock.now();
    const relationships = await directory.relationships(until);
    await store.replaceAll(relationships, begunAt);
    const due = await store.dueForAssignments(begunAt, new Date(begunAt.getTime() - DAY_MS));

    let read = 0;
    let failed = 0;
    let slowDown = false;
    const waiting = due.values();
    async function readSome(): Promise<void> {
      for (const id of waiting) {
        if (until.aborted || slowDown) return;
        try {
          const at = clock.now();
          await store.replaceAssignments(id, await directory.assignmentsOf(id, until), at);
          read += 1;
        } catch (error) {
          if (!(error instanceof BotError)) throw error;
          failed += 1;
          slowDown ||= error.code === 'THROTTLED';
          log('assignments not read', { relationshipId: id, code: error.code });
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, readSome));
    return { relationships: relationships.length, read, failed };
  };
}
