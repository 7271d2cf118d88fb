import { soonAfter } from '../domain/delegated-access.ts';
import { BackEndError, BotError } from '../domain/errors.ts';
import type { AccessStore } from '../ports/access-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { EndingAccessNotice } from '../ports/ending-access-notice.ts';
import type { PeopleWithChats } from '../ports/people-with-chats.ts';
import type { ToldStore } from '../ports/told-store.ts';
import type { CustomerGate } from './customer-gate.ts';
import type { RecognisePerson } from './recognise-person.ts';

/**
 * Tells each admin agent who has a chat with the bot which relationships they may see end within 30 days, once a week; nobody when none does. Noted before
 * it is sent, since it rings: after a crash or a lost answer a message may be missing that week, but it never comes twice. Run again in the same week it
 * tells those who could not be told. Returns how many were told.
 */
export type TellEndingAccess = (signal: AbortSignal) => Promise<number>;

/** People of one look into the database, and relationships in one message. */
const BATCH = 50;
const SHOWN = 8;

export function tellEndingAccess(deps: {
  readonly people: PeopleWithChats;
  readonly recognise: RecognisePerson;
  readonly gate: Pick<CustomerGate, 'view'>;
  readonly store: Pick<AccessStore, 'ending' | 'refreshedAt'>;
  readonly told: ToldStore;
  readonly notice: EndingAccessNotice;
  readonly clock: Clock;
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): TellEndingAccess {
  const { people, recognise, gate, store, told, notice, clock, log } = deps;

  /** Whether the person was told now. */
  async function tell(personId: string, signal: AbortSignal): Promise<boolean> {
    const person = await recognise(personId, signal);
    if (person === undefined || !person.roles.includes('admin-agent')) return false;
    const now = clock.now();
    const ending = await store.ending(gate.view(person, now), { now, until: soonAfter(now) }, { limit: SHOWN, offset: 0 });
    const occasion = `ending-access ${weekOf(now)}`;
    if (ending.total === 0 || !(await told.note(occasion, personId, now))) return false;
    try {
      return await notice.tell(personId, { ...ending, readAt: await store.refreshedAt() });
    } catch (error) {
      if (error instanceof BackEndError && error.effect === 'none') await told.takeBack(occasion, personId);
      throw error;
    }
  }

  return async (signal) => {
    let count = 0;
    let last: string | undefined;
    for (;;) {
      const batch = await people.next(last, BATCH);
      for (const personId of batch) {
        if (signal.aborted) return count;
        try {
          if (await tell(personId, signal)) count += 1;
        } catch (error) {
          if (!(error instanceof BotError)) throw error;
          log('ending access not told', { personId, code: error.code });
        }
      }
      last = batch.at(-1);
      if (batch.length < BATCH) return count;
    }
  };
}

/** The Monday (UTC) of a moment's week, such as `2026-11-16`. */
export function weekOf(moment: Date): string {
  const sinceMonday = (moment.getUTCDay() + 6) % 7;
  return new Date(moment.getTime() - sinceMonday * 86_400_000).toISOString().slice(0, 10);
}
