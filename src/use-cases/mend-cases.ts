import type { CasePostStore } from '../ports/case-post-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobQueue } from '../ports/job-queue.ts';

/**
 * Finds cases that were left unshown, and has them shown: those whose job was lost or whose holder is gone, and those whose card can be posted again since the
 * bot is back where it was not. Gives how many jobs it asked for.
 */
export type MendCases = () => Promise<number>;

const MOST = 200;
/** A case that waits so long to be shown is worth a line in the log. */
const LATE_MS = 120_000;

export function mendCases(deps: {
  readonly posts: Pick<CasePostStore, 'wake' | 'waiting'>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly clock: Clock;
  /** Told how long the case that waits longest waits to be shown. */
  readonly report: (waitingSeconds: number) => void;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): MendCases {
  const { posts, jobs, clock, report, log } = deps;
  return async () => {
    const now = clock.now();
    const woken = await posts.wake(now);
    if (woken > 0) log('case cards posted again', { cards: woken });
    const waiting = await posts.waiting(now, MOST);
    for (const { caseId } of waiting) await jobs.enqueue('show-case', { id: caseId }, { key: caseId });

    const [longest] = waiting;
    const waitingMs = longest === undefined ? 0 : Math.max(0, now.getTime() - longest.since.getTime());
    report(waitingMs / 1000);
    if (waitingMs > LATE_MS) log('cases shown late', { cases: waiting.length, seconds: Math.round(waitingMs / 1000) });
    return waiting.length;
  };
}
