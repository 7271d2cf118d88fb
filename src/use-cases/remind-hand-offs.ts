import type { BusinessCalendar } from '../domain/business-calendar.ts';
import { isCivilHour } from '../domain/civil-hour.ts';
import { BotError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notifier } from '../ports/notifier.ts';
import type { RequestStore } from '../ports/request-store.ts';
import type { MayKnow } from './may-know.ts';

const AT_ONCE = 50;

/**
 * Asks for Microsoft's number of hand-offs: `afterMs` after they were made, then after twice as long, then after four times, `most` times in all. What has no
 * number a last such time after that is overdue: news to everybody concerned. A reminder is marked before it is sent, because it rings: a lost one is better
 * than two. Whoever may not know the request any more is asked nothing; that counts as asked in vain. It rings in working hours only: what is due at night waits. Returns how many were sent; the rest waits for the next run.
 */
export type RemindHandOffs = (signal: AbortSignal) => Promise<number>;

export function remindHandOffs(deps: {
  readonly requests: RequestStore;
  readonly mayKnow: MayKnow;
  readonly notifier: Pick<Notifier, 'remindOfNumber'>;
  /** By which people work; undefined: by their own clocks. */
  readonly calendar: () => Promise<BusinessCalendar | undefined>;
  readonly clock: Clock;
  readonly afterMs: number;
  readonly most: number;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): RemindHandOffs {
  const { requests, mayKnow, notifier, calendar, clock, afterMs, most, log } = deps;

  async function remindNext(timeZones: readonly string[], signal: AbortSignal): Promise<'sent' | 'not sent' | 'none'> {
    // One by one, so that a process that dies forgets one reminder, not a whole batch.
    const [request] = await requests.takeForReminder({ afterMs, most, timeZones }, clock.now(), 1);
    if (request === undefined) return 'none';
    try {
      if (await mayKnow(request.personId, request, signal)) {
        await notifier.remindOfNumber(request);
        return 'sent';
      }
      log('requester may not know', { requestId: request.id });
      return 'not sent';
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      log('reminder not sent', { requestId: request.id, code: error.code });
      return 'not sent';
    }
  }

  return async (signal) => {
    const now = clock.now();
    const hours = await calendar();
    const timeZones = (await requests.zonesOfHandOffs()).filter((timeZone) => isCivilHour(hours, timeZone, now));
    if (timeZones.length === 0) return 0;
    for (const id of await requests.overdueNumbers({ afterMs, most, timeZones }, now, AT_ONCE)) {
      await requests.addNews(id, { kind: 'number-overdue', key: 'number-overdue' }, now);
    }
    let sent = 0;
    for (let taken = 0; taken < AT_ONCE && !signal.aborted; taken += 1) {
      const outcome = await remindNext(timeZones, signal);
      if (outcome === 'none') break;
      if (outcome === 'sent') sent += 1;
    }
    return sent;
  };
}
