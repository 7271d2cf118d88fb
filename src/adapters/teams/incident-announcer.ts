import { incidentLine, incidentNoticeCard } from '../../../cards/incident-notice.ts';
import type { IncidentAnnouncer } from '../../ports/incident-announcer.ts';
import { addressedFrom, chatWith, isMessageGone } from './addressed.ts';
import { cardMessage } from './card-message.ts';
import { unreadable, type TeamsClient } from './client.ts';

/** @param client of one try each: a retry by itself could double a card. */
export function teamsIncidentAnnouncer(client: Pick<TeamsClient, 'send' | 'update' | 'openChat' | 'startPost'>): IncidentAnnouncer {
  return {
    async post(to, notice) {
      const message = addressedFrom(to, cardMessage(incidentNoticeCard(notice.locale, notice), true));
      if (to.scope === 'team') return client.startPost(to, message);
      const activityId = await client.send(to, message);
      if (activityId === '') throw unreadable();
      return { conversationId: to.conversationId, activityId };
    },

    async update(to, card, notice) {
      const message = addressedFrom({ ...to, ...card }, cardMessage(incidentNoticeCard(notice.locale, notice)));
      try {
        await client.update({ ...to, ...card }, card.activityId, message);
        return true;
      } catch (error) {
        if (isMessageGone(error)) return false;
        throw error;
      }
    },

    async line(to, line) {
      // Below the post: a thread is a conversation of its own.
      const thread = { ...to, conversationId: line.place?.conversationId ?? to.conversationId };
      const text = incidentLine(line.locale, line);
      const message = { type: 'message', textFormat: 'markdown', text, summary: text, channelData: { notification: { alert: true } } };
      await client.send(thread, addressedFrom(thread, message));
    },

    openChat: async (account) => chatWith(account, await client.openChat(account)),
  };
}
