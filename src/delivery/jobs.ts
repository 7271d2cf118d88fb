import { BotError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { DraftStore } from '../ports/draft-store.ts';
import type { JobData, JobName, JobQueue } from '../ports/job-queue.ts';
import type { TurnStore } from '../ports/turn-store.ts';
import type { FileRequest } from '../use-cases/file-request.ts';
import type { LearnDomains } from '../use-cases/learn-domains.ts';
import type { RecoverRequests } from '../use-cases/recover-requests.ts';
import type { RefreshCustomers } from '../use-cases/refresh-customers.ts';
import type { RefreshTopics } from '../use-cases/refresh-topics.ts';
import type { RemindHandOffs } from '../use-cases/remind-hand-offs.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

export interface JobsDeps {
  readonly queue: JobQueue;
  readonly fileRequest: FileRequest;
  readonly recoverRequests: RecoverRequests;
  readonly remindHandOffs: RemindHandOffs;
  readonly refreshCustomers: RefreshCustomers;
  readonly refreshTopics: RefreshTopics;
  readonly learnDomains: LearnDomains;
  readonly turns: Pick<TurnStore, 'prune'>;
  readonly drafts: Pick<DraftStore, 'prune'>;
  /** State of the dialogs. */
  readonly storage: { prune(now: Date): Promise<number> };
  readonly customerRefreshMinutes: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'job'>;
}

type Handler = (data: JobData, signal: AbortSignal) => Promise<unknown>;

/** Serves every job, sets the schedules, and asks for what should be done right after a start. @throws {BackEndError} */
export async function registerJobs(deps: JobsDeps): Promise<void> {
  const { queue, clock } = deps;
  const handlers: Readonly<Record<JobName, Handler>> = {
    'file-request': (data, signal) => deps.fileRequest(idOf(data), signal),
    'recover-requests': () => deps.recoverRequests(),
    'remind-hand-offs': (_data, signal) => deps.remindHandOffs(signal),
    'refresh-customers': (_data, signal) => deps.refreshCustomers(signal),
    'refresh-topics': (_data, signal) => deps.refreshTopics(signal),
    'learn-domains': (data, signal) => deps.learnDomains(idOf(data), signal),
    prune: () => Promise.all([deps.turns.prune(clock.now()), deps.drafts.prune(clock.now()), deps.storage.prune(clock.now())]),
  };
  const schedules: Readonly<Partial<Record<JobName, string>>> = {
    'recover-requests': '* * * * *',
    'remind-hand-offs': '11 * * * *',
    'refresh-customers': everyMinutes(deps.customerRefreshMinutes),
    'refresh-topics': '23 4 * * *',
    prune: '41 3 * * *',
  };

  const names = Object.keys(handlers) as JobName[];
  await Promise.all(names.map((name) => queue.work(name, watched(name, handlers[name], deps))));
  await Promise.all(
    (Object.entries(schedules) as [JobName, string][]).map(async ([name, cron]) => {
      await queue.schedule(name, cron);
    }),
  );
  const atStart = ['recover-requests', 'refresh-customers', 'refresh-topics'] as const;
  await Promise.all(atStart.map((name) => queue.enqueue(name, {}, { key: 'start' })));
}

/** Counts and logs a job; its error goes on to the queue, which tries again. */
function watched(name: JobName, handle: Handler, { log, metrics }: JobsDeps): (data: JobData, signal: AbortSignal) => Promise<void> {
  return async (data, signal) => {
    const begunAt = performance.now();
    const done = (outcome: 'done' | 'failed'): void => metrics.job(name, outcome, (performance.now() - begunAt) / 1000);
    try {
      await handle(data, signal);
      done('done');
    } catch (error) {
      done('failed');
      log.warn(
        { job: name, id: data.id, ...(error instanceof BotError ? { code: error.code, message: error.message } : { code: 'INTERNAL' }) },
        'A job failed',
      );
      throw error;
    }
  };
}

function idOf({ id }: JobData): string {
  if (id === undefined) throw new BotError('INVALID', 'The job names no id');
  return id;
}

/** A cron schedule for about every so many minutes; above an hour in whole hours, above a day daily. */
export function everyMinutes(minutes: number): string {
  if (minutes < 60) return `*/${Math.max(1, Math.round(minutes))} * * * *`;
  const hours = Math.round(minutes / 60);
  if (hours === 1) return '7 * * * *';
  return hours < 24 ? `7 */${hours} * * *` : '7 3 * * *';
}
