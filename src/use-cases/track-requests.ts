import { BackEndError, BotError, isPassing } from '../domain/errors.ts';
import { nextReadingOfClosed } from '../domain/next-reading.ts';
import { lostNews, responseNews } from '../domain/request-news.ts';
import type { ServiceRequest } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';
import { withinDeadline } from './deadline.ts';
import type { NoteReading } from './note-reading.ts';
import type { SearchAzureTickets } from './search-azure-tickets.ts';

/**
 * Reads requests that are due at their back ends, looks there for what people filed in a portal, warns of first responses that are near their time or late, and
 * has told again what could not be told. One request that cannot be read holds up no other.
 */
export type TrackRequests = (signal: AbortSignal) => Promise<void>;

/** Of one back end at a time: a handful of calls, far below what Partner Center and ARM let through (cloud-apis 2.9, 4.10). */
const AT_ONCE = 4;
/** Of one back end in one run, which comes each minute. */
const MOST_READINGS = 200;
const DEADLINE_MS = 10_000;
/** Long enough for a reading and what follows it: then another process may take it up. */
const CLAIM_MS = 2 * 60_000;
/** What does not pass by itself: somebody has to do something first. */
const LASTING_MS = 15 * 60_000;
const MOST_CLOCKS = 100;
/** What is not known for so long is no delay of the back end's. */
const LOST_MS = 3_600_000;

/** News is told by its own job within seconds, again and again for about a minute; this is for longer failures, and not for ever. */
const TELL_AGAIN_AFTER_MS = 3 * 60_000;
const TELL_UNTIL_MS = 24 * 3_600_000;
const MOST_TOLD_AGAIN = 50;

export function trackRequests(deps: {
  readonly requests: RequestStore;
  readonly desks: readonly ServiceDesk[];
  readonly noteReading: NoteReading;
  readonly searchTickets: SearchAzureTickets;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly clock: Clock;
  /** Between two readings of a fresh request. */
  readonly everyMs: number;
  readonly deadlineMs?: number;
  readonly metrics: { reading(outcome: string): void };
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): TrackRequests {
  const { requests, desks, noteReading, searchTickets, jobs, clock, everyMs, deadlineMs = DEADLINE_MS, metrics, log } = deps;
  const inMs = (ms: number): Date => new Date(clock.now().getTime() + ms);

  async function readAll(desk: ServiceDesk, signal: AbortSignal): Promise<void> {
    let taken = 0;
    let slowDown = false;
    async function readSome(): Promise<void> {
      while (taken < MOST_READINGS && !slowDown && !signal.aborted) {
        taken += 1;
        // One by one, so that a process that dies holds few.
        const [request] = await requests.takeForTracking(desk.routes, clock.now(), inMs(CLAIM_MS), 1);
        if (request === undefined) return;
        const code = await read(desk, request, signal);
        metrics.reading(code ?? 'read');
        slowDown ||= code === 'THROTTLED';
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, readSome));
  }

  /** The code of what went wrong; undefined when nothing did. */
  async function read(desk: ServiceDesk, request: ServiceRequest, signal: AbortSignal): Promise<string | undefined> {
    try {
      const record = await withinDeadline(deadlineMs, signal, (within) => desk.read(request, within));
      if (record === undefined) return await notKnown(request);
      await noteReading(request, record, {});
      return undefined;
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return putOff(request, error);
    }
  }

  /** The back end answers, and does not know the number. Its read side may lag: people are told when that has been so for a while. */
  async function notKnown(request: ServiceRequest): Promise<string> {
    const at = clock.now();
    const since = await requests.setLost(request, at);
    // Somebody has put the number right meanwhile: the right one is read next.
    if (since === undefined) return 'NOT_FOUND';
    // Of what is closed nobody expects anything any more.
    const isNews = request.deskStatus !== 'closed' && at.getTime() - since.getTime() >= LOST_MS;
    if (isNews) await requests.addNews(request.id, lostNews(since), at);
    return putOff(request, new BotError('NOT_FOUND', `The desk of ${request.route} does not know the number of ${request.id}`));
  }

  async function putOff(request: ServiceRequest, error: BotError): Promise<string> {
    log('request not read', { requestId: request.id, route: request.route, code: error.code });
    const until = request.deskStatus === 'closed' ? nextReadingOfClosed(request, clock.now()) : inMs(backOff(error));
    await requests.putOffTracking(request.id, until);
    return error.code;
  }

  function backOff(error: BotError): number {
    const asked = error instanceof BackEndError ? (error.retryAfterMs ?? 0) : 0;
    return Math.max(asked, isPassing(error) ? everyMs : LASTING_MS);
  }

  async function watchClocks(signal: AbortSignal): Promise<void> {
    const now = clock.now();
    for (const { id, responseDueAt } of await requests.awaitingResponse(now, MOST_CLOCKS)) {
      if (signal.aborted) return;
      if (responseDueAt === undefined) continue;
      await requests.addNews(id, responseNews(responseDueAt <= now ? 'response-late' : 'response-warning', responseDueAt), now);
    }
  }

  async function tellAgain(): Promise<void> {
    const now = clock.now().getTime();
    const untold = await requests.withUntold(new Date(now - TELL_UNTIL_MS), new Date(now - TELL_AGAIN_AFTER_MS), MOST_TOLD_AGAIN);
    for (const id of untold) await jobs.enqueue('tell-request', { id }, { key: id });
  }

  async function follow(signal: AbortSignal): Promise<void> {
    // Readings first: an answer that has come stops its clock.
    await Promise.all(desks.filter(({ canTrack }) => canTrack).map((desk) => readAll(desk, signal)));
    await watchClocks(signal);
    await tellAgain();
  }

  // What is not found yet has no clock that could be stopped.
  return async (signal) => void (await Promise.all([searchTickets(signal), follow(signal)]));
}
