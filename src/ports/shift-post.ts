import type { DutyStanding } from '../domain/duty-standing.ts';
import type { Locale } from '../domain/locale.ts';
import type { ConversationAddress } from './conversation-store.ts';

/** A change of who is on call, as a channel is told of it. */
export interface ShiftChange extends DutyStanding {
  readonly rota: string;
  /** It is so for a while already: it was told late, or the rota is new. */
  readonly isOld: boolean;
  readonly locale: Locale;
  readonly timeZone: string;
}

/** Tells channels who is on call now. */
export interface ShiftPost {
  /**
   * A post of its own that rings and mentions whoever is on call now, in one try. False when the bot is not there any more: then the address is retired.
   *
   * @throws {BackEndError} with `effect: 'unknown'` when it may be there all the same.
   */
  post(to: ConversationAddress, change: ShiftChange): Promise<boolean>;
}
