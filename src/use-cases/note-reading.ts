import { createHash } from 'node:crypto';
import { deskChange, type DeskChange } from '../domain/desk-change.ts';
import { nextReading, nextReadingOfClosed } from '../domain/next-reading.ts';
import { responseDue, responseDueAfter } from '../domain/response-clock.ts';
import { responseWarning } from '../domain/response-warning.ts';
import type { DeskNote, DeskRecord, ServiceRequest } from '../domain/service-request.ts';
import type { Clock } from '../ports/clock.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { ResponseHoursOf } from './response-calendar.ts';

/** How a reading came about. */
export interface ReadingOf {
  /** Who asked for it and sees it on the card. undefined: the bot. */
  readonly seenBy?: string | undefined;
  /** A text that was just sent as a note from here. */
  readonly written?: string | undefined;
}

const NO_CLOCK = { responseDueAt: undefined, responseWarnAt: undefined };

/** Writes down what a back end said of a request, and what of it is news; gives the request as it is then. */
export type NoteReading = (request: ServiceRequest, record: DeskRecord, of: ReadingOf) => Promise<ServiceRequest>;

export function noteReading(deps: {
  readonly requests: Pick<RequestStore, 'setTracked'>;
  readonly responseHours: ResponseHoursOf;
  readonly clock: Clock;
  /** Between two readings of a fresh request. */
  readonly everyMs: number;
}): NoteReading {
  const { requests, responseHours, clock, everyMs } = deps;

  /** Worked out once, and anew when the severity is another one; not any more once Microsoft has answered. */
  async function clockOf(request: ServiceRequest, { snapshot, responded }: DeskChange, at: Date) {
    const { filedAt, respondedAt, responseDueAt, desk } = request;
    const before = desk?.severity ?? request.severity;
    const after = snapshot.severity ?? before;
    const isOther = before !== after && !responded && respondedAt === undefined;
    if (filedAt === undefined || (responseDueAt !== undefined && !isOther)) return NO_CLOCK;
    const hours = await responseHours(request.timeZone);
    // At the first reading it is what the request was filed with.
    const isMoved = isOther && desk !== undefined;
    const dueAt = (isMoved ? responseDueAt : undefined) ?? responseDue({ ...request, severity: isMoved ? before : after }, filedAt, hours);
    const moved = isMoved ? responseDueAfter(request, { before, after, dueAt, filedAt, at }, hours) : dueAt;
    if (moved.getTime() === responseDueAt?.getTime()) return NO_CLOCK;
    // What was raised is not warned of before it was.
    const from = moved < dueAt ? at : filedAt;
    return { responseDueAt: moved, responseWarnAt: responseWarning(from, moved) };
  }

  return async (request, record, { seenBy, written }) => {
    const at = clock.now();
    const change = deskChange(request, withOwn(record, request), { written });
    const { status, snapshot, news, responded, respondedAt } = change;
    const clocks = await clockOf(request, change, at);
    const moved = { ...request, ...((news.length > 0 || status !== request.deskStatus) && { updatedAt: at }) };
    const nextAt = status === 'closed' ? nextReadingOfClosed(moved, at) : nextReading(moved, at, everyMs);
    const { number } = request;
    const reading = { number, status, snapshot, news, ...clocks, respondedAt: responded ? (respondedAt ?? at) : undefined, nextAt, seenBy };
    return (await requests.setTracked(request.id, reading, at)) ?? request;
  };
}

/** What tells one text from another. */
export function textKey(text: string): string {
  return createHash('sha256').update(text.trim()).digest('hex').slice(0, 24);
}

/** The key under which a text is remembered that was sent as a note from here: its own key at the back end is not known. */
export function writtenKey(text: string): string {
  return `written:${textKey(text)}`;
}

/** Where the back end does not tell who wrote what, notes that were sent from here are ours, whenever they are seen. */
function withOwn(record: DeskRecord, { desk }: Pick<ServiceRequest, 'desk'>): DeskRecord {
  const known = new Set(desk?.noteKeys);
  const isOwn = ({ from, text }: DeskNote) => from === 'unknown' && known.has(writtenKey(text));
  return { ...record, notes: record.notes.map((note) => (isOwn(note) ? { ...note, from: 'partner' } : note)) };
}
