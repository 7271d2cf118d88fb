import { randomUUID } from 'node:crypto';
import { postgresRequestStore } from '../../src/adapters/postgres/request-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { ServiceRequest } from '../../src/domain/service-request.ts';
import type { JobQueue } from '../../src/ports/job-queue.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import type { NewServiceRequest, RequestStore } from '../../src/ports/request-store.ts';
import type { Filing, Finding, ServiceDesk } from '../../src/ports/service-desk.ts';
import { fileRequest } from '../../src/use-cases/file-request.ts';
import type { MayKnow } from '../../src/use-cases/may-know.ts';
import { recoverRequests } from '../../src/use-cases/recover-requests.ts';
import { NEVER, aPerson, aroundTheClock, backEndFailure, handClock, someContent } from './use-case-fixtures.ts';

/**
 * What a back end does with a filing. `late`: no answer, and it arrives only some seconds after. `accepted`: it is made in the back end's own time, or in hours
 * (`slow`), or never (`endless`), or refused in the end (`fails`) or given up (`breaks`); or the operation is forgotten, with what it was to make there
 * (`gone`) or not (`vanished`).
 */
export const SEND_EVENTS = [
  'ok',
  'refused',
  'busy',
  'down',
  'lost-before',
  'lost-after',
  'late',
  'accepted',
  'accepted-slow',
  'accepted-endless',
  'accepted-fails',
  'accepted-breaks',
  'accepted-gone',
  'accepted-vanished',
] as const;
export type SendEvent = (typeof SEND_EVENTS)[number];
/** What it does with a look. */
export const LOOK_EVENTS = ['answers', 'down', 'sign-in'] as const;
export type LookEvent = (typeof LOOK_EVENTS)[number];
/** What it does with a question after an operation. */
export const FOLLOW_EVENTS = [...LOOK_EVENTS, 'garbled'] as const;
export type FollowEvent = (typeof FOLLOW_EVENTS)[number];

export const TIMEOUT_MS = 1000;
/** Until what was accepted is made. */
export const MAKING_MS = 20_000;
export const ASK_AGAIN_MS = 15_000;
export const SLOW_MS = 2 * 3_600_000;
export const SETTLE_MS = 30_000;
/** After the heartbeat of a dead process ran out, the queue gives its job to another one. */
export const TAKEN_UP_MS = 13_000;

export class Died extends Error {}

/** One bot process as far as filing goes: it may die before or after any of its calls to the outside. */
interface Life {
  /** Calls it still makes; the last one has its effect or not, its answer arrives never. */
  calls: number;
  effect: boolean;
}

export function mortal<T extends object>(outside: T, life: Life): T {
  return new Proxy(outside, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        life.calls -= 1;
        if (life.calls < 0 || (life.calls === 0 && !life.effect)) throw new Died();
        const answer: unknown = await member.apply(target, args);
        if (life.calls === 0) throw new Died();
        return answer;
      };
    },
  });
}

