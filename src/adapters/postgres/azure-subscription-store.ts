import { z } from 'zod';
import { SUBSCRIPTION_TROUBLES } from '../../domain/azure-filing.ts';
import type { AzureSubscriptionStore } from '../../ports/azure-subscription-store.ts';
import type { Database } from './database.ts';
import { jsonText } from './json-text.ts';

const Subscriptions = z.array(
  z.object({ id: z.string(), name: z.string(), trouble: z.enum(SUBSCRIPTION_TROUBLES).optional().catch(undefined) }),
);

export function postgresAzureSubscriptionStore({ kysely }: Database): AzureSubscriptionStore {
  return {
    async load(tenantId) {
      const row = await kysely
        .selectFrom('azure_subscriptions')
        .selectAll()
        .where('tenant_id', '=', tenantId.toLowerCase())
        .executeTakeFirst();
      return row && { value: Subscriptions.parse(row.subscriptions), readAt: row.fetched_at };
    },

    async save(tenantId, { value, readAt }) {
      const row = { tenant_id: tenantId.toLowerCase(), fetched_at: readAt, subscriptions: jsonText(value) };
      await kysely
        .insertInto('azure_subscriptions')
        .values(row)
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row).where('azure_subscriptions.fetched_at', '<=', readAt))
        .execute();
    },
  };
}
