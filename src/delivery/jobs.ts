import { BotError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { CaseClockStore } from '../ports/case-clock-store.ts';
import type { CasePostStore } from '../ports/case-post-store.ts';
import type { ConversationStore } from '../ports/conversation-store.ts';
import type { DraftStore } from '../ports/draft-store.ts';
import type { FollowStore } from '../ports/follow-store.ts';
import type { IncidentStore } from '../ports/incident-store.ts';
import type { JobData, JobName, JobQueue } from '../ports/job-queue.ts';
import type { ShiftStore } from '../ports/shift-store.ts';
import type { TurnStore } from '../ports/turn-store.ts';
import type { AnnounceIncident } from '../use-cases/announce-incident.ts';
import type { AskFollowers } from '../use-cases/ask-followers.ts';
import type { FileRequest } from '../use-cases/file-request.ts';
import type { LearnDomains } from '../use-cases/learn-domains.ts';
import type { MendDeliveries } from '../use-cases/mend-deliveries.ts';
import type { ReadIncidents } from '../use-cases/read-incidents.ts';
import type { RefreshAccess } from '../use-cases/refresh-access.ts';
import type { RefreshWatchers } from '../use-cases/refresh-watchers.ts';
import type { RemindUnseen } from '../use-cases/remind-unseen.ts';
import type { SendDeliveries } from '../use-cases/send-deliveries.ts';
import type { SendDigests } from '../use-cases/send-digests.ts';
import type { RecoverRequests } from '../use-cases/recover-requests.ts';
import type { RefreshCustomers } from '../use-cases/refresh-customers.ts';
import type { RefreshTopics } from '../use-cases/refresh-topics.ts';
import type { RefreshAzureProblems } from '../use-cases/refresh-azure-problems.ts';
import type { TellRequest } from '../use-cases/tell-request.ts';
import type { TellTaken } from '../use-cases/tell-taken.ts';
import type { TrackRequests } from '../use-cases/track-requests.ts';
import type { TellEndingAccess } from '../use-cases/tell-ending-access.ts';
import type { RemindHandOffs } from '../use-cases/remind-hand-offs.ts';
import type { ShowCase } from '../use-cases/show-case.ts';
import type { SweepCases } from '../use-cases/sweep-cases.ts';
import type { MendCases } from '../use-cases/mend-cases.ts';
import type { FollowCaseRequest } from '../use-cases/follow-case-request.ts';
import type { FollowCaseIncident } from '../use-cases/follow-case-incident.ts';
import type { TellShifts } from '../use-cases/tell-shifts.ts';
import type { HealthPoller } from './health-poller.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

export interface JobsDeps {
  readonly queue: JobQueue;
  readonly fileRequest: FileRequest;
  readonly recoverRequests: RecoverRequests;
  readonly remindHandOffs: RemindHandOffs;
  readonly trackRequests: TrackRequests;
  readonly tellRequest: TellRequest;
  readonly tellTaken: TellTaken;
  readonly refreshAzureProblems: RefreshAzureProblems;
  readonly refreshCustomers: RefreshCustomers;
  readonly refreshTopics: RefreshTopics;
  readonly learnDomains: LearnDomains;
  readonly refreshAccess: RefreshAccess;
  readonly tellEndingAccess: TellEndingAccess;
  readonly readIncidents: ReadIncidents;
  readonly askFollowers: AskFollowers;
  readonly announceIncident: AnnounceIncident;
  readonly sendDeliveries: SendDeliveries;
  readonly mendDeliveries: MendDeliveries;
  readonly refreshWatchers: RefreshWatchers;
  readonly remindUnseen: RemindUnseen;
  readonly sendDigests: SendDigests;
  readonly showCase: ShowCase;
  readonly sweepCases: SweepCases;
  readonly mendCases: MendCases;
  readonly followCaseRequest: FollowCaseRequest;
  readonly followCaseIncident: FollowCaseIncident;
  readonly tellShifts: TellShifts;
  readonly healthPoller: Pick<HealthPoller, 'reconcile'>;
  readonly turns: Pick<TurnStore, 'prune'>;
  readonly drafts: Pick<DraftStore, 'prune'>;
  readonly incidents: Pick<IncidentStore, 'prune'>;
  readonly follows: Pick<FollowStore, 'prune'>;
  readonly clocks: Pick<CaseClockStore, 'prune'>;
  readonly casePosts: Pick<CasePostStore, 'prune'>;
  readonly shifts: Pick<ShiftStore, 'prune'>;
  readonly conversations: Pick<ConversationStore, 'prune'>;
  /** State of the dialogs. */
  readonly storage: { prune(now: Date): Promise<number> };
  readonly customerRefreshMinutes: number;
  readonly accessRefreshMinutes: number;
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
    'track-requests': (_data, signal) => deps.trackRequests(signal),
    'tell-request': (data, signal) => deps.tellRequest(idOf(data), signal),
    'tell-taken': (data, signal) => deps.tellTaken(idOf(data), signal),
    'refresh-azure-problems': (_data, signal) => deps.refreshAzureProblems(signal),
    'refresh-customers': async (_data, signal) => {
      await deps.refreshCustomers(signal);
      await deps.healthPoller.reconcile();
    },
    'read-incidents': (_data, signal) => deps.readIncidents(signal),
    // Without an id: whoever could not be asked when it was over.
    'ask-followers': (data, signal) => deps.askFollowers(data.id, signal),
    'announce-incident': (data, signal) => deps.announceIncident(idOf(data), signal),
    'send-deliveries': (_data, signal) => deps.sendDeliveries(signal),
    'mend-deliveries': () => deps.mendDeliveries(),
    // With an id: this person only.
    'refresh-watchers': (data, signal) => deps.refreshWatchers(data.id, signal),
    'remind-unseen': (_data, signal) => deps.remindUnseen(signal),
    'send-digests': (_data, signal) => deps.sendDigests(signal),
    'show-case': (data, signal) => deps.showCase(idOf(data), signal),
    'sweep-cases': (_data, signal) => deps.sweepCases(signal),
    'mend-cases': () => deps.mendCases(),
    'follow-case-request': (data, signal) => deps.followCaseRequest(idOf(data), signal),
    'follow-case-incident': (data, signal) => deps.followCaseIncident(idOf(data), signal),
    'tell-shifts': (_data, signal) => deps.tellShifts(signal),
    'refresh-topics': (_data, signal) => deps.refreshTopics(signal),
    'learn-domains': (data, signal) => deps.learnDomains(idOf(data), signal),
    'refresh-access': (_data, signal) => deps.refreshAccess(signal),
    'tell-ending-access': (_data, signal) => deps.tellEndingAccess(signal),
    prune: () => {
      const stores = [
        deps.turns,
        deps.drafts,
        deps.storage,
        deps.incidents,
        deps.follows,
        deps.clocks,
        deps.casePosts,
        deps.shifts,
        deps.conversations,
      ];
      return Promise.all(stores.map((store) => store.prune(clock.now())));
    },
  };
  const schedules: Readonly<Partial<Record<JobName, string>>> = {
    'recover-requests': '* * * * *',
    'remind-hand-offs': '11 * * * *',
    'track-requests': '* * * * *',
    'refresh-azure-problems': '47 2 * * *',
    'refresh-customers': everyMinutes(deps.customerRefreshMinutes),
    'refresh-topics': '23 4 * * *',
    'refresh-access': everyMinutes(deps.accessRefreshMinutes),
    // Monday morning in Europe; nobody is told twice, so the later runs are for those who could not be told.
    'tell-ending-access': '17 6-10 * * 1',
    'read-incidents': '* * * * *',
    'ask-followers': '*/5 * * * *',
    'mend-deliveries': '* * * * *',
    'refresh-watchers': '*/10 * * * *',
    'remind-unseen': '* * * * *',
    'send-digests': '*/5 * * * *',
    'sweep-cases': '* * * * *',
    'mend-cases': '* * * * *',
    'tell-shifts': '* * * * *',
    prune: '41 3 * * *',
  };

  const names = Object.keys(handlers) as JobName[];
  await Promise.all(names.map((name) => queue.work(name, watched(name, handlers[name], deps))));
  await Promise.all(
    (Object.entries(schedules) as [JobName, string][]).map(async ([name, cron]) => {
      await queue.schedule(name, cron);
    }),
  );
  const atStart = [
    'recover-requests',
    'sweep-cases',
    'refresh-customers',
    'refresh-topics',
    'refresh-access',
    'refresh-azure-problems',
  ] as const;
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
