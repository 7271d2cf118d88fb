import type { Clock } from '../ports/clock.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { RequestStore } from '../ports/request-store.ts';

const AT_ONCE = 100;

/** Enqueues the filing of requests whose sending is due and that nobody works on (a process died, a job was lost). Returns how many; the rest waits for the next run. */
export type RecoverRequests = () => Promise<number>;

export function recoverRequests(deps: {
  readonly requests: RequestStore;
  readonly jobs: JobQueue;
  readonly clock: Clock;
}): RecoverRequests {
  const { requests, jobs, clock } = deps;
  return async () => {
    const due = await requests.due(clock.now(), AT_ONCE);
    for (const id of due) await jobs.enqueue('file-request', { id }, { key: id });
    return due.length;
  };
}
