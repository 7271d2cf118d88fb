/** Work outside turns. Handlers are idempotent: a job may run twice. */
export const JOBS = [
  'file-request',
  'recover-requests',
  'remind-hand-offs',
  'track-requests',
  'tell-request',
  'tell-taken',
  'refresh-azure-problems',
  'refresh-customers',
  'refresh-topics',
  'learn-domains',
  'read-incidents',
  'ask-followers',
  'refresh-access',
  'tell-ending-access',
  'announce-incident',
  'send-deliveries',
  'mend-deliveries',
  'refresh-watchers',
  'remind-unseen',
  'send-digests',
  'show-case',
  'sweep-cases',
  'mend-cases',
  'follow-case-request',
  'follow-case-incident',
  'tell-shifts',
  'prune',
] as const;
export type JobName = (typeof JOBS)[number];

/** Work outside of turns; outlives this process and is shared by all replicas. */
export interface JobQueue {
  /** Enqueues a job; jobs of the same name and key that wait already are not doubled. */
  enqueue(name: JobName, data: JobData, options?: { readonly key?: string; readonly after?: Date }): Promise<void>;
  /** Starts to serve a job. A thrown error makes the queue try again with back-off, a bounded number of times. */
  work(name: JobName, handler: (data: JobData, signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Runs the job on a cron schedule (UTC), once in the whole cluster. */
  schedule(name: JobName, cron: string): Promise<void>;
}

/** Identifiers only. */
export interface JobData {
  readonly id?: string;
}

/** The key of `send-deliveries`: one waits at most, whoever asks for it. */
export const SENDER_KEY = 'tenant';
