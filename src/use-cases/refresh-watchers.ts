import { BotError } from '../domain/errors.ts';
import { may } from '../domain/permissions.ts';
import type { WatchPlace } from '../domain/watch.ts';
import type { Clock } from '../ports/clock.ts';
import type { LostViewNotice } from '../ports/lost-view-notice.ts';
import type { WatchStore } from '../ports/watch-store.ts';
import type { RecognisePerson } from './recognise-person.ts';

/**
 * Looks up the roles and groups of people whose places are told of incidents: of one person, or of those looked at longest ago. Who has lost the role, or left,
 * is told nothing any more, and channels that had the view of such a person are told so. Whose look-up fails stays as before until the next run. Gives how many were looked up.
 *
 * @throws {BackEndError} when the one person asked for cannot be looked up.
 */
export type RefreshWatchers = (personId: string | undefined, signal: AbortSignal) => Promise<number>;

/** What was found out proves nothing after a day (`TRUSTED_MS`): long before, and often enough to survive an outage of hours. */
const OLD_MS = 6 * 3_600_000;
/** Every ten minutes: 10,000 people in less than four hours. */
const OF_ONE_RUN = 500;
const AT_ONCE = 4;

export function refreshWatchers(deps: {
  readonly watches: Pick<WatchStore, 'unchecked' | 'setAccess'>;
  readonly recognise: RecognisePerson;
  readonly lostView: LostViewNotice;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): RefreshWatchers {
  const { watches, recognise, lostView, clock, log } = deps;

  async function lookUp(personId: string, signal: AbortSignal): Promise<void> {
    const person = await recognise(personId, signal);
    const access = { mayWatch: person !== undefined && may(person, 'watch'), groupIds: person?.groupIds ?? [] };
    for (const silent of await watches.setAccess(personId, access, clock.now())) await tell(silent);
  }

  /** Once, at most: `watches` there says it too. */
  async function tell({ id, conversationId, locale }: Pick<WatchPlace, 'id' | 'conversationId' | 'locale'>): Promise<void> {
    if (conversationId === undefined) return;
    try {
      await lostView.tell(conversationId, locale);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      log('channel not told of its lost view', { placeId: id, code: error.code });
    }
  }

  async function lookUpOldest(signal: AbortSignal): Promise<number> {
    const places = await watches.unchecked(new Date(clock.now().getTime() - OLD_MS), OF_ONE_RUN);
    const waiting = new Set(places.map(({ personId }) => personId)).values();
    let count = 0;
    let slowDown = false;
    async function lookUpSome(): Promise<void> {
      for (const personId of waiting) {
        if (signal.aborted || slowDown) return;
        try {
          await lookUp(personId, signal);
          count += 1;
        } catch (error) {
          if (!(error instanceof BotError)) throw error;
          slowDown ||= error.code === 'THROTTLED';
          log('watcher not looked up', { personId, code: error.code });
        }
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lookUpSome));
    return count;
  }

  return async (personId, signal) => {
    if (personId === undefined) return lookUpOldest(signal);
    await lookUp(personId, signal);
    return 1;
  };
}
