import { caseLine } from '../../../cards/case-line.ts';
import { channelCaseCard } from '../../../cards/case.ts';
import type { AdaptiveCard } from '../../../cards/render.ts';
import { requesterCaseCard } from '../../../cards/requester-case.ts';
import type { CardPlace } from '../../domain/service-request.ts';
import type { CasePoster } from '../../ports/case-poster.ts';
import type { ConversationAddress } from '../../ports/conversation-store.ts';
import { addressedFrom, chatWith, isMessageGone } from './addressed.ts';
import { cardMessage } from './card-message.ts';
import { unreadable, type TeamsClient } from './client.ts';

/** @param client of one try each: a retry by itself could double a card. */
export function teamsCasePoster(client: Pick<TeamsClient, 'send' | 'update' | 'openChat' | 'startPost'>): CasePoster {
  /** In a channel as a post of its own. */
  async function post(to: ConversationAddress, message: object): Promise<CardPlace> {
    const addressed = addressedFrom(to, message);
    if (to.scope === 'team') return client.startPost(to, addressed);
    return sent(to, addressed);
  }

  async function sent(to: ConversationAddress, message: object): Promise<CardPlace> {
    const activityId = await client.send(to, message);
    if (activityId === '') throw unreadable();
    return { conversationId: to.conversationId, activityId };
  }

  async function update(to: ConversationAddress, place: CardPlace, card: AdaptiveCard): Promise<boolean> {
    const where = { ...to, ...place };
    try {
      await client.update(where, place.activityId, addressedFrom(where, cardMessage(card)));
      return true;
    } catch (error) {
      if (isMessageGone(error)) return false;
      throw error;
    }
  }

  return {
    postChannelCard: (to, view) => post(to, cardMessage(channelCaseCard(view.locale, view), true)),
    updateChannelCard: (to, card, view) => update(to, card, channelCaseCard(view.locale, view)),
    postRequesterCard: (to, view) => post(to, cardMessage(requesterCaseCard(view.locale, view), true)),
    updateRequesterCard: (to, card, view) => update(to, card, requesterCaseCard(view.locale, view)),

    async line(to, below, view) {
      const { text, summary, mentions } = caseLine(view);
      const message = {
        type: 'message',
        textFormat: 'markdown',
        text,
        summary,
        // Teams mentions whom an entity names, and only where its text is the message's, letter by letter (teams-platform 5.6).
        entities: mentions.map(({ id, name, text: written }) => ({ type: 'mention', text: written, mentioned: { id, name } })),
        channelData: { notification: { alert: true } },
      };
      if (below === undefined) return post(to, message);
      // Below the post: a thread is a conversation of its own.
      const thread = { ...to, conversationId: below.conversationId };
      return sent(thread, addressedFrom(thread, message));
    },

    openChat: async (account) => chatWith(account, await client.openChat(account)),
  };
}
