import { randomUUID } from 'node:crypto';
import { fromKysely, PgBoss, type SendOptions } from 'pg-boss';
import { z } from 'zod';
import { BotError } from '../../domain/errors.ts';
import { JOBS, type JobData, type JobName, type JobQueue } from '../../ports/job-queue.ts';
import type { Database } from './database.ts';
import { databaseError } from './database-error.ts';

export type QueueLog = (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;

/** What `fromKysely` wants: a transaction, or Kysely itself. */
type Within = Parameters<typeof fromKysely>[0];

export interface KeyedJob {
  readonly key: string;
  readonly data: JobData;
  /** Undefined: at once. */
  readonly afterSeconds: number | undefined;
}

export interface PostgresQueue extends JobQueue {
  /** The same queue inside a transaction: the job is there when the rows are, and never without them. */
  within(transaction: Within): Pick<JobQueue, 'enqueue'>;
  /** Enqueues many jobs inside a transaction by one statement, in the order of their keys; where one of a key waits already, that one is left as it is. */
  enqueueAll(transaction: Within, name: JobName, jobs: readonly KeyedJob[]): Promise<void>;
  /** Lets running handlers end for a few seconds after asking them to by their signal; what is cut short runs again elsewhere. */
  stop(): Promise<void>;
  isUp(): boolean;
}

/** A failed job runs again after about 2, 4, 8 … seconds, at most five times. */
const RETRIES = { retryLimit: 5, retryDelay: 2, retryBackoff: true, retryDelayMax: 300 } as const;
/** Everybody waits for it, and what it has to do is in the ledger. */
const OTHER_RETRIES: Partial<Record<JobName, { readonly retryDelay: number; readonly retryDelayMax: number }>> = {
  'send-deliveries': { retryDelay: 1, retryDelayMax: 10 },
};
/** A killed worker's job is taken over after the heartbeat (10 s is the least pg-boss allows) and a round of the monitor (storage.md, trap 6). */
const TAKE_OVER = { heartbeatSeconds: 10, expireInSeconds: 900 } as const;
const MONITOR_SECONDS = 3;
const KEEP = { deleteAfterSeconds: 86_400, retentionSeconds: 14 * 86_400 } as const;

/** NOTIFY wakes a worker for a new job, but not for a retry or one that comes due: those wait for the next look (storage.md, trap 1). */
const LOOK_SECONDS: Partial<Record<JobName, number>> = {
  'file-request': 1,
  'announce-incident': 0.5,
  'send-deliveries': 0.5,
  'show-case': 0.5,
};
const OTHER_LOOK_SECONDS = 2;
/** A worker takes one job at each look: where many incidents change at once, the last of them should not wait long. */
const WORKERS: Partial<Record<JobName, number>> = { 'file-request': 4, 'announce-incident': 2, 'learn-domains': 2, 'show-case': 4 };
const STOP_MS = 5000;

const Data = z.object({ id: z.string().optional() }).nullish();

/** Starts the queue on the same database. @throws {BackEndError} */
export async function startQueue(database: Database, log: QueueLog): Promise<PostgresQueue> {
  const boss = new PgBoss({
    connectionString: database.url,
    application_name: 'partner-support-bot-queue',
    max: 4,
    useListenNotify: true,
    superviseIntervalSeconds: MONITOR_SECONDS,
    monitorIntervalSeconds: MONITOR_SECONDS,
  });
  boss.on('error', (error) => log('queue.error', { reason: reasonOf(error) }));
  boss.on('warning', ({ message }) => log('queue.warning', { reason: message }));
  await translated(async () => {
    await boss.start();
    for (const name of JOBS) {
      const figures = { notify: true, ...RETRIES, ...OTHER_RETRIES[name], ...TAKE_OVER, ...KEEP };
      await boss.createQueue(name, { policy: 'short', ...figures });
      // An older release may have made it with other figures.
      await boss.updateQueue(name, figures);
    }
  });

  const stopping = new AbortController();

  // By the bot's own connections, which have limits of time: turns wait for it.
  const sender = (within: Within = database.kysely): Pick<JobQueue, 'enqueue'> => ({
    enqueue: (name, data, options = {}) => translated(() => send(boss, name, data, options, within)),
  });

  return {
    ...sender(),
    within: sender,
    enqueueAll: (transaction, name, jobs) =>
      translated(async () => {
        // Whoever enqueues some of the same keys at the same time waits for the first of them, and not each for the other.
        const inOrder = jobs.toSorted((a, b) => (a.key < b.key ? -1 : 1));
        const db = fromKysely(transaction);
        let left = inOrder.map(({ key, data, afterSeconds = 0 }) => ({ data, singletonKey: key, startAfter: afterSeconds }));
        for (let tries = 1; left.length > 0 && tries <= MOST_TRIES; tries++) {
          await boss.insert(name, left, { db });
          const held = (await db.executeSql(HOLD_WAITING, [name, left.map(({ singletonKey }) => singletonKey)])).rows as {
            readonly key: string;
          }[];
          const keys = new Set(held.map(({ key }) => key));
          // What is not held waited, and began in this moment.
          left = left.filter(({ singletonKey }) => !keys.has(singletonKey));
        }
      }),
    async work(name, handler) {
      const look = LOOK_SECONDS[name] ?? OTHER_LOOK_SECONDS;
      const options = { pollingIntervalSeconds: look, notifyPollingIntervalSeconds: look, localConcurrency: WORKERS[name] ?? 1 };
      await boss.work<unknown>(name, options, async ([job]) => {
        if (job === undefined) return;
        try {
          const { id } = Data.parse(job.data) ?? {};
          await handler(id === undefined ? {} : { id }, AbortSignal.any([job.signal, stopping.signal]));
        } catch (error) {
          log('job.failed', { job: name, try: job.retryCount + 1, reason: reasonOf(error) });
          // The queue keeps what is thrown: a code, never a text.
          // oxlint-disable-next-line preserve-caught-error -- the cause would be stored with the job, texts and all
          throw new Error(reasonOf(error));
        }
      });
    },
    schedule: (name, cron) => translated(() => boss.schedule(name, cron, null, { tz: 'UTC' })),
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: STOP_MS });
    },
    isUp: () => !stopping.signal.aborted,
  };
}

