import { outlookOf, type Outlook } from '../domain/watch-outlook.ts';
import { hitIndex, type JudgedReason, type WatchPlace } from '../domain/watch.ts';
import type { Clock } from '../ports/clock.ts';
import type { WatchReach } from '../ports/watch-reach.ts';
import type { WatchStore } from '../ports/watch-store.ts';

/** A chat or channel that would get something, and what. */
export interface ToldPlace extends Outlook {
  readonly place: Pick<WatchPlace, 'scope' | 'personName' | 'label' | 'timeZone'>;
}

/** Who would be told if a customer were hit by an incident now. */
export interface WhoIsTold {
  /** How many chats and channels ring, and how many get nothing yet, by reason. */
  readonly counts: Readonly<Record<'ring' | JudgedReason, number>>;
  /** The first channels and the first chats, those that ring before the others. */
  readonly channels: readonly ToldPlace[];
  readonly chats: readonly ToldPlace[];
}

/** undefined when there is no such customer any more. Whoever asks sees the customer. */
export type FindWhoIsTold = (tenantId: string, signal: AbortSignal) => Promise<WhoIsTold | undefined>;

const PAGE = 1000;
/** Of each kind. */
const SHOWN = 10;

export function findWhoIsTold(deps: {
  readonly watches: Pick<WatchStore, 'next'>;
  readonly reach: Pick<WatchReach, 'asHit'>;
  readonly clock: Clock;
}): FindWhoIsTold {
  const { watches, reach, clock } = deps;

  return async (tenantId, signal) => {
    const now = clock.now();
    const customer = await reach.asHit(tenantId, now);
    if (customer === undefined) return undefined;
    const hits = hitIndex([customer]);
    const counts = { ring: 0, quiet: 0, silence: 0, 'record-only': 0, access: 0 };
    const found = {
      team: { ringing: new Array<ToldPlace>(), others: new Array<ToldPlace>() },
      personal: { ringing: new Array<ToldPlace>(), others: new Array<ToldPlace>() },
    };

    for (let last: string | undefined; ;) {
      signal.throwIfAborted();
      const places = await watches.next(last, PAGE);
      for (const place of places) {
        const outlook = outlookOf(place, hits, { highImpact: false }, now);
        if (outlook.verdict.kind === 'unwatched') continue;
        const rings = outlook.verdict.kind === 'tell';
        counts[outlook.verdict.kind === 'tell' ? 'ring' : outlook.verdict.reason] += 1;
        const list = found[place.scope][rings ? 'ringing' : 'others'];
        if (list.length < SHOWN) list.push({ place, ...outlook });
      }
      last = places.at(-1)?.id;
      if (places.length < PAGE) break;
    }
    const first = ({ ringing, others }: (typeof found)['team']): readonly ToldPlace[] => [...ringing, ...others].slice(0, SHOWN);
    return { counts, channels: first(found.team), chats: first(found.personal) };
  };
}
