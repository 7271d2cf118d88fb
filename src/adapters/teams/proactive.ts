import type { CardPlace } from '../../domain/service-request.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConversationAddress, ConversationStore } from '../../ports/conversation-store.ts';
import { addressedFrom, chatWith, isGone, isMessageGone } from './addressed.ts';
import type { TeamsClient } from './client.ts';

/** Writes into stored conversations. Refusals because the bot is not there any more are state, not errors (teams-platform 6): the address is retired. */
interface Proactive {
  /** Posts into a person's own chat, opened for it where there was none; undefined when that cannot be. @throws {BackEndError} */
  post(personId: string, message: object): Promise<CardPlace | undefined>;
  /** Posts into any conversation; undefined when the bot is not there any more. @throws {BackEndError} */
  postTo(address: ConversationAddress, message: object): Promise<CardPlace | undefined>;
  /** Changes a message in place; false when it, or its conversation, is gone. @throws {BackEndError} */
  update(place: CardPlace, message: object): Promise<boolean>;
}

export interface ProactiveDeps {
  readonly client: TeamsClient;
  readonly conversations: ConversationStore;
  readonly clock: Clock;
}

export function proactive({ client, conversations, clock }: ProactiveDeps): Proactive {
  /** Runs `write`; undefined, with the address retired, when the bot is not in the conversation any more. */
  async function unlessGone<T>(address: ConversationAddress, write: () => Promise<T>): Promise<T | undefined> {
    try {
      return await write();
    } catch (error) {
      if (!isGone(error)) throw error;
      await conversations.retire(address.conversationId, clock.now());
      return undefined;
    }
  }

  async function postTo(address: ConversationAddress, message: object): Promise<CardPlace | undefined> {
    const activityId = await unlessGone(address, () => client.send(address, addressedFrom(address, message)));
    return activityId === undefined ? undefined : { conversationId: address.conversationId, activityId };
  }

  /** Of a person who was met in a channel only. */
  async function openedChat(personId: string): Promise<ConversationAddress | undefined> {
    const account = await conversations.accountOf(personId);
    if (account === undefined) return undefined;
    try {
      const address = chatWith(account, await client.openChat(account));
      await conversations.learn(address, clock.now());
      return address;
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  return {
    async post(personId, message) {
      const address = (await conversations.personalChatOf(personId)) ?? (await openedChat(personId));
      return address && (await postTo(address, message));
    },
    postTo,

    async update(place, message) {
      const address = await conversations.byId(place.conversationId);
      if (address === undefined) return false;
      const updated = await unlessGone(address, async () => {
        try {
          await client.update(address, place.activityId, addressedFrom(address, message));
          return true;
        } catch (error) {
          if (isMessageGone(error)) return false;
          throw error;
        }
      });
      return updated ?? false;
    },
  };
}
