import { z } from 'zod';
import { PRODUCTS } from '../../domain/product.ts';
import type { EstateStore } from '../../ports/estate-store.ts';
import type { Database } from './database.ts';
import { jsonText } from './json-text.ts';

const Subscriptions = z.array(z.object({ name: z.string(), product: z.enum(PRODUCTS), active: z.boolean() }));

export function postgresEstateStore({ kysely }: Database): EstateStore {
  return {
    async save(tenantId, { readAt, subscriptions }) {
      const row = { tenant_id: tenantId.toLowerCase(), fetched_at: readAt, subscriptions: jsonText(subscriptions) };
      await kysely
        .insertInto('customer_subscriptions')
        .values(row)
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row).where('customer_subscriptions.fetched_at', '<=', readAt))
        .execute();
    },

    async of(tenantId) {
      const row = await kysely
        .selectFrom('customer_subscriptions')
        .selectAll()
        .where('tenant_id', '=', tenantId.toLowerCase())
        .executeTakeFirst();
      return row && { readAt: row.fetched_at, subscriptions: Subscriptions.parse(row.subscriptions) };
    },
  };
}
