import type { Locale } from '../domain/locale.ts';
import type { ConversationAddress } from './conversation-store.ts';

/** The clocks of cases stood still: whoever relies on them must know. */
export type ClockOutage =
  /** They still do. */
  | { readonly kind: 'stands-still'; readonly from: Date }
  /** They run again, and what was due in between has run. */
  | { readonly kind: 'ran-again'; readonly from: Date; readonly to: Date };

/** Tells a channel of an outage of the clocks, in its language and by its clock. Says nothing of cases or customers. */
export interface ClockAlarm {
  /** @throws {BackEndError} with `effect: 'unknown'` when it may be there all the same. */
  tell(to: ConversationAddress, channel: { readonly locale: Locale; readonly timeZone: string }, outage: ClockOutage): Promise<void>;
}
