import { BotError } from '../domain/errors.ts';
import type { DeskRecord, RequestRemark, ServiceRequest } from '../domain/service-request.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';
import { withinDeadline } from './deadline.ts';
import { deskOf } from './desk-of.ts';
import type { NoteReading, ReadingOf } from './note-reading.ts';

/** `record`: what the back end says now; undefined where it was not asked or did not answer, then `failure` has the reason. */
export interface RequestReading {
  readonly request: ServiceRequest;
  readonly record: DeskRecord | undefined;
  readonly failure: BotError | undefined;
  /** What came of the change that it was read after. */
  readonly remark?: RequestRemark;
}

/**
 * A request with what the back end says of it now, asked within a short deadline; the stored copy and the reason otherwise. What is new of it is told to all who
 * follow the request, except to whoever asked and sees it here. Never throws for a back end's failure.
 */
export type ReadRequest = (request: ServiceRequest, signal: AbortSignal, of?: ReadingOf) => Promise<RequestReading>;

const DEADLINE_MS = 2500;

export function readRequest(deps: {
  readonly desks: readonly ServiceDesk[];
  readonly noteReading: NoteReading;
  readonly deadlineMs?: number;
}): ReadRequest {
  const { desks, noteReading, deadlineMs = DEADLINE_MS } = deps;
  return async (request, signal, of = {}) => {
    const { number } = request;
    const desk = deskOf(desks, request.route);
    if (number === undefined || desk?.canTrack !== true) return { request, record: undefined, failure: undefined };
    try {
      const record = await withinDeadline(deadlineMs, signal, (within) => desk.read(request, within));
      if (record === undefined) {
        return {
          request,
          record,
          failure: new BotError('NOT_FOUND', `The desk of ${request.route} does not know the number of ${request.id}`),
        };
      }
      return { request: await noteReading(request, record, of), record, failure: undefined };
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      return { request, record: undefined, failure: error };
    }
  };
}
