import { BotError } from '../domain/errors.ts';
import type { DeskRecord, ServiceRequest } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';
import { withinDeadline } from './deadline.ts';
import { deskOf } from './desk-of.ts';

/** `record`: what the back end says now; undefined where it was not asked or did not answer, then `failure` has the reason. */
export interface RequestReading {
  readonly request: ServiceRequest;
  readonly record: DeskRecord | undefined;
  readonly failure: BotError | undefined;
}

/** A request with what the back end says of it now, asked within a short deadline; the stored copy and the reason otherwise. Never throws for a back end's failure. */
export type ReadRequest = (request: ServiceRequest, signal: AbortSignal) => Promise<RequestReading>;

const DEADLINE_MS = 2500;

export function readRequest(deps: {
  readonly requests: RequestStore;
  readonly desks: readonly ServiceDesk[];
  readonly clock: Clock;
  readonly deadlineMs?: number;
}): ReadRequest {
  const { requests, desks, clock, deadlineMs = DEADLINE_MS } = deps;
  return async (request, signal) => {
    const { number } = request;
    const desk = deskOf(desks, request.route);
    if (number === undefined || desk?.canTrack !== true) return { request, record: undefined, failure: undefined };
    try {
      const record = await withinDeadline(deadlineMs, signal, (within) => desk.read(number, within));
      if (record === undefined) {
        return {
          request,
          record,
          failure: new BotError('NOT_FOUND', `The desk of ${request.route} does not know the number of ${request.id}`),
        };
      }
      const changed = record.status !== request.deskStatus;
      const present = changed ? await requests.setDeskStatus(request.id, record.status, clock.now()) : request;
      return { request: present ?? request, record, failure: undefined };
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return { request, record: undefined, failure: error };
    }
  };
}
