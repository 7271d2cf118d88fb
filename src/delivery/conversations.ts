import type { Activity } from 'botbuilder';
import type { Clock } from '../ports/clock.ts';
import type { ConversationAddress, ConversationStore, PersonAccount } from '../ports/conversation-store.ts';
import { channelDataOf, conversationIdOf, scopeOf } from './activity.ts';
import { BoundedMap } from './bounded-map.ts';

/** Keeps the addresses of the conversations the bot is in. */
export interface Conversations {
  /** Takes over the address an activity came from, when it is new or has changed. `isKnown`: it is stored, and not retired. */
  learn(activity: Activity, isKnown: boolean): Promise<void>;
  /** Takes over how to open a chat with a colleague, who may have been met in a channel only. */
  meet(activity: Activity): Promise<void>;
  retire(conversationId: string): Promise<void>;
}

const REMEMBERED = 10_000;
/** So often an account is written again, to show that its person is still about. */
const MEET_AGAIN_MS = 24 * 3_600_000;

export function conversations({ store, clock }: { readonly store: ConversationStore; readonly clock: Clock }): Conversations {
  /** Addresses as text, by conversation. */
  const learnt = new BoundedMap<string, string>(REMEMBERED);
  const met = new BoundedMap<string, { readonly account: string; readonly until: number }>(REMEMBERED);
  return {
    async meet(activity) {
      const account = accountOf(activity);
      if (account === undefined) return;
      const now = clock.now();
      const text = JSON.stringify(account);
      const known = met.get(account.personId);
      if (known !== undefined && known.account === text && now.getTime() < known.until) return;
      await store.learnAccount(account, now);
      met.set(account.personId, { account: text, until: now.getTime() + MEET_AGAIN_MS });
    },

    async learn(activity, isKnown) {
      const address = addressOf(activity);
      if (address === undefined) return;
      const text = JSON.stringify(address);
      if (isKnown && learnt.get(address.conversationId) === text) return;
      await store.learn(address, clock.now());
      learnt.set(address.conversationId, text);
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

function accountOf(activity: Activity): PersonAccount | undefined {
  const { aadObjectId: personId, id: accountId } = activity.from;
  const tenantId = activity.conversation.tenantId ?? channelDataOf(activity).tenant?.id;
  if (personId === undefined || tenantId === undefined) return undefined;
  return { personId, accountId, serviceUrl: activity.serviceUrl, tenantId, botId: activity.recipient.id };
}
