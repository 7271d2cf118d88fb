import { sql, type RawBuilder } from 'kysely';
import type { Watch } from '../../domain/watch.ts';
import type { WatchReach } from '../../ports/watch-reach.ts';
import { CUSTOMER_COLUMNS, toCustomer } from './customer-row.ts';
import { inView } from './customer-view.ts';
import type { Database } from './database.ts';
import { customerAsHit } from './incident-hits.ts';

/** Most that any reader gets, whatever it asks for. */
const MOST = 1000;

/** `checkAccess`: without it everybody with a role may see every customer (a setting). */
export function postgresWatchReach({ kysely }: Database, checkAccess: boolean): WatchReach {
  return {
    async seen(tenantIds, view) {
      const wanted = tenantIds.map((tenantId) => tenantId.toLowerCase());
      const rows = await kysely
        .selectFrom('customer')
        .select(CUSTOMER_COLUMNS)
        .where('tenant_id', '=', sql<string>`any(${wanted}::text[])`)
        .where(inView(view, 'customer.tenant_id'))
        .orderBy(sql`lower(name)`)
        .orderBy('tenant_id')
        .limit(MOST)
        .execute();
      return rows.map(toCustomer);
    },

    async openIssues(watches, view) {
      const fits = watches.map(
        ({ customers, services, classification }) => sql`(
          ${services.length === 0 ? sql`true` : sql`service = any(${[...services]}::text[])`} and ${kindOf(classification)}
          and id in (
            select hit.issue_id from incident_customer hit
            where hit.ended_at is null and ${inView(view, 'hit.tenant_id')} and ${meant(customers)}))`,
      );
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from incident where resolved_at is null and (${sql.join(fits, sql` or `)})`.execute(kysely);
      return rows[0]?.count ?? 0;
    },

    asHit: (tenantId, at) => customerAsHit(kysely, tenantId, at, checkAccess),
  };
}

/** An issue of a class unknown to us counts as an incident (`judge`). */
function kindOf(classification: Watch['classification']): RawBuilder<unknown> {
  if (classification === 'all') return sql`true`;
  return classification === 'advisory' ? sql`classification = 'advisory'` : sql`classification <> 'advisory'`;
}

function meant(customers: Watch['customers']): RawBuilder<unknown> {
  switch (customers.kind) {
    case 'all':
      return sql`true`;
    case 'list':
      return sql`hit.tenant_id = any(${[...customers.tenantIds]}::text[])`;
    case 'tag':
      return sql`hit.tenant_id in (select tenant_id from customer_tag where tag_key = ${customers.key})`;
  }
}
