import type { IncidentLine, IncidentNotice } from '../domain/delivery.ts';
import type { CardPlace } from '../domain/service-request.ts';
import type { ConversationAddress, PersonAccount } from './conversation-store.ts';

/** Writes incidents into chats and channels, one request each, never repeated by itself: whoever calls decides. Every function throws `BackEndError`. */
export interface IncidentAnnouncer {
  /** Posts the card; in a channel as a post of its own. It rings. `effect: 'unknown'` when it may be there all the same. */
  post(to: ConversationAddress, notice: IncidentNotice): Promise<CardPlace>;
  /** Changes it in place; false when it is there no more. */
  update(to: ConversationAddress, card: CardPlace, notice: IncidentNotice): Promise<boolean>;
  /** A short line that rings: below the card's post in a channel. */
  line(to: ConversationAddress, line: IncidentLine): Promise<void>;
  /** Opens a chat with a person; gives the one that is there already. */
  openChat(account: PersonAccount): Promise<ConversationAddress>;
}
