import { BackEndError } from '../../domain/errors.ts';
import type { CardPlace } from '../../domain/service-request.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConversationAddress, ConversationStore } from '../../ports/conversation-store.ts';
import type { TeamsClient } from './client.ts';

/** Writes into stored conversations. Refusals because the bot is not there any more are state, not errors (teams-platform 6): the address is retired. */
interface Proactive {
  /** Posts into a person's own chat; undefined when there is none any more. @throws {BackEndError} */
  post(personId: string, message: object): Promise<CardPlace | undefined>;
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

  return {
    async post(personId, message) {
      const address = await conversations.personalChatOf(personId);
      if (address === undefined) return undefined;
      const activityId = await unlessGone(address, () => client.send(address, from(address, message)));
      return activityId === undefined ? undefined : { conversationId: address.conversationId, activityId };
    },

    async update(place, message) {
      const address = await conversations.byId(place.conversationId);
      if (address === undefined) return false;
      const updated = await unlessGone(address, async () => {
        try {
          await client.update(address, place.activityId, from(address, message));
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

function from({ botId, conversationId }: ConversationAddress, message: object): object {
  return { ...message, channelId: 'msteams', from: { id: botId }, conversation: { id: conversationId } };
}

/** A message deleted by hand has been answered with 403 `ServiceError` as well (teams-platform 2.4). */
function isMessageGone(error: unknown): boolean {
  if (!(error instanceof BackEndError) || error.backEnd !== 'teams') return false;
  const { status, vendorCode } = error;
  return (status === 404 && vendorCode !== 'ConversationNotFound') || (status === 403 && vendorCode === 'ServiceError');
}

/** Uninstalled, blocked, deleted: 403 and 404, but for a wrong host, which is a matter of configuration. */
function isGone(error: unknown): boolean {
  if (!(error instanceof BackEndError) || error.backEnd !== 'teams') return false;
  return error.status === 404 || (error.status === 403 && error.vendorCode !== 'InvalidBotApiHost');
}