async function send(
  boss: PgBoss,
  name: JobName,
  data: JobData,
  { key, after }: { readonly key?: string; readonly after?: Date },
  within: Within,
): Promise<void> {
  const db = { db: fromKysely(within) };
  // The policy lets one job of a key wait; a job without a key shares with none.
  const options: SendOptions = { ...db, singletonKey: key ?? randomUUID(), ...(after !== undefined && { startAfter: after }) };
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const id = await boss.send(name, data, options);
    if (id !== null || key === undefined) return;
    const [waiting] = (await db.db.executeSql(LOCK_WAITING, [name, key])).rows as { readonly id: string; readonly start_after: Date }[];
    // It began in this moment.
    if (waiting === undefined) continue;
    // It shall not wait longer than was asked for now.
    const due = after ?? new Date();
    if (waiting.start_after > due) await boss.update(name, undefined, { ...db, id: waiting.id, startAfter: due });
    return;
  }
}

const MOST_TRIES = 5;
/** The job that waits already does not begin before the rows are there that it is wanted for: within a transaction it is locked until that commits. */
const LOCK_WAITING = `select id, start_after from pgboss.job where name = $1 and singleton_key = $2 and state = 'created' for update`;

/** The same of many. Others that enqueue them at the same time need not wait for each other, only whoever would begin them. */
const HOLD_WAITING = `select singleton_key as key from pgboss.job
  where name = $1 and singleton_key = any($2::text[]) and state = 'created' order by singleton_key for key share`;

async function translated<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw databaseError(error, 'unknown');
  }
}

/** Codes and class names only. */
function reasonOf(error: unknown): string {
  const meant = databaseError(error, 'unknown');
  if (meant instanceof BotError) return meant.code;
  return meant instanceof Error ? meant.name : 'unknown';
}
