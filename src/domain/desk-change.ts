import type { DeskNote, DeskRecord, DeskSnapshot, DeskStatus, RequestNews, ServiceRequest } from './service-request.ts';

/** What a reading says beyond the reading before. */
export interface DeskChange {
  readonly status: DeskStatus;
  readonly snapshot: DeskSnapshot;
  readonly news: readonly RequestNews[];
  /** Whether Microsoft has answered by now. */
  readonly responded: boolean;
  /** When it did, or the last change before it; undefined where the back end does not tell. */
  readonly respondedAt: Date | undefined;
}

/** What was known of a request before the reading. */
export type Known = Pick<ServiceRequest, 'desk' | 'deskStatus' | 'ended' | 'filedAt' | 'azureTicket' | 'createdAt'>;

/** Notes beyond these are neither remembered nor told. */
const MOST_NOTES = 200;

/**
 * Compares what the back end says of a request with what it said before. Each piece of news has a key made of what happened, never of when it was seen (pitfall
 * 18), so that whoever reads the same again, at the same time too, comes to the same key. An older answer that arrives later brings nothing. Before the first
 * reading of what was filed from here there was nothing, so all that is there by then is news; of what was there before we knew it (`historyOf`) only that Microsoft
 * waits for somebody, and what was written since.
 *
 * @param written a text that was just sent as a note from here: it is no news, wherever the back end does not tell who wrote what.
 */
export function deskChange(before: Known, record: DeskRecord, { written }: { readonly written?: string | undefined } = {}): DeskChange {
  const { desk } = before;
  const notes = record.notes.slice(-MOST_NOTES);
  if (desk !== undefined && isOlder(record, desk)) {
    return { status: before.deskStatus ?? record.status, snapshot: desk, news: [], responded: false, respondedAt: undefined };
  }
  const status = isLate(before, record) ? 'closed' : record.status;
  const known = new Set(desk?.noteKeys);
  const fresh = notes.filter((note) => note.from !== 'partner' && !known.has(note.key) && !isWritten(note, written));
  // What nobody is named for may be ours once it is known.
  const answer = notes.find(({ from }) => from === 'microsoft') ?? fresh[0];
  const when = record.updatedAt?.toISOString();
  const history = historyOf(before);
  const owner = record.owner ?? desk?.owner;
  const severity = record.severity ?? desk?.severity;
  return {
    status,
    snapshot: {
      severity,
      owner,
      noteKeys: [...new Set([...known, ...notes.map(({ key }) => key)])].slice(-MOST_NOTES),
      changedAt: record.updatedAt ?? desk?.changedAt,
    },
    news: [
      ...statusNews(before, status, when, history),
      ...fresh.filter((note) => isSince(note, history)).map(({ key }) => ({ kind: 'message' as const, key: `message:${key}` })),
      ...(history === 'none' && owner !== desk?.owner ? [{ kind: 'owner' as const, key: `owner:${when ?? owner ?? ''}` }] : []),
      ...(desk?.severity !== undefined && severity !== desk.severity
        ? [{ kind: 'severity' as const, key: `severity:${severity ?? ''}:${when ?? ''}` }]
        : []),
    ],
    // Who asks back has answered. It may be closed by the partner, without a word of Microsoft's.
    responded: answer !== undefined || status === 'attention-needed',
    respondedAt: answer === undefined ? record.updatedAt : answer.at,
  };
}

/** Microsoft's clock and ours. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/**
 * Up to when what stands at the back end was there before anybody here knew of it: `none` where all of it came later, `all` for requests of earlier releases.
 * What a person filed in the Azure portal was handed off from here before; a number that was typed may be that of something older.
 */
function historyOf({ desk, filedAt, azureTicket, createdAt }: Known): 'none' | 'all' | Date {
  if (desk !== undefined) return 'none';
  if (filedAt === undefined) return 'all';
  const handedOff = new Date(createdAt.getTime() - CLOCKS_DIFFER_MS);
  return azureTicket === undefined || filedAt >= handedOff ? 'none' : handedOff;
}

function isSince({ at }: DeskNote, history: ReturnType<typeof historyOf>): boolean {
  if (history === 'none' || history === 'all') return history === 'none';
  return at !== undefined && at >= history;
}

/** The back end's read side may lag behind what it told before. */
function isOlder({ updatedAt }: DeskRecord, { changedAt }: DeskSnapshot): boolean {
  return updatedAt !== undefined && changedAt !== undefined && updatedAt < changedAt;
}

/** It was closed from here, and the back end shows what it was before still: only something newer opens it again. What is off our list alone was never closed there. */
function isLate({ desk, deskStatus, ended }: Pick<Known, 'desk' | 'deskStatus' | 'ended'>, { status, updatedAt }: DeskRecord): boolean {
  if (deskStatus !== 'closed' || ended !== undefined || status === 'closed') return false;
  return updatedAt !== undefined && desk?.changedAt !== undefined && updatedAt <= desk.changedAt;
}

function isWritten({ from, text }: DeskNote, written: string | undefined): boolean {
  return from === 'unknown' && written !== undefined && text.trim() === written.trim();
}

function statusNews(
  { deskStatus }: Pick<Known, 'deskStatus'>,
  status: DeskStatus,
  when: string | undefined,
  history: ReturnType<typeof historyOf>,
): readonly RequestNews[] {
  if (status === deskStatus) return [];
  const key = (kind: string): string => (when === undefined ? kind : `${kind}:${when}`);
  if (status === 'attention-needed') return [{ kind: status, key: key(status) }];
  if (history !== 'none') return [];
  if (status === 'closed') return [{ kind: status, key: key(status) }];
  return deskStatus === 'closed' ? [{ kind: 'reopened', key: key('reopened') }] : [];
}
