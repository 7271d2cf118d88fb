import { shiftLine } from '../../../cards/shift-line.ts';
import type { ConversationStore } from '../../ports/conversation-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ShiftPost } from '../../ports/shift-post.ts';
import { addressedFrom, isGone } from './addressed.ts';
import type { TeamsClient } from './client.ts';

interface ShiftPostDeps {
  /** Of one try each: a retry by itself could double a post. */
  readonly client: Pick<TeamsClient, 'startPost'>;
  readonly conversations: Pick<ConversationStore, 'retire'>;
  readonly clock: Clock;
}

export function teamsShiftPost({ client, conversations, clock }: ShiftPostDeps): ShiftPost {
  return {
    async post(to, change) {
      const { text, summary, mentions } = shiftLine(change.locale, change);
      const message = {
        type: 'message',
        textFormat: 'markdown',
        text,
        summary,
        // Teams mentions whom an entity names, and only where its text is the message's, letter by letter (teams-platform 5.6).
        entities: mentions.map(({ id, name, text: written }) => ({ type: 'mention', text: written, mentioned: { id, name } })),
        channelData: { notification: { alert: true } },
      };
      try {
        await client.startPost(to, addressedFrom(to, message));
        return true;
      } catch (error) {
        if (!isGone(error)) throw error;
        await conversations.retire(to.conversationId, clock.now());
        return false;
      }
    },
  };
}
