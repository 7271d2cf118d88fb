import { noticeCard } from '../../../cards/notice.ts';
import type { LostViewNotice } from '../../ports/lost-view-notice.ts';
import { cardMessage } from './card-message.ts';
import { proactive, type ProactiveDeps } from './proactive.ts';

export function lostViewNotice(deps: ProactiveDeps): LostViewNotice {
  const conversations = proactive(deps);
  return {
    async tell(conversationId, locale) {
      const address = await deps.conversations.byId(conversationId);
      if (address === undefined) return false;
      const message = cardMessage(noticeCard(locale, { name: 'watches-without-view' }), true);
      return (await conversations.postTo(address, message)) !== undefined;
    },
  };
}
