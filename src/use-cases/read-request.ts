import type { AzureTicket } from '../domain/azure-ticket.ts';
import { BotError } from '../domain/errors.ts';
import type { DeskRecord, RequestRemark, ServiceRequest } from '../domain/service-request.ts';
import type { ServiceDesk } from '../ports/service-desk.ts';
import { withinDeadline } from './deadline.ts';
import { deskOf } from './desk-of.ts';
import { isToBeFound, type FindAzureTicket } from './find-azure-ticket.ts';
import type { NoteReading, ReadingOf } from './note-reading.ts';

/** `record`: what the back end says now; undefined where it was not asked or did not answer, then `failure` has the reason. */
export interface RequestReading {
  readonly request: ServiceRequest;
  readonly record: DeskRecord | undefined;
  readonly failure: BotError | undefined;
  /** What came of the change that it was read after. */
  readonly remark?: RequestRemark;
  /** Of a hand-off to the Azure portal that was not found there: tickets of its customer that nobody has taken for another request, the newest first; few. */
  readonly candidates?: readonly AzureTicket[] | undefined;
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
  readonly findAzureTicket: FindAzureTicket;
  readonly deadlineMs?: number;
}): ReadRequest {
  const { desks, noteReading, findAzureTicket, deadlineMs = DEADLINE_MS } = deps;

  async function read(request: ServiceRequest, signal: AbortSignal, of: ReadingOf): Promise<RequestReading> {
    const { number } = request;
    const desk = deskOf(desks, request);
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
  }

  return async (request, signal, of = {}) => {
    if (!isToBeFound(request)) return read(request, signal, of);
    const { request: found, candidates, failure } = await findAzureTicket(request, signal, of.seenBy);
    if (isToBeFound(found)) return { request: found, record: undefined, failure, candidates };
    return read(found, signal, of);
  };
}
