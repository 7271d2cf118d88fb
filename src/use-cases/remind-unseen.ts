import { setTimeout as wait } from 'node:timers/promises';
import { BotError } from '../domain/errors.ts';
import { noticeFor } from '../domain/incident-notice.ts';
import { hitIndex, judge, type HitIndex } from '../domain/watch.ts';
import type { Incident } from '../domain/incident.ts';
import type { AnnouncementStore } from '../ports/announcement-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryLedger, UnseenCard } from '../ports/delivery-ledger.ts';
import type { UnseenEscalation } from '../ports/unseen-escalation.ts';
import type { WatchStore } from '../ports/watch-store.ts';
import { lineToPlace, type LineDeps } from './line-to-place.ts';

/**
 * Reminds once where an incident was to be acknowledged and nobody did, and escalates it when that did not help either. Each reminder is noted before it is
 * sent, and taken back only when it certainly was not: nobody is reminded twice. Not in quiet hours, nor where it was silenced meanwhile. Gives how many were
 * reminded.
 */
export type RemindUnseen = (signal: AbortSignal) => Promise<number>;

const AT_ONCE = 300;
const INCIDENTS = 50;
/** At most ten a second: cards have the rest of what Teams allows a tenant. */
const APART_MS = 100;
const LATER_MS = 5 * 60_000;
/** After so many that could not be sent it is not them: the rest is left for the next run. */
const MOST_FAILURES = 5;

export function remindUnseen(
  deps: LineDeps & {
    readonly ledger: Pick<DeliveryLedger, 'awaitSeen' | 'unseen' | 'remind' | 'postpone' | 'unseenInVain' | 'escalated'>;
    readonly watches: Pick<WatchStore, 'byId'>;
    readonly announcements: Pick<AnnouncementStore, 'current'>;
    readonly escalation: UnseenEscalation;
    readonly clock: Clock;
    /** From the card to the reminder, and from the reminder to the escalation. */
    readonly afterMs: number;
    readonly pause?: (ms: number) => Promise<unknown>;
  },
): RemindUnseen {
  const { ledger, watches, announcements, escalation, clock, afterMs, log, pause = wait } = deps;
  const lines = lineToPlace(deps);
  const after = (ms: number): Date => new Date(clock.now().getTime() + ms);

  type Read = (issueId: string) => Promise<{ readonly incident: Incident; readonly hits: HitIndex } | undefined>;

  /** Cards of one incident mostly come due together: it is read once for them, and only one is kept, since each may hit every customer. */
  function reader(): Read {
    let last: { readonly issueId: string; readonly found: ReturnType<Read> } | undefined;
    const read: Read = async (issueId) => {
      const current = await announcements.current(issueId, clock.now());
      return current && { incident: current.incident, hits: hitIndex(current.hits) };
    };
    return (issueId) => {
      if (last?.issueId !== issueId) last = { issueId, found: read(issueId) };
      return last.found;
    };
  }

  async function remind(unseen: UnseenCard, read: Read, signal: AbortSignal): Promise<'sent' | 'not-sent' | 'not-now'> {
    const { issueId, placeId, card } = unseen;
    const [place, current] = [await watches.byId(placeId), await read(issueId)];
    const now = clock.now();
    const notNow = async (until: Date): Promise<'not-now'> => {
      await ledger.postpone(unseen, until);
      return 'not-now';
    };
    if (place === undefined || current === undefined || current.incident.resolved) return notNow(after(afterMs));
    const verdict = judge(place, current.incident, current.hits, now);
    if (verdict.kind === 'muted') return notNow(verdict.until ?? after(afterMs));
    if (verdict.kind === 'unwatched' || !verdict.askSeen) return notNow(after(afterMs));
    const to = await lines.where(place, signal);
    if (typeof to === 'string') return notNow(after(LATER_MS));

    if (!(await ledger.remind(unseen, now, after(afterMs)))) return 'not-now';
    const { incident, hits } = current;
    const notice = noticeFor(place, incident, hits, { seen: undefined, now });
    const outcome = await lines.send(to, placeId, { ...notice, ring: 'unseen', place: card });
    if (outcome === 'not-sent') await ledger.postpone(unseen, after(LATER_MS), { takeBack: true });
    return outcome === 'lost' ? 'not-now' : outcome;
  }

  async function escalate(signal: AbortSignal): Promise<void> {
    const now = clock.now();
    for (const { issueId, cards } of await ledger.unseenInVain(now, INCIDENTS)) {
      if (signal.aborted) return;
      let done = false;
      try {
        done = await escalation.escalate(issueId, cards, signal);
      } catch (error) {
        if (!(error instanceof BotError)) throw error;
        log('unseen incident not escalated', { issueId, code: error.code });
      }
      await ledger.escalated(issueId, now, done ? undefined : after(LATER_MS));
    }
  }

  return async (signal) => {
    await ledger.awaitSeen(after(afterMs));
    const read = reader();
    let reminded = 0;
    let failures = 0;
    for (const unseen of await ledger.unseen(clock.now(), AT_ONCE)) {
      if (signal.aborted || failures === MOST_FAILURES) break;
      const outcome = await remind(unseen, read, signal);
      if (outcome === 'not-now') continue;
      if (outcome === 'sent') reminded += 1;
      else failures += 1;
      await pause(APART_MS);
    }
    await escalate(signal);
    return reminded;
  };
}