/** A ledger in a real database, a scripted back end, a clock moved by hand, and jobs that run when they are due. */
export function filingWorld(
  database: Database,
  options: { readonly idempotent: boolean; readonly timeoutMs?: number; readonly canTrack?: boolean },
) {
  const { idempotent, timeoutMs = TIMEOUT_MS, canTrack = true } = options;
  const clock = handClock();
  const sends: SendEvent[] = [];
  const looks: LookEvent[] = [];
  const follows: FollowEvent[] = [];
  const operations: { readonly event: SendEvent; readonly reference: string; readonly madeAt: number }[] = [];
  const arrivals: { readonly key: string; readonly reference: string; readonly at: number }[] = [];
  const jobs: { readonly id: string; readonly after: number; readonly tries: number }[] = [];
  const shown: ServiceRequest[] = [];
  const filings: string[] = [];
  const asked = { files: 0, finds: 0, follows: 0, lastLook: undefined as LookEvent | 'made' | undefined };
  /** Since when the back end says that it has what is found. */
  const tells = { createdAt: undefined as Date | undefined };
  let place = 0;

  const queue: Pick<JobQueue, 'enqueue'> = {
    enqueue: (_name, { id = '' }, { after = clock.now() } = {}) => {
      jobs.push({ id, after: after.getTime(), tries: 0 });
      return Promise.resolve();
    },
  };
  const requests = postgresRequestStore(database, { within: () => queue });

  /** What the back end has by now. */
  function records(reference: string): readonly string[] {
    const there = arrivals.filter((arrival) => arrival.reference === reference && arrival.at <= clock.now().getTime());
    return idempotent ? [...new Set(there.map(({ key }) => key))] : there.map(({ key }) => key);
  }

  function accept(event: SendEvent, reference: string, key: string): Filing {
    const takes = event === 'accepted-endless' ? Infinity : event === 'accepted-slow' ? SLOW_MS : MAKING_MS;
    const madeAt = clock.now().getTime() + takes;
    const comes = event === 'accepted' || event === 'accepted-slow' || event === 'accepted-gone';
    if (comes) arrivals.push({ key, reference, at: madeAt });
    return { kind: 'accepted', operation: String(operations.push({ event, reference, madeAt }) - 1), retryAfterMs: ASK_AGAIN_MS };
  }

  function isMade({ event, madeAt }: (typeof operations)[number]): 'under-way' | 'never' | 'made' {
    if (event === 'accepted-vanished') return 'never';
    if (clock.now().getTime() < madeAt) return 'under-way';
    return event === 'accepted-fails' || event === 'accepted-breaks' ? 'never' : 'made';
  }

  const unused = () => Promise.reject(new Error('not used here'));
  const desk: ServiceDesk = {
    routes: ['partner-center', 'azure-portal'],
    canTrack,
    canSetSeverity: false,
    topics: () => Promise.resolve([]),
    file: ({ reference, sendKey }) => {
      asked.files += 1;
      const event = sends.shift() ?? 'ok';
      if (event === 'refused') return Promise.reject(backEndFailure('INVALID'));
      if (event === 'busy') return Promise.reject(backEndFailure('THROTTLED', 'none', 120_000));
      if (event === 'down') return Promise.reject(backEndFailure('UNREACHABLE'));
      if (event === 'lost-before') return Promise.reject(backEndFailure('TIMED_OUT', 'unknown'));
      if (!canTrack)
        return Promise.resolve({ kind: 'handed-off', link: { url: 'https://portal.azure.com/', portal: 'Azure portal' }, text: 'Text' });
      if (event.startsWith('accepted')) return Promise.resolve(accept(event, reference, sendKey));
      arrivals.push({ key: sendKey, reference, at: clock.now().getTime() + (event === 'late' ? SETTLE_MS - 1 : 0) });
      return event === 'ok'
        ? Promise.resolve({ kind: 'filed', number: numberOf(reference) })
        : Promise.reject(backEndFailure('TIMED_OUT', 'unknown'));
    },
    find: ({ reference }) => {
      asked.finds += 1;
      asked.lastLook = looks.shift() ?? 'answers';
      if (asked.lastLook === 'down') return Promise.reject(backEndFailure('UNAVAILABLE'));
      if (asked.lastLook === 'sign-in') return Promise.reject(backEndFailure('SIGN_IN_NEEDED'));
      const operation = operations.findIndex((one) => one.reference === reference && isMade(one) === 'under-way');
      if (operation >= 0) {
        // Neither there nor absent.
        asked.lastLook = 'made';
        return Promise.resolve({ kind: 'accepted', operation: String(operation), retryAfterMs: ASK_AGAIN_MS });
      }
      const there: Finding = { kind: 'filed', number: numberOf(reference), createdAt: tells.createdAt };
      return Promise.resolve(records(reference).length > 0 ? there : undefined);
    },
    follow: (operation) => {
      asked.follows += 1;
      asked.lastLook = 'made';
      const event = follows.shift() ?? 'answers';
      if (event === 'down') return Promise.reject(backEndFailure('UNAVAILABLE', 'unknown'));
      if (event === 'sign-in') return Promise.reject(backEndFailure('SIGN_IN_NEEDED', 'unknown'));
      if (event === 'garbled') return Promise.reject(backEndFailure('UNREADABLE', 'unknown'));
      const accepted = operations[Number(operation)];
      if (accepted === undefined) return Promise.reject(new Error('no such operation'));
      if (accepted.event === 'accepted-gone' || accepted.event === 'accepted-vanished') return Promise.reject(backEndFailure('NOT_FOUND'));
      const made = isMade(accepted);
      if (made === 'under-way') return Promise.resolve({ kind: 'accepted', operation, retryAfterMs: ASK_AGAIN_MS });
      if (made === 'never') return Promise.reject(backEndFailure(accepted.event === 'accepted-fails' ? 'PLAN_NEEDED' : 'UNAVAILABLE'));
      return Promise.resolve({ kind: 'filed', number: numberOf(accepted.reference) });
    },
    setSeverity: unused,
    read: unused,
    addNote: unused,
    close: unused,
  };
  const notifier: Notifier = {
    showRequest: (request) => {
      shown.push(request);
      place += request.place === undefined ? 1 : 0;
      return Promise.resolve(request.place ?? { conversationId: 'chat', activityId: `card-${place}` });
    },
    remindOfNumber: () => Promise.resolve(),
    tellNews: () => Promise.resolve(true),
    askFollower: () => Promise.resolve(undefined),
  };
  const mayKnow: MayKnow = () => Promise.resolve(true);
  const whole = { requests, desks: [desk], notifier, mayKnow, jobs: queue as JobQueue };

  /** A process that runs the job; `life` says when it dies. */
  function filing(life: Life = { calls: Infinity, effect: true }, given: Partial<typeof whole> = {}) {
    const outside = { ...whole, ...given };
    return fileRequest({
      requests: mortal(outside.requests, life),
      desks: outside.desks.map((one) => mortal(one, life)),
      notifier: mortal(outside.notifier, life),
      mayKnow: outside.mayKnow,
      jobs: mortal(outside.jobs, life),
      responseHours: aroundTheClock,
      clock,
      timeoutMs,
      settleMs: SETTLE_MS,
      metrics: { filing: (route, outcome) => void filings.push(`${route} ${outcome}`) },
      log: () => undefined,
    });
  }

  async function submit(some: Partial<NewServiceRequest> = {}): Promise<ServiceRequest> {
    const { id: personId, displayName: personName } = aPerson();
    const request = {
      draftId: randomUUID(),
      personId,
      personName,
      locale: 'en',
      timeZone: 'Europe/Paris',
      route: 'partner-center',
      content: someContent(),
      place: undefined,
    } as const;
    const submitted = await requests.submit({ ...request, ...some }, clock.now());
    // The filing begins a moment later, after the press was answered: a test that measures time begins here too.
    clock.move(Math.max(0, ...jobs.filter((job) => job.id === submitted.id).map((job) => job.after - clock.now().getTime())));
    return submitted;
  }

  /** Runs jobs as they come due, each in a process of the next life, until the request is settled and its jobs are done. Gives the request. */
  async function settle(id: string, lives: readonly Life[] = [], given: Partial<typeof whole> = {}): Promise<ServiceRequest> {
    const remaining = lives.map((life) => ({ ...life }));
    for (let runs = 0; runs < 600; runs += 1) {
      const job = jobs.toSorted((a, b) => a.after - b.after)[0];
      if (job === undefined) {
        const request = await requests.byId(id);
        if (request === undefined) throw new Error('lost');
        if (request.state !== 'ready' && request.state !== 'sending') return request;
        clock.move(60_000);
        await recoverRequests({ requests, jobs: queue as JobQueue, clock })();
        continue;
      }
      jobs.splice(jobs.indexOf(job), 1);
      clock.move(Math.max(0, job.after - clock.now().getTime()));
      try {
        await filing(remaining.shift(), given)(job.id, NEVER);
      } catch (error) {
        // The queue runs a job again a bounded number of times.
        const again = error instanceof Died ? TAKEN_UP_MS : 2000;
        if (job.tries < 5) jobs.push({ ...job, after: clock.now().getTime() + again, tries: job.tries + 1 });
      }
    }
    throw new Error('never settled');
  }

  return {
    clock,
    sends,
    looks,
    follows,
    tells,
    jobs,
    shown,
    filings,
    asked,
    requests,
    desk,
    notifier,
    mayKnow,
    records,
    filing,
    submit,
    settle,
  };
}

export type FilingWorld = ReturnType<typeof filingWorld>;
export type { Life, RequestStore };

export function numberOf(reference: string): string {
  return `61612${reference.length}0000`;
}
