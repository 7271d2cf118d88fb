import { BotError } from '../domain/errors.ts';
import { requestNumberOf } from '../domain/request-number.ts';
import type { ServiceRequest } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';
import { withinDeadline } from './deadline.ts';
import { deskOf } from './desk-of.ts';
import { readRequest, type RequestReading } from './read-request.ts';

/** What a person may do with a request. Each gives the state afterwards; a press on an old version changes nothing and gives the present state. */
export interface ChangeRequest {
  /** @throws {BotError} NOT_SUPPORTED_BY_ROUTE */
  addNote(request: ServiceRequest, text: string, personId: string, signal: AbortSignal): Promise<RequestReading>;
  /** @throws {BotError} NOT_SUPPORTED_BY_ROUTE */
  close(request: ServiceRequest, version: number, personId: string, signal: AbortSignal): Promise<RequestReading>;
  /**
   * Microsoft's number, typed by a person: for a hand-off, or to resolve an uncertain filing.
   *
   * @throws {BotError} INVALID when it does not look like one, or is that of another request; what the back end answers that was asked for it.
   */
  setNumber(request: ServiceRequest, version: number, number: string, personId: string, signal: AbortSignal): Promise<RequestReading>;
  /** Sends again what failed or is uncertain: a person's decision. */
  retry(request: ServiceRequest, version: number, personId: string): Promise<RequestReading>;
}

/** With a look before and one after it a press stays well within the ten seconds of a turn. */
const DEADLINE_MS = 3000;
const LOOK_MS = 1500;

export function changeRequest(deps: {
  readonly requests: RequestStore;
  readonly desks: readonly ServiceDesk[];
  readonly clock: Clock;
  readonly deadlineMs?: number;
}): ChangeRequest {
  const { requests, desks, clock, deadlineMs = DEADLINE_MS } = deps;
  const read = readRequest({ ...deps, deadlineMs: Math.min(LOOK_MS, deadlineMs) });

  function tracked(request: ServiceRequest): { readonly desk: ServiceDesk; readonly number: string } {
    const desk = deskOf(desks, request.route);
    if (desk?.canTrack === true && request.number !== undefined) return { desk, number: request.number };
    throw new BotError('NOT_SUPPORTED_BY_ROUTE', `Request ${request.id} of route ${request.route} cannot be changed from here`);
  }

  /**
   * Behind a number that can be asked for are notes to read and to write: with somebody else's number a person would get at another customer's. What was
   * filed from here carries our reference at the end of its title.
   */
  async function refuseOther({ id, route, reference }: ServiceRequest, number: string, signal: AbortSignal): Promise<void> {
    const desk = deskOf(desks, route);
    if (desk?.canTrack !== true) return;
    const record = await withinDeadline(deadlineMs, signal, (within) => desk.read(number, within));
    if (record?.title.includes(reference) !== true) throw new BotError('INVALID', `The number typed for request ${id} is not its own`);
  }

  async function present(request: ServiceRequest): Promise<ServiceRequest> {
    return (await requests.byId(request.id)) ?? request;
  }

  async function unchanged(request: ServiceRequest): Promise<RequestReading> {
    return { request: await present(request), record: undefined, failure: undefined };
  }

  return {
    async addNote(request, text, personId, signal) {
      const { desk, number } = tracked(request);
      const before = await read(await present(request), signal);
      // A second press brings the same text again; and what cannot be looked at is not written to.
      if (before.failure !== undefined || hasNote(before, text)) return before;
      const failure = await attempt(() => withinDeadline(deadlineMs, signal, (within) => desk.addNote(number, text, within)));
      const after = await read(before.request, signal);
      // Only what arrived is audited, and a lost answer is no failure when the note is there.
      if (failure !== undefined && !hasNote(after, text)) return { ...after, failure };
      await requests.record(request.id, 'note', personId, clock.now());
      return after;
    },

    async close(request, version, personId, signal) {
      const { desk, number } = tracked(request);
      const now = await present(request);
      if (now.version !== version || now.deskStatus === 'closed') return read(now, signal);
      const failure = await attempt(() => withinDeadline(deadlineMs, signal, (within) => desk.close(number, within)));
      const after = await read(now, signal);
      if (failure !== undefined && after.request.deskStatus !== 'closed') return { ...after, failure };
      await requests.record(request.id, 'close', personId, clock.now());
      if (after.request.deskStatus === 'closed') return after;
      // Microsoft took it; its read side may lag or be out of reach.
      return { ...after, request: (await requests.setDeskStatus(request.id, 'closed', clock.now())) ?? after.request };
    },

    async setNumber(request, version, typed, personId, signal) {
      const number = requestNumberOf(typed);
      if (number === undefined) throw new BotError('INVALID', `What was typed as number of request ${request.id} does not look like one`);
      const now = await present(request);
      if (now.version !== version || (now.state !== 'handed-off' && now.state !== 'uncertain')) return unchanged(request);
      await refuseOther(now, number, signal);
      const changed = await requests.change(request.id, version, { to: 'filed', number }, personId, clock.now());
      return changed === undefined ? unchanged(request) : { request: changed, record: undefined, failure: undefined };
    },

    async retry(request, version, personId) {
      const now = await present(request);
      if (now.state !== 'failed' && now.state !== 'uncertain') return unchanged(request);
      const changed = await requests.change(request.id, version, { to: 'ready' }, personId, clock.now());
      return changed === undefined ? unchanged(request) : { request: changed, record: undefined, failure: undefined };
    },
  };
}

function hasNote({ record }: RequestReading, text: string): boolean {
  return record?.notes.some((note) => note.text.trim() === text.trim()) ?? false;
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
