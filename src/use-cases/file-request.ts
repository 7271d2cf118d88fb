import { BackEndError, BotError, isPassing, type ErrorCode } from '../domain/errors.ts';
import { FILING_STEPS, filingHistory, type FilingHistory } from '../domain/filing-history.ts';
import { endNews, isLookedAt } from '../domain/request-news.ts';
import { clockFrom } from '../domain/response-warning.ts';
import type { ServiceRequest } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { RequestChange, RequestStore } from '../ports/request-store.ts';
import type { Filing, Finding, ServiceDesk } from '../ports/service-desk.ts';
import { withinDeadline } from './deadline.ts';
import { deskOf } from './desk-of.ts';
import type { MayKnow } from './may-know.ts';
import type { ResponseHoursOf } from './response-calendar.ts';
import { tellRequester } from './tell-requester.ts';

/**
 * The job that files one request, exactly once as far as that can be known: claims it; after an earlier attempt of unknown outcome first looks for
 * the reference at the back end (at once, and again after the settling time) before it sends again with the same key; then updates the card.
 * While another process holds the claim it only looks: that one may be dead, and what it sent may be there.
 * What the back end has accepted and makes in its own time is asked for again and again, by this same job, until it is there.
 * Gives up as `failed` (certainly not filed) or `uncertain` (a person decides), never silently.
 */
export type FileRequest = (requestId: string, signal: AbortSignal) => Promise<void>;

/** Waits before another try, by the number of tries made since a person asked; one try more than waits, then it is given up. */
const WAITS_MS = [5000, 20_000, 60_000, 180_000];
const LONGEST_WAIT_MS = 15 * 60_000;
/** Between two questions after what was accepted. */
const SHORTEST_WAIT_MS = 1000;
/** What was accepted longer ago, and is still being made, is for a person to look at. */
const LONGEST_MAKING_MS = 24 * 3_600_000;
/** Of the time since the sending: the longer it takes, the more seldom it is asked for. */
const SHARE_OF_AGE = 0.2;

/** What an attempt came to: a change of the row, with the audit entry that goes with it. */
interface Outcome {
  readonly step?: (typeof FILING_STEPS)[keyof typeof FILING_STEPS];
  readonly change: RequestChange;
  /** A look found it there, after an answer was lost. */
  readonly seen?: boolean;
}

