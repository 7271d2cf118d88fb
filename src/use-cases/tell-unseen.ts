import { noticeFor } from '../domain/incident-notice.ts';
import { DEFAULT_WATCH, hitIndex, judge, type WatchPlace } from '../domain/watch.ts';
import type { AnnouncementStore } from '../ports/announcement-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryLedger } from '../ports/delivery-ledger.ts';
import type { ToldStore } from '../ports/told-store.ts';
import type { UnseenEscalation } from '../ports/unseen-escalation.ts';
import type { WatchStore } from '../ports/watch-store.ts';
import { lineToPlace, type LineDeps } from './line-to-place.ts';

const CHANNELS = 200;

/**
 * Tells the channels that want to know of what nobody has seen: each once for an incident, whatever it watches, if it may see a customer that is hit. Where it
 * is quiet, or not only the partner's own people read, it is told later, as long as the incident goes on.
 */
export function tellUnseen(
  deps: LineDeps & {
    readonly ledger: Pick<DeliveryLedger, 'toldOfUnseen' | 'cardIn'>;
    readonly watches: Pick<WatchStore, 'byId'>;
    readonly announcements: Pick<AnnouncementStore, 'current'>;
    readonly told: ToldStore;
    readonly clock: Clock;
  },
): UnseenEscalation {
  const { ledger, watches, announcements, told, clock } = deps;
  const lines = lineToPlace(deps);

  return {
    async escalate(issueId, unseenIn, signal) {
      const current = await announcements.current(issueId, clock.now());
      if (current === undefined || current.incident.resolved) return true;
      const { incident } = current;
      const hits = hitIndex(current.hits);
      const occasion = `unseen ${issueId}`;

      /** False: it has to be told later. */
      async function tell(place: WatchPlace): Promise<boolean> {
        const now = clock.now();
        const verdict = judge(place, incident, hits, now);
        if (verdict.kind === 'unwatched') return true;
        if (verdict.kind === 'muted') return false;
        const to = await lines.where(place, signal);
        if (typeof to === 'string') return to === 'gone';
        if (!(await told.note(occasion, place.id, now))) return true;
        const { hit, locale, timeZone } = noticeFor(place, incident, hits, { seen: undefined, now });
        const card = await ledger.cardIn(issueId, place.id);
        const line = { incident, hit, locale, timeZone, now, ring: 'unseen-elsewhere', place: card, unseenIn } as const;
        if ((await lines.send(to, place.id, line)) !== 'not-sent') return true;
        await told.takeBack(occasion, place.id);
        return false;
      }

      let done = true;
      for (const placeId of await ledger.toldOfUnseen(CHANNELS)) {
        if (signal.aborted) return false;
        const place = await watches.byId(placeId);
        if (place !== undefined && !(await tell({ ...place, watches: [EVERYTHING] }))) done = false;
      }
      return done;
    },
  };
}

const EVERYTHING = { id: 'everything', ...DEFAULT_WATCH, classification: 'all' } as const;
