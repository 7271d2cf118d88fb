import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresRequestStore } from '../../src/adapters/postgres/request-store.ts';
import type { CustomerAccess } from '../../src/domain/customer.ts';
import type { DeskRecord, RequestFollower, ServiceRequest } from '../../src/domain/service-request.ts';
import type { JobName, JobQueue } from '../../src/ports/job-queue.ts';
import type { Notifier } from '../../src/ports/notifier.ts';
import type { ServiceDesk } from '../../src/ports/service-desk.ts';
import { mayHear, mayKnow } from '../../src/use-cases/may-know.ts';
import { noteReading } from '../../src/use-cases/note-reading.ts';
import { readRequest } from '../../src/use-cases/read-request.ts';
import type { RecognisePerson } from '../../src/use-cases/recognise-person.ts';
import { tellRequest } from '../../src/use-cases/tell-request.ts';
import { tellRequester } from '../../src/use-cases/tell-requester.ts';
import { trackRequests } from '../../src/use-cases/track-requests.ts';
import { Died, mortal, type Life } from './filing-world.ts';
import { aCustomer, aPerson, aroundTheClock, handClock, NEVER, someContent, notFound } from './use-case-fixtures.ts';

export const EVERY_MS = 300_000;
export const MEI: RequestFollower = { personId: 'mei', personName: 'Mei Tanaka', locale: 'en', timeZone: 'Europe/London' };
const FOREVER: Life = { calls: Infinity, effect: true };

/** A ledger in a real database, back ends and a Teams that do as they are told, a clock moved by hand, and jobs that run when asked. */
export function trackingWorld(database: Database) {
  const clock = handClock();
  const jobs: { readonly name: JobName; readonly id: string }[] = [];
  const told: string[] = [];
  const shown: { readonly request: ServiceRequest; readonly record: DeskRecord | undefined }[] = [];
  const readings: string[] = [];
  const logged: string[] = [];
  const records = new Map<string, DeskRecord>();
  let number = 0;
  const fakes = {
    /** What the back end does when it is asked for a request. */
    read: async (request: ServiceRequest): Promise<DeskRecord | undefined> => records.get(request.id),
    tellNews: async (..._news: Parameters<Notifier['tellNews']>): Promise<boolean> => true,
    searchTickets: async (): Promise<void> => undefined,
    access: (_personId: string): CustomerAccess => 'granted',
    recognise: (async (id) => aPerson({ id })) as RecognisePerson,
  };

  const queue: Pick<JobQueue, 'enqueue'> = { enqueue: async (name, { id = '' }) => void jobs.push({ name, id }) };
  const requests = postgresRequestStore(database, { within: () => queue });
  const unused = () => Promise.reject(new Error('not used here'));
  const deskFor = (route: 'partner-center' | 'azure-support'): ServiceDesk => ({
    routes: [route],
    canTrack: true,
    canSetSeverity: false,
    topics: unused,
    file: unused,
    follow: unused,
    find: unused,
    read: async (request) => {
      readings.push(request.id);
      return fakes.read(request);
    },
    addNote: unused,
    close: unused,
    setSeverity: unused,
  });
  const desks = [deskFor('partner-center'), deskFor('azure-support')];
  const notifier: Notifier = {
    showRequest: async (request, record) => {
      shown.push({ request, record });
      return request.place ?? { conversationId: 'chat', activityId: 'card' };
    },
    remindOfNumber: unused,
    askFollower: unused,
    tellNews: async (request, news, to, bare = false) => {
      const reached = await fakes.tellNews(request, news, to, bare);
      if (reached) told.push(`${news.kind} ${to.personId}${bare ? ' (bare)' : ''}`);
      return reached;
    },
  };
  const log = (event: string, { code }: Readonly<Record<string, string | number | undefined>>): void => {
    logged.push(code === undefined ? event : `${event}: ${code}`);
  };
  const noting = (life: Life) => noteReading({ requests: mortal(requests, life), responseHours: aroundTheClock, clock, everyMs: EVERY_MS });

  /** A process that runs the job each minute; `life` says when it dies. */
  const tracking = (life: Life = FOREVER) =>
    trackRequests({
      requests: mortal(requests, life),
      desks: desks.map((desk) => ({ ...desk, read: (...args) => mortal(desk, life).read(...args) })),
      noteReading: noting(life),
      searchTickets: () => fakes.searchTickets(),
      jobs: mortal(queue, life),
      clock,
      everyMs: EVERY_MS,
      deadlineMs: 50,
      metrics: { reading: () => undefined },
      log,
    })(NEVER);

  const telling = (id: string, life: Life = FOREVER) => {
    const store = mortal(requests, life);
    const teams = mortal(notifier, life);
    const people = {
      customers: { byTenantId: async () => aCustomer() },
      recognise: (...args: Parameters<RecognisePerson>) => fakes.recognise(...args),
      gate: { check: async ({ id: personId }: { readonly id: string }) => fakes.access(personId) },
    };
    const knows = mayKnow(people);
    return tellRequest({
      requests: store,
      desks,
      mayHear: mayHear(people),
      notifier: teams,
      tellRequester: tellRequester({ requests: store, notifier: teams, mayKnow: knows, log }),
      clock,
      metrics: { news: () => undefined },
      log,
    })(id, NEVER);
  };

  return {
    clock,
    jobs,
    told,
    shown,
    readings,
    logged,
    fakes,
    requests,
    tracking,
    telling,
    look: readRequest({ desks, findAzureTicket: notFound, noteReading: noting(FOREVER) }),

    /** As the back end tells it from now on. */
    says(id: string, some: Partial<DeskRecord> = {}): void {
      const before = records.get(id) ?? aRecord();
      records.set(id, { ...before, updatedAt: clock.now(), ...some });
    },

    async filed(some: { readonly route?: 'partner-center' | 'azure-support'; readonly content?: Parameters<typeof someContent>[0] } = {}) {
      const { id: personId, displayName: personName } = aPerson();
      const from = { draftId: randomUUID(), personId, personName, locale: 'en', timeZone: 'UTC', place: undefined } as const;
      const { id } = await requests.submit(
        {
          ...from,
          route: some.route ?? 'partner-center',
          content: someContent({ nature: 'break-fix', severity: 'critical', ...some.content }),
        },
        clock.now(),
      );
      const { version = 0 } = (await requests.claim(id, clock.now(), new Date(clock.now().getTime() + 60_000))) ?? {};
      const request = await requests.change(id, version, { to: 'filed', number: String(++number) }, 'system', clock.now());
      if (request === undefined) throw new Error('not filed');
      records.set(id, aRecord({ number: String(number), updatedAt: clock.now() }));
      jobs.length = 0;
      return request;
    },

    /** Runs the jobs that wait, those of a process that dies too: the queue gives them to another one. */
    async tell(): Promise<void> {
      for (const { name, id } of jobs.splice(0)) if (name === 'tell-request') await telling(id);
    },
  };
}

export type TrackingWorld = ReturnType<typeof trackingWorld>;

/** Runs a process that may die on its way. */
export async function unlessDead(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Died)) throw error;
  });
}

function aRecord(some: Partial<DeskRecord> = {}): DeskRecord {
  return {
    number: '1',
    title: 'Billed twice',
    status: 'open',
    severity: undefined,
    owner: undefined,
    updatedAt: new Date('2026-11-20T09:00:00Z'),
    notes: [],
    ...some,
  };
}