export function fileRequest(deps: {
  readonly requests: RequestStore;
  readonly desks: readonly ServiceDesk[];
  readonly notifier: Pick<Notifier, 'showRequest'>;
  readonly mayKnow: MayKnow;
  readonly jobs: JobQueue;
  readonly responseHours: ResponseHoursOf;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly settleMs: number;
  readonly metrics: { filing(route: string, outcome: string): void };
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): FileRequest {
  const { requests, desks, jobs, responseHours, clock, timeoutMs, settleMs, metrics, log } = deps;
  const tell = tellRequester(deps);
  // A look, a send, and then until the send has settled (the last look falls into that time). So whoever claims a request after another one
  // finds settled what the other had begun, and a single look tells what became of it.
  const settledMs = Math.max(settleMs, timeoutMs);
  const claimMs = 2 * timeoutMs + settledMs;

  return async (requestId, signal) => {
    signal.throwIfAborted();
    const claimed = await requests.claim(requestId, clock.now(), later(claimMs));
    if (claimed === undefined) return notClaimed(requestId, signal);
    const history = filingHistory(await requests.audit(requestId));
    const outcome = await advance(claimed, history, signal);
    if (outcome !== undefined) await conclude(claimed, outcome, history, signal);
  };

  /** Somebody else has it, or it is settled and the one who settled it died before the card was told. */
  async function notClaimed(requestId: string, signal: AbortSignal): Promise<void> {
    const request = await requests.byId(requestId);
    if (request === undefined || request.state === 'ready') return;
    if (request.state !== 'sending') return tell(request, signal);
    const history = filingHistory(await requests.audit(requestId));
    const there = await foundMeanwhile(request, history, signal);
    if (there !== undefined) return conclude(request, there, history, signal);
    // Nothing is to be sent while the claim holds, but the one who has it may be dead: come back, at last when it has run out.
    const wait = request.operation === undefined ? settledMs : Math.max(settledMs, waitByAge(history));
    await jobs.enqueue('file-request', { id: requestId }, { key: requestId, after: later(wait) });
  }

  /** A look harms nobody, whoever has the request; that nothing is there yet, or nobody answers, says nothing. */
  async function foundMeanwhile(request: ServiceRequest, history: FilingHistory, signal: AbortSignal): Promise<Outcome | undefined> {
    const desk = deskOf(desks, request);
    if (desk?.canTrack !== true || !history.inDoubt) return undefined;
    const look = await lookFor(desk, request, signal);
    return look.kind === 'filed' ? { ...filed(look, history), seen: true } : undefined;
  }

  async function conclude(taken: ServiceRequest, outcome: Outcome, { askedAt }: FilingHistory, signal: AbortSignal): Promise<void> {
    const request = await settle(taken, { ...outcome, change: await completed(taken, outcome.change, askedAt) });
    // Still being made: the card says so already.
    if (request === undefined || (taken.operation !== undefined && request.operation === taken.operation)) return;
    log('filing', { requestId: request.id, state: request.state, attempts: request.attempts, code: request.failure?.code });
    await tell(request, signal);
  }

  /** What ends badly while nobody looks rings; what is filed has its clock at once. */
  async function completed(taken: ServiceRequest, change: RequestChange, askedAt: Date | undefined): Promise<RequestChange> {
    if (change.to === 'filed')
      return { ...change, ...clockFrom(change.filedAt ?? clock.now(), taken, await responseHours(taken.timeZone)) };
    if (change.to !== 'failed' && change.to !== 'uncertain') return change;
    return isLookedAt(askedAt, clock.now()) ? change : { ...change, news: endNews(change.to, taken) };
  }

  /** One attempt. undefined: the request is not ours any more. */
  async function advance(request: ServiceRequest, history: FilingHistory, signal: AbortSignal): Promise<Outcome | undefined> {
    const desk = deskOf(desks, request);
    if (desk === undefined) return { change: { to: 'failed', code: 'MISCONFIGURED', correlationId: undefined } };
    if (request.operation !== undefined) return followUp(desk, request, request.operation, history, signal);
    // A desk that cannot be looked at makes hand-offs: nothing of them is left at a back end, so they may be made again.
    if (!history.inDoubt || !desk.canTrack) return send(desk, request, history, signal);

    const look = await lookFor(desk, request, signal);
    if (look.kind === 'filed' || look.kind === 'accepted') return { ...found(look, history), seen: true };
    if (look.kind === 'blind') {
      // This process stops; that says nothing of the back end. The next one looks.
      signal.throwIfAborted();
      return afterBlindLook(look.error, history);
    }
    if (history.sends > WAITS_MS.length) return { step: FILING_STEPS.absent, change: failed(look.error) };
    await requests.record(request.id, FILING_STEPS.absent, 'system', clock.now());
    return send(desk, request, history, signal);
  }

  async function send(
    desk: ServiceDesk,
    request: ServiceRequest,
    history: FilingHistory,
    signal: AbortSignal,
  ): Promise<Outcome | undefined> {
    const sent = { ...history, sentAt: clock.now() };
    await requests.record(request.id, FILING_STEPS.sent, 'system', sent.sentAt);
    // The claim is a lease: after a long pause of this process another one may hold the request.
    if ((await requests.byId(request.id))?.version !== request.version) return undefined;
    try {
      const filing = await withinDeadline(timeoutMs, signal, (within) => desk.file(request, within));
      return filing.kind === 'handed-off' ? { change: handedOff(filing) } : found(filing, sent);
    } catch (error) {
      if (!desk.canTrack || certainlyNotFiled(error)) return afterRefusal(error, history);
      log('filing without answer', { requestId: request.id, ...namesOf(error) });
      const look = await lookFor(desk, request, signal);
      // Absent now is not absent for good: what was sent may still arrive.
      return look.kind === 'filed' || look.kind === 'accepted'
        ? { ...found(look, sent), seen: true }
        : { change: again(settleMs, codeOf(error)) };
    }
  }

  /** Asks what became of what the back end accepted. */
  async function followUp(
    desk: ServiceDesk,
    request: ServiceRequest,
    operation: string,
    history: FilingHistory,
    signal: AbortSignal,
  ): Promise<Outcome> {
    try {
      const filing = await withinDeadline(timeoutMs, signal, (within) => desk.follow(operation, request, within));
      return filing.kind === 'handed-off' ? { change: handedOff(filing) } : found(filing, history);
    } catch (error) {
      signal.throwIfAborted();
      // The back end has forgotten the operation: as after a lost answer, what it made tells, once that has settled.
      if (codeOf(error) === 'NOT_FOUND') return { change: again(settleMs, 'NOT_FOUND') };
      // The one that was accepted is among the sends of the history, so this is not yet the next one's wait.
      if (certainlyNotFiled(error)) return afterRefusal(error, { ...history, sends: history.sends - 1 });
      log('operation without answer', { requestId: request.id, ...namesOf(error) });
      if (isPassing(error)) return stillMaking(operation, history, askedToWait(error), error);
      if (codeOf(error) === 'UNREADABLE') {
        // Garbled once, or told in a new form from now on: what it made may be there all the same.
        const look = await lookFor(desk, request, signal);
        return look.kind === 'filed' ? { ...filed(look, history), seen: true } : stillMaking(operation, history, 0, error);
      }
      return { change: { to: 'uncertain', code: codeOf(error), correlationId: correlationIdOf(error) } };
    }
  }

  /** It is there; or it is being made, whether its operation was told from the beginning or lost with the process that knew it. */
  function found(finding: Finding, history: FilingHistory): Outcome {
    return finding.kind === 'filed' ? filed(finding, history) : stillMaking(finding.operation, history, finding.retryAfterMs, NO_END);
  }

  function stillMaking(operation: string, history: FilingHistory, waitMs: number, last: unknown): Outcome {
    if (ageOf(history) >= LONGEST_MAKING_MS)
      return { change: { to: 'uncertain', code: codeOf(last), correlationId: correlationIdOf(last) } };
    const wait = Math.min(Math.max(waitMs, SHORTEST_WAIT_MS, waitByAge(history)), LONGEST_WAIT_MS);
    return { change: { to: 'sending', after: later(wait), operation } };
  }

  function waitByAge(history: FilingHistory): number {
    return Math.min(ageOf(history) * SHARE_OF_AGE, LONGEST_WAIT_MS);
  }

  function ageOf({ sentAt }: FilingHistory): number {
    return sentAt === undefined ? 0 : clock.now().getTime() - sentAt.getTime();
  }

  function afterRefusal(error: unknown, { sends }: FilingHistory): Outcome {
    const wait = WAITS_MS[sends];
    const step = FILING_STEPS.absent;
    if (!isPassing(error) || wait === undefined) return { step, change: failed(error) };
    return { step, change: again(Math.min(Math.max(wait, askedToWait(error)), LONGEST_WAIT_MS), codeOf(error)) };
  }

  function afterBlindLook(error: unknown, { blindLooks }: FilingHistory): Outcome {
    const wait = WAITS_MS[blindLooks];
    const step = FILING_STEPS.blind;
    if (isPassing(error) && wait !== undefined) return { step, change: again(wait, codeOf(error)) };
    return { step, change: { to: 'uncertain', code: codeOf(error), correlationId: correlationIdOf(error) } };
  }

  async function lookFor(desk: ServiceDesk, request: ServiceRequest, signal: AbortSignal): Promise<Look> {
    try {
      return (await withinDeadline(timeoutMs, signal, (within) => desk.find(request, within))) ?? { kind: 'absent', error: NO_ANSWER };
    } catch (error) {
      return { kind: 'blind', error };
    }
  }

  /** Writes the outcome down. A number that is known is never lost to a change that came in between. */
  async function settle(taken: ServiceRequest, { step, change, seen }: Outcome): Promise<ServiceRequest | undefined> {
    const apply = async (to: ServiceRequest): Promise<ServiceRequest | undefined> => {
      const changed = await requests.change(to.id, to.version, change, 'system', clock.now());
      if (changed !== undefined && change.to !== 'sending') metrics.filing(to.route, change.to === 'filed' && seen ? 'found' : change.to);
      return changed;
    };
    const changed = await apply(taken);
    if (changed !== undefined) {
      // Only for a change that was made: what a slow process found out must not settle the doubt about a later send.
      if (step !== undefined) await requests.record(taken.id, step, 'system', clock.now());
      return changed;
    }
    const present = await requests.byId(taken.id);
    if (change.to !== 'filed' || present === undefined || present.state === 'filed') return present;
    return apply(present);
  }

  function later(ms: number): Date {
    return new Date(clock.now().getTime() + ms);
  }

  function again(waitMs: number, code: ErrorCode): RequestChange {
    return { to: 'sending', after: later(waitMs), code };
  }
}

type Look = Finding | { readonly kind: 'absent'; readonly error: BotError } | { readonly kind: 'blind'; readonly error: unknown };

/** All sends stayed without an answer, and the back end has nothing. */
const NO_ANSWER = new BotError('TIMED_OUT', 'Sent, never answered, and not there');
/** Accepted, and never made. */
const NO_END = new BotError('TIMED_OUT', 'Accepted, and still being made');

function filed({ number, createdAt }: Extract<Finding, { kind: 'filed' }>, { sentAt }: FilingHistory): Outcome {
  return { change: { to: 'filed', number, filedAt: createdAt ?? sentAt } };
}

function handedOff({ link, text }: Extract<Filing, { kind: 'handed-off' }>): RequestChange {
  return { to: 'handed-off', link, text };
}

function failed(error: unknown): RequestChange {
  return { to: 'failed', code: codeOf(error), correlationId: correlationIdOf(error) };
}

/** Only a back end's own word counts: what else goes wrong under way may have sent the request before. */
function certainlyNotFiled(error: unknown): boolean {
  return error instanceof BackEndError && error.effect === 'none';
}

function codeOf(error: unknown): ErrorCode {
  return error instanceof BotError ? error.code : 'INTERNAL';
}

/** How long the back end asked to wait, in milliseconds. */
function askedToWait(error: unknown): number {
  return error instanceof BackEndError ? (error.retryAfterMs ?? 0) : 0;
}

function correlationIdOf(error: unknown): string | undefined {
  return error instanceof BackEndError ? error.correlationId : undefined;
}

/** For the log: codes and class names, never texts. */
function namesOf(error: unknown): Readonly<Record<string, string | undefined>> {
  return { code: codeOf(error), error: error instanceof Error ? error.name : undefined, correlationId: correlationIdOf(error) };
}
