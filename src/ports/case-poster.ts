import type { CaseLineView, ChannelCaseView, RequesterCaseView } from '../domain/case-view.ts';
import type { CardPlace } from '../domain/service-request.ts';
import type { ConversationAddress, PersonAccount } from './conversation-store.ts';

/** Writes cases into channels and chats, one request each, never repeated by itself: whoever calls decides. Every function throws `BackEndError`. */
export interface CasePoster {
  /** Posts the case's card as a post of its own. `effect: 'unknown'` when it may be there all the same. */
  postChannelCard(to: ConversationAddress, view: ChannelCaseView): Promise<CardPlace>;
  /** Changes it in place; false when it is there no more. */
  updateChannelCard(to: ConversationAddress, card: CardPlace, view: ChannelCaseView): Promise<boolean>;
  postRequesterCard(to: ConversationAddress, view: RequesterCaseView): Promise<CardPlace>;
  updateRequesterCard(to: ConversationAddress, card: CardPlace, view: RequesterCaseView): Promise<boolean>;
  /** One line that rings, with all its mentions: below `below` in a channel's thread, else as a post or message of its own. */
  line(to: ConversationAddress, below: CardPlace | undefined, line: CaseLineView): Promise<CardPlace>;
  /** Opens a chat with a person; gives the one that is there already. */
  openChat(account: PersonAccount): Promise<ConversationAddress>;
}
