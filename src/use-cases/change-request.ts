import { deskChange } from '../domain/desk-change.ts';
import { BotError } from '../domain/errors.ts';
import { filingHistory } from '../domain/filing-history.ts';
import { canGoByPortal } from '../domain/portal-instead.ts';
import { nextReadingOfClosed } from '../domain/next-reading.ts';
import { clockFrom } from '../domain/response-warning.ts';
import { isCorrectable, requestNumberOf } from '../domain/request-number.ts';
import type { DeskNote, DeskRecord, ServiceRequest } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { RequestChange, RequestStore } from '../ports/request-store.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';
import { changeSeverity, type SeverityWish } from './change-severity.ts';
import { withinDeadline } from './deadline.ts';
import { deskOf } from './desk-of.ts';
import { isToBeFound, type FindAzureTicket } from './find-azure-ticket.ts';
import type { ResponseHoursOf } from './response-calendar.ts';
import { textKey, writtenKey, type NoteReading } from './note-reading.ts';
import { readRequest, type RequestReading } from './read-request.ts';

/** What a person may do with a request. Each gives the state afterwards; a press on an old version changes nothing and gives the present state. */
export interface ChangeRequest {
  /** `failure` CONFLICT when it is closed by now. @throws {BotError} NOT_SUPPORTED_BY_ROUTE */
  addNote(request: ServiceRequest, text: string, personId: string, signal: AbortSignal): Promise<RequestReading>;
  /** @throws {BotError} NOT_SUPPORTED_BY_ROUTE */
  close(request: ServiceRequest, version: number, personId: string, signal: AbortSignal): Promise<RequestReading>;
  /**
   * Microsoft's number, typed by a person: for a hand-off, to resolve an uncertain filing, or in place of a wrong one (`isCorrectable`).
   *
   * @throws {BotError} INVALID when it does not look like one, or is that of another request at Microsoft; what the back end answers that was asked for it.
   */
  setNumber(request: ServiceRequest, version: number, number: string, personId: string, signal: AbortSignal): Promise<RequestReading>;
  /**
   * At Microsoft where the desk can, else asked for in a note; `remark` says which (B54).
   *
   * @throws {BotError} NOT_SUPPORTED_BY_ROUTE
   */
  setSeverity(request: ServiceRequest, version: number, wish: SeverityWish, personId: string, signal: AbortSignal): Promise<RequestReading>;
  /** Sends again what failed or is uncertain: a person's decision. */
  retry(request: ServiceRequest, version: number, personId: string): Promise<RequestReading>;
  /**
   * Looks what became of an uncertain one; sends nothing.
   *
   * @throws {BackEndError}
   */
  lookUp(request: ServiceRequest, version: number, personId: string, signal: AbortSignal): Promise<RequestReading>;
  /** Hands over to the Azure portal what Azure Support refused: a person's decision. */
  byPortal(request: ServiceRequest, version: number, personId: string): Promise<RequestReading>;
}

/** With a look before and one after it a press stays well within the ten seconds of a turn. */
const DEADLINE_MS = 3000;
const LOOK_MS = 1500;
/** Of a press that takes several. */
const STEP_MS = 2000;

