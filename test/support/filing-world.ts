import { randomUUID } from 'node:crypto';
import { postgresRequestStore } from '../../src/adapters/postgres/request-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { DeskRecord, ServiceRequest } from '../../src/domain/service-request.ts';
import type { JobQueue } from '../../src/ports/job-queue.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import type { NewServiceRequest, RequestStore } from '../../src/ports/request-store.ts';
import type { ServiceDesk } from '../../src/ports/service-desk.ts';
import { fileRequest } from '../../src/use-cases/file-request.ts';
import { recoverRequests } from '../../src/use-cases/recover-requests.ts';
import { NEVER, aPerson, backEndFailure, handClock, someContent } from './use-case-fixtures.ts';

/** What a back end does with a filing. `late`: no answer, and it arrives only some seconds after. */
export const SEND_EVENTS = ['ok', 'refused', 'busy', 'down', 'lost-before', 'lost-after', 'late'] as const;
export type SendEvent = (typeof SEND_EVENTS)[number];
/** What it does with a look. */
export const LOOK_EVENTS = ['answers', 'down', 'sign-in'] as const;
export type LookEvent = (typeof LOOK_EVENTS)[number];

export const TIMEOUT_MS = 1000;
export const SETTLE_MS = 30_000;
/** After the heartbeat of a dead process ran out, the queue gives its job to another one. */
export const TAKEN_UP_MS = 13_000;

class Died extends Error {}

/** One bot process as far as filing goes: it may die before or after any of its calls to the outside. */
interface Life {
  /** Calls it still makes; the last one has its effect or not, its answer arrives never. */
  calls: number;
  effect: boolean;
}

function mortal<T extends object>(outside: T, life: Life): T {
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
export function filingWorld(database: Database, options: { readonly idempotent: boolean; readonly canTrack?: boolean }) {
  const { idempotent, canTrack = true } = options;
  const clock = handClock();
  const sends: SendEvent[] = [];
  const looks: LookEvent[] = [];
  const arrivals: { readonly key: string; readonly reference: string; readonly at: number }[] = [];
  const jobs: { readonly id: string; readonly after: number; readonly tries: number }[] = [];
  const shown: ServiceRequest[] = [];
  const asked = { files: 0, finds: 0, lastLook: undefined as LookEvent | undefined };
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

  const unused = () => Promise.reject(new Error('not used here'));
  const desk: ServiceDesk = {
    routes: ['partner-center', 'azure-portal'],
    canTrack,
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
      arrivals.push({ key: sendKey, reference, at: clock.now().getTime() + (event === 'late' ? SETTLE_MS - 1 : 0) });
      return event === 'ok'
        ? Promise.resolve({ kind: 'filed', number: numberOf(reference) })
        : Promise.reject(backEndFailure('TIMED_OUT', 'unknown'));
    },
    find: (reference) => {
      asked.finds += 1;
      asked.lastLook = looks.shift() ?? 'answers';
      if (asked.lastLook === 'down') return Promise.reject(backEndFailure('UNAVAILABLE'));
      if (asked.lastLook === 'sign-in') return Promise.reject(backEndFailure('SIGN_IN_NEEDED'));
      const record: DeskRecord = { number: numberOf(reference), title: reference, status: 'open', updatedAt: undefined, notes: [] };
      return Promise.resolve(records(reference).length > 0 ? record : undefined);
    },
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
    askFollower: () => Promise.resolve(undefined),
  };
  const whole = { requests, desks: [desk], notifier, jobs: queue as JobQueue };

  /** A process that runs the job; `life` says when it dies. */
  function filing(life: Life = { calls: Infinity, effect: true }, given: Partial<typeof whole> = {}) {
    const outside = { ...whole, ...given };
    return fileRequest({
      requests: mortal(outside.requests, life),
      desks: outside.desks.map((one) => mortal(one, life)),
      notifier: mortal(outside.notifier, life),
      jobs: mortal(outside.jobs, life),
      clock,
      timeoutMs: TIMEOUT_MS,
      settleMs: SETTLE_MS,
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
    for (let runs = 0; runs < 200; runs += 1) {
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

  return { clock, sends, looks, jobs, shown, asked, requests, desk, notifier, records, filing, submit, settle };
}

export type FilingWorld = ReturnType<typeof filingWorld>;
export type { Life, RequestStore };

export function numberOf(reference: string): string {
  return `61612${reference.length}0000`;
}
