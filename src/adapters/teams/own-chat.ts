import type { AdaptiveCard } from '../../../cards/render.ts';
import { cardMessage } from './card-message.ts';
import { proactive, type ProactiveDeps } from './proactive.ts';

/** The person's own chat with the bot, for what not everybody in a channel may read. */
interface OwnChat {
  /** Or can be opened. */
  exists(personId: string): Promise<boolean>;
  /** Shows a card there, with a notification; false when there is no such chat any more. @throws {BackEndError} */
  show(personId: string, card: AdaptiveCard): Promise<boolean>;
}

export function ownChat(deps: ProactiveDeps): OwnChat {
  const { conversations } = deps;
  const chats = proactive(deps);
  return {
    exists: async (personId) => ((await conversations.personalChatOf(personId)) ?? (await conversations.accountOf(personId))) !== undefined,
    show: async (personId, card) => (await chats.post(personId, cardMessage(card, true))) !== undefined,
  };
}