export function changeRequest(deps: {
  readonly requests: RequestStore;
  readonly desks: readonly ServiceDesk[];
  readonly noteReading: NoteReading;
  readonly findAzureTicket: FindAzureTicket;
  readonly responseHours: ResponseHoursOf;
  readonly clock: Clock;
  readonly deadlineMs?: number;
}): ChangeRequest {
  const { requests, desks, responseHours, clock, deadlineMs = DEADLINE_MS } = deps;
  const read = readRequest({ ...deps, deadlineMs: Math.min(LOOK_MS, deadlineMs) });

  function tracked(request: ServiceRequest): ServiceDesk {
    const desk = deskOf(desks, request);
    if (desk?.canTrack === true && request.number !== undefined) return desk;
    throw new BotError('NOT_SUPPORTED_BY_ROUTE', `Request ${request.id} of route ${request.route} cannot be changed from here`);
  }

  /**
   * Behind a number that can be asked for are notes to read and to write: with somebody else's number a person would get at another customer's. What was
   * filed from here carries our reference at the end of its title. undefined where it cannot be asked for.
   */
  async function ownRecord(request: ServiceRequest, number: string, signal: AbortSignal): Promise<DeskRecord | undefined> {
    const desk = deskOf(desks, request);
    if (desk?.canTrack !== true) return undefined;
    const record = await withinDeadline(deadlineMs, signal, (within) => desk.read({ ...request, number }, within));
    if (record?.number !== number || !record.title.includes(request.reference))
      throw new BotError('INVALID', `The number typed for request ${request.id} is not its own`);
    return record;
  }

  /** @throws {BotError} when its back end could not be asked whether the number that it has is right. */
  async function takesNumber(request: ServiceRequest, number: string, signal: AbortSignal): Promise<boolean> {
    if (request.state === 'handed-off' || request.state === 'uncertain') return true;
    if (request.number === number) return false;
    if (isCorrectable(request, undefined)) return true;
    const desk = request.azureTicket === undefined ? undefined : deskOf(desks, request);
    return desk !== undefined && isCorrectable(request, await withinDeadline(deadlineMs, signal, (within) => desk.read(request, within)));
  }

  /** With its clock, and with what stands there already. */
  async function numbered(request: ServiceRequest, number: string, filedAt: Date | undefined, record?: DeskRecord): Promise<RequestChange> {
    const clocks = clockFrom(filedAt ?? clock.now(), { ...request, azureTicket: undefined }, await responseHours(request.timeZone));
    if (record === undefined) return { to: 'filed', number, filedAt, ...clocks };
    const { snapshot } = deskChange({ ...request, desk: undefined, deskStatus: undefined }, record);
    return { to: 'filed', number, filedAt, ...clocks, known: { closed: record.status === 'closed', snapshot } };
  }

  async function present(request: ServiceRequest): Promise<ServiceRequest> {
    return (await requests.byId(request.id)) ?? request;
  }

  async function unchanged(request: ServiceRequest): Promise<RequestReading> {
    return { request: await present(request), record: undefined, failure: undefined };
  }

  /** What its desk told of it before stays: only something newer opens it again. */
  async function closedHere(request: ServiceRequest, personId: string): Promise<ServiceRequest> {
    const at = clock.now();
    const reading = {
      number: request.number,
      status: 'closed',
      snapshot: undefined,
      news: [{ kind: 'closed', key: `closed here:${request.version}` }],
      responseDueAt: undefined,
      responseWarnAt: undefined,
      respondedAt: undefined,
      nextAt: nextReadingOfClosed({ updatedAt: at }, at),
      seenBy: personId,
    } as const;
    return (await requests.setTracked(request.id, reading, at)) ?? request;
  }

  async function sendNote(
    desk: ServiceDesk,
    request: ServiceRequest,
    text: string,
    within: { readonly deadlineMs: number; readonly signal: AbortSignal; readonly earlier?: number },
  ): Promise<BotError | undefined> {
    // Nobody else looks meanwhile, who would take the note for one of Microsoft's; and who sees it later knows it.
    await requests.putOffTracking(request.id, new Date(clock.now().getTime() + 2 * within.deadlineMs), writtenKey(text));
    // The same text is the same note, since a press may be repeated; unless as many `earlier` ones are another one's.
    const note = { key: `${textKey(text)}${within.earlier ? `-${within.earlier}` : ''}`, text };
    return attempt(() => withinDeadline(within.deadlineMs, within.signal, (signal) => desk.addNote(request, note, signal)));
  }

  const change: ChangeRequest = {
    async addNote(request, text, personId, signal) {
      const desk = tracked(request);
      const before = await read(await present(request), signal, { seenBy: personId });
      // A second press brings the same text again; and what cannot be looked at is not written to.
      if (before.failure !== undefined || isNewest(before, text)) return before;
      if (before.request.deskStatus === 'closed')
        return { ...before, failure: new BotError('CONFLICT', `Request ${request.id} was closed before a note to it`) };
      const earlier = countOf(before, text);
      const failure = await sendNote(desk, before.request, text, { deadlineMs, signal, earlier });
      const after = await read(await present(request), signal, { seenBy: personId, written: text });
      // Only what arrived is audited, and a lost answer is no failure when the note is there.
      if (failure !== undefined && countOf(after, text) <= earlier) return { ...after, failure };
      await requests.record(request.id, 'note', personId, clock.now());
      return after;
    },

    async close(request, version, personId, signal) {
      const desk = tracked(request);
      const stored = await present(request);
      // News is what differs from a reading before.
      const now = stored.desk === undefined ? (await read(stored, signal, { seenBy: personId })).request : stored;
      if (now.version !== version || now.deskStatus === 'closed') return read(now, signal, { seenBy: personId });
      const failure = await attempt(() => withinDeadline(deadlineMs, signal, (within) => desk.close(now, within)));
      const after = await read(now, signal, { seenBy: personId });
      if (failure !== undefined && after.request.deskStatus !== 'closed') return { ...after, failure };
      await requests.record(request.id, 'close', personId, clock.now());
      if (after.request.deskStatus === 'closed') return after;
      // Microsoft took it; its read side may lag or be out of reach.
      return { ...after, request: await closedHere(after.request, personId) };
    },

    async setNumber(request, version, typed, personId, signal) {
      const number = requestNumberOf(typed);
      if (number === undefined) throw new BotError('INVALID', `What was typed as number of request ${request.id} does not look like one`);
      const now = await present(request);
      if (now.version !== version || !(await takesNumber(now, number, signal))) return unchanged(request);
      // A ticket that was taken for it is that of the number before.
      const record = await ownRecord({ ...now, azureTicket: undefined }, number, signal);
      const filedAt = record?.createdAt ?? now.filedAt ?? (record && filingHistory(await requests.audit(now.id)).sentAt);
      const changed = await requests.change(request.id, version, await numbered(now, number, filedAt, record), personId, clock.now());
      if (changed === undefined) return unchanged(request);
      if (!isToBeFound(changed)) return { request: changed, record: undefined, failure: undefined };
      // Found there by its number it is followed from now on. The number stands whatever comes of this look, and the job looks again.
      const seen = await read(changed, signal, { seenBy: personId });
      return { request: seen.request, record: seen.record, failure: undefined };
    },

    async setSeverity(request, version, wish, personId, signal) {
      const desk = tracked(request);
      const now = await present(request);
      const look = async (one: ServiceRequest, written?: string) => read(await present(one), signal, { seenBy: personId, written });
      if (now.version !== version || now.deskStatus === 'closed') return look(now);
      const within = { deadlineMs: Math.min(STEP_MS, deadlineMs), signal };
      return changeSeverity(desk, now, wish, {
        requests,
        read: look,
        attempt: (work) => attempt(() => withinDeadline(within.deadlineMs, signal, work)),
        sendNote: (one, text) => sendNote(desk, one, text, within),
        addNote: (one, text) => change.addNote(one, text, personId, signal),
        personId,
        at: () => clock.now(),
      });
    },

    async retry(request, version, personId) {
      const now = await present(request);
      if (now.state !== 'failed' && now.state !== 'uncertain') return unchanged(request);
      const changed = await requests.change(request.id, version, { to: 'ready' }, personId, clock.now());
      return changed === undefined ? unchanged(request) : { request: changed, record: undefined, failure: undefined };
    },

    async lookUp(request, version, personId, signal) {
      const now = await present(request);
      const desk = deskOf(desks, now);
      if (now.state !== 'uncertain' || desk?.canTrack !== true) return unchanged(request);
      const found = await withinDeadline(deadlineMs, signal, (within) => desk.find(now, within));
      if (found === undefined) return unchanged(request);
      const { sentAt } = filingHistory(await requests.audit(now.id));
      const at = clock.now();
      const outcome: RequestChange =
        found.kind === 'filed'
          ? await numbered(now, found.number, found.createdAt ?? sentAt)
          : { to: 'sending', after: new Date(at.getTime() + found.retryAfterMs), operation: found.operation };
      const changed = await requests.change(request.id, version, outcome, personId, at);
      return changed === undefined ? unchanged(request) : { request: changed, record: undefined, failure: undefined };
    },

    async byPortal(request, version, personId) {
      if (!canGoByPortal(await present(request))) return unchanged(request);
      const changed = await requests.change(request.id, version, { to: 'ready', route: 'azure-portal' }, personId, clock.now());
      return changed === undefined ? unchanged(request) : { request: changed, record: undefined, failure: undefined };
    },
  };
  return change;
}

/** How many notes say the same. */
function countOf({ record }: RequestReading, text: string): number {
  return record?.notes.filter((note) => note.text.trim() === text.trim()).length ?? 0;
}

/** Said before and answered since, the same words are another note. */
function isNewest({ record }: RequestReading, text: string): boolean {
  const newest = record?.notes.toSorted((one, other) => timeOf(one) - timeOf(other)).at(-1);
  return newest?.text.trim() === text.trim();
}

/** Without a time it stands where the back end put it, behind all others. */
function timeOf({ at }: DeskNote): number {
  return at?.getTime() ?? Number.MAX_VALUE;
}

/** The back end's failure instead of a throw: the card shows it beside the present state. */
async function attempt(work: () => Promise<void>): Promise<BotError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof BotError) return error;
    throw error;
  }
}
