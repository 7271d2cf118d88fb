import { sql, type Selectable } from 'kysely';
import type { ConversationAddress, ConversationStore, PersonAccount } from '../../ports/conversation-store.ts';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';

const LEARN = {
  name: 'learn-conversation',
  // Most activities tell nothing new: then no row is written.
  text: `insert into conversation as known
      (conversation_id, scope, service_url, tenant_id, bot_id, person_id, account_id, team_id, learnt_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (conversation_id) do update set (scope, service_url, tenant_id, bot_id, person_id, account_id, team_id, learnt_at, retired_at) =
      (excluded.scope, excluded.service_url, excluded.tenant_id, excluded.bot_id, excluded.person_id, excluded.account_id, excluded.team_id,
       excluded.learnt_at, null)
    where (known.scope, known.service_url, known.tenant_id, known.bot_id, known.person_id, known.account_id, known.team_id, known.retired_at)
      is distinct from
      (excluded.scope, excluded.service_url, excluded.tenant_id, excluded.bot_id, excluded.person_id, excluded.account_id, excluded.team_id, null)`,
};

const LEARN_ACCOUNT = {
  name: 'learn-account',
  text: `insert into person_account as known (person_id, account_id, service_url, tenant_id, bot_id, learnt_at) values ($1, $2, $3, $4, $5, $6)
    on conflict (person_id) do update set (account_id, service_url, tenant_id, bot_id, learnt_at) =
      (excluded.account_id, excluded.service_url, excluded.tenant_id, excluded.bot_id, excluded.learnt_at)`,
};

/** How long a retired conversation may come back as it was, and how long a person is remembered that was met no more. */
const KEEP_RETIRED_MS = 90 * 86_400_000;
const KEEP_ACCOUNT_MS = 365 * 86_400_000;

/** A retired conversation is not found any more; learning it again brings it back. */
export function postgresConversationStore({ kysely, run }: Database): ConversationStore {
  const present = kysely.selectFrom('conversation').selectAll().where('retired_at', 'is', null);
  return {
    async learn(address, at) {
      const { conversationId, scope, serviceUrl, tenantId, botId, personId, accountId, teamId } = address;
      await run(LEARN, [conversationId, scope, serviceUrl, tenantId, botId, personId ?? null, accountId ?? null, teamId ?? null, at]);
    },

    async retire(conversationId, at) {
      const row = await kysely
        .updateTable('conversation')
        .set({ retired_at: at })
        .where('conversation_id', '=', conversationId)
        .where('retired_at', 'is', null)
        .returning(['scope', 'person_id'])
        .executeTakeFirst();
      // Nobody's chat is opened anew against their will.
      if (row?.scope !== 'personal' || row.person_id === null) return;
      await kysely.deleteFrom('person_account').where('person_id', '=', row.person_id).execute();
    },

    async byId(conversationId) {
      const row = await present.where('conversation_id', '=', conversationId).executeTakeFirst();
      return row && toAddress(row);
    },

    async personalChatOf(personId) {
      const chats = present.where('scope', '=', 'personal').where('person_id', '=', personId);
      const row = await chats.orderBy('learnt_at', 'desc').limit(1).executeTakeFirst();
      return row && toAddress(row);
    },

    async learnAccount({ personId, accountId, serviceUrl, tenantId, botId }, at) {
      await run(LEARN_ACCOUNT, [personId, accountId, serviceUrl, tenantId, botId, at]);
    },

    async accountOf(personId) {
      const row = await kysely
        .selectFrom('person_account as met')
        .selectAll()
        .where('person_id', '=', personId)
        .where(
          sql<boolean>`not exists (select from conversation chat
            where chat.scope = 'personal' and chat.person_id = met.person_id and chat.retired_at is not null)`,
        )
        .executeTakeFirst();
      return row && toAccount(row);
    },

    async prune(now) {
      const before = (ms: number): Date => new Date(now.getTime() - ms);
      const retired = await kysely.deleteFrom('conversation').where('retired_at', '<', before(KEEP_RETIRED_MS)).executeTakeFirstOrThrow();
      const unmet = await kysely.deleteFrom('person_account').where('learnt_at', '<', before(KEEP_ACCOUNT_MS)).executeTakeFirstOrThrow();
      return Number(retired.numDeletedRows + unmet.numDeletedRows);
    },
  };
}

export function toAccount(row: Selectable<Tables['person_account']>): PersonAccount {
  return { personId: row.person_id, accountId: row.account_id, serviceUrl: row.service_url, tenantId: row.tenant_id, botId: row.bot_id };
}

export function toAddress(row: Selectable<Tables['conversation']>): ConversationAddress {
  return {
    conversationId: row.conversation_id,
    scope: row.scope,
    serviceUrl: row.service_url,
    tenantId: row.tenant_id,
    botId: row.bot_id,
    personId: row.person_id ?? undefined,
    accountId: row.account_id ?? undefined,
    teamId: row.team_id ?? undefined,
  };
}
