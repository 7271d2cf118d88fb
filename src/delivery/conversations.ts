import type { Activity } from 'botbuilder';
import type { Clock } from '../ports/clock.ts';
import type { ConversationAddress, ConversationStore } from '../ports/conversation-store.ts';
import { channelDataOf, conversationIdOf, scopeOf } from './activity.ts';
import { BoundedMap } from './bounded-map.ts';

/** Keeps the addresses of the conversations the bot is in. */
export interface Conversations {
  /** Takes over the address an activity came from, when it is new or has changed. */
  learn(activity: Activity): Promise<void>;
  retire(conversationId: string): Promise<void>;
}

const REMEMBERED = 10_000;
/** After this a known address is written again: another replica may have retired it meanwhile. */
const TRUST_MS = 5 * 60_000;

export function conversations({ store, clock }: { readonly store: ConversationStore; readonly clock: Clock }): Conversations {
  const learnt = new BoundedMap<string, { readonly address: string; readonly until: number }>(REMEMBERED);
  return {
    async learn(activity) {
      const address = addressOf(activity);
      if (address === undefined) return;
      const now = clock.now();
      const text = JSON.stringify(address);
      const known = learnt.get(address.conversationId);
      if (known !== undefined && known.address === text && now.getTime() < known.until) return;
      await store.learn(address, now);
      learnt.set(address.conversationId, { address: text, until: now.getTime() + TRUST_MS });
    },

    async retire(conversationId) {
      learnt.delete(conversationId);
      await store.retire(conversationId, clock.now());
    },
  };
}

/** Where to write into this conversation later; undefined for the kinds of conversation the bot does not serve. */
function addressOf(activity: Activity): ConversationAddress | undefined {
  const scope = scopeOf(activity);
  const { tenant, team } = channelDataOf(activity);
  const tenantId = activity.conversation.tenantId ?? tenant?.id;
  if (scope === undefined || tenantId === undefined) return undefined;
  const personal = scope === 'personal';
  return {
    conversationId: conversationIdOf(activity),
    scope,
    serviceUrl: activity.serviceUrl,
    tenantId,
    botId: activity.recipient.id,
    personId: personal ? activity.from.aadObjectId : undefined,
    accountId: personal ? activity.from.id : undefined,
    teamId: personal ? undefined : team?.id,
  };
}
