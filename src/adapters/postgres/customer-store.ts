import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { sql, type Selectable, type Transaction } from 'kysely';
import { CUSTOMER_SOURCES, type Customer } from '../../domain/customer.ts';
import type { CustomerList, CustomerStore } from '../../ports/customer-store.ts';
import { noteListAge } from './customer-list-age.ts';
import { CUSTOMER_COLUMNS, searchColumns, toCustomer, toRow, type CustomerRow } from './customer-row.ts';
import { searchCustomers } from './customer-search.ts';
import type { Database } from './database.ts';
import type { CustomerTable, Tables } from './schema.ts';

/** Rows of one statement. */
const BATCH = 500;
/** Most that any reader gets, whatever it asks for. */
const MOST = 100;
/** Recent customers kept for each person. */
const RECENT = 20;

/** Nearly every turn behind a customer asks for it. */
const BY_TENANT_ID = { name: 'customer-by-tenant-id', text: `select ${CUSTOMER_COLUMNS.join(', ')} from customer where tenant_id = $1` };

export function postgresCustomerStore(database: Database): CustomerStore {
  const { kysely } = database;
  const bounded = (limit: number): number => Math.max(0, Math.min(limit, MOST));
  const customers = kysely.selectFrom('customer').select(CUSTOMER_COLUMNS.map((column) => `customer.${column}` as const));

  return {
    replaceAll: (list, at) => kysely.transaction().execute((transaction) => replaceAll(transaction, list, at)),

    async refreshedAt() {
      return (await kysely.selectFrom('customer_list').select('refreshed_at').executeTakeFirst())?.refreshed_at;
    },

    addDomains: (tenantId, domains) =>
      kysely.transaction().execute(async (transaction) => {
        const one = transaction
          .selectFrom('customer')
          .select(['name', 'domains'])
          .where('tenant_id', '=', tenantId.toLowerCase())
          .forUpdate();
        const found = await one.executeTakeFirst();
        if (found === undefined) return;
        const all = [...new Set([...found.domains, ...domains.map((domain) => domain.toLowerCase())])];
        const columns = { domains: all, ...searchColumns(found.name, all) };
        await transaction.updateTable('customer').set(columns).where('tenant_id', '=', tenantId.toLowerCase()).execute();
      }),

    async setLanguage(tenantId, language) {
      await kysely.updateTable('customer').set({ language }).where('tenant_id', '=', tenantId.toLowerCase()).execute();
    },

    async byTenantId(tenantId) {
      const [row] = await database.run<CustomerRow>(BY_TENANT_ID, [tenantId.toLowerCase()]);
      return row && toCustomer(row);
    },

    async byTenantIds(tenantIds) {
      const wanted = tenantIds.map((tenantId) => tenantId.toLowerCase());
      const rows = await customers
        .where('tenant_id', '=', sql<string>`any(${wanted})`)
        .limit(MOST)
        .execute();
      return rows.map(toCustomer);
    },

    async search(query, limit) {
      if (query.trim() !== '') return searchCustomers(database, query, bounded(limit));
      const rows = await customers
        .orderBy(sql`lower(name)`)
        .orderBy('tenant_id')
        .limit(bounded(limit))
        .execute();
      return rows.map((row) => ({ ...toCustomer(row), score: 0 }));
    },

    async recent(personId, limit) {
      const rows = await customers
        .innerJoin('recent_customer as recent', 'recent.tenant_id', 'customer.tenant_id')
        .where('recent.person_id', '=', personId)
        .orderBy('recent.chosen_at', 'desc')
        .orderBy('customer.tenant_id')
        .limit(bounded(limit))
        .execute();
      return rows.map(toCustomer);
    },

    async favourites(personId, limit) {
      const rows = await customers
        .innerJoin('favourite_customer as favourite', 'favourite.tenant_id', 'customer.tenant_id')
        .where('favourite.person_id', '=', personId)
        .orderBy(sql`lower(customer.name)`)
        .orderBy('customer.tenant_id')
        .limit(bounded(limit))
        .execute();
      return rows.map(toCustomer);
    },

    async setFavourite(personId, tenantId, on) {
      const favourite = { person_id: personId, tenant_id: tenantId.toLowerCase() };
      if (on) {
        await kysely
          .insertInto('favourite_customer')
          .values(favourite)
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      } else {
        await kysely
          .deleteFrom('favourite_customer')
          .where('person_id', '=', personId)
          .where('tenant_id', '=', favourite.tenant_id)
          .execute();
      }
    },

    async choose(personId, conversationId, tenantId, at) {
      const tenant = tenantId.toLowerCase();
      // One statement, so that a turn waits for one answer. The rows that fall off the end are those that were there before it.
      await sql`
        with chosen as (
          insert into chosen_customer (person_id, conversation_id, tenant_id, chosen_at) values (${personId}, ${conversationId}, ${tenant}, ${at})
          on conflict (person_id, conversation_id) do update set tenant_id = excluded.tenant_id, chosen_at = excluded.chosen_at
        ), oldest as (
          delete from recent_customer where person_id = ${personId} and tenant_id in (
            select tenant_id from recent_customer where person_id = ${personId} and tenant_id <> ${tenant}
            order by chosen_at desc offset ${RECENT - 1})
        )
        insert into recent_customer (person_id, tenant_id, chosen_at) values (${personId}, ${tenant}, ${at})
        on conflict (person_id, tenant_id) do update set chosen_at = excluded.chosen_at`.execute(kysely);
    },

    async chosen(personId, conversationId) {
      const row = await customers
        .innerJoin('chosen_customer as chosen', 'chosen.tenant_id', 'customer.tenant_id')
        .where('chosen.person_id', '=', personId)
        .where('chosen.conversation_id', '=', conversationId)
        .executeTakeFirst();
      return row && toCustomer(row);
    },
  };
}

async function replaceAll(transaction: Transaction<Tables>, list: CustomerList, at: Date): Promise<{ added: number; removed: number }> {
  await noteListAge(transaction, list.missing, at);
  const byTenant = new Map(list.customers.map((customer) => [customer.tenantId.toLowerCase(), customer]));
  const known = await transaction.selectFrom('customer').selectAll().execute();
  const before = new Map(known.map((row) => [row.tenant_id, row]));

  const fresh = [...byTenant];
  let added = 0;
  for (let from = 0; from < fresh.length; from += BATCH) {
    // The search columns take about 0.1 ms each to work out: turns must have their time in between.
    await setImmediate();
    const batch = fresh.slice(from, from + BATCH).map(([tenantId, customer]) => toRow(merged(customer, before.get(tenantId), list)));
    // Nearly all are as they were, in this release's spelling of the search columns too.
    const rows = batch.filter((row) => !isDeepStrictEqual(row, before.get(row.tenant_id)));
    if (rows.length === 0) continue;
    added += rows.filter((row) => !before.has(row.tenant_id)).length;
    await transaction
      .insertInto('customer')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('tenant_id').doUpdateSet((to) => ({
          name: to.ref('excluded.name'),
          domain: to.ref('excluded.domain'),
          domains: to.ref('excluded.domains'),
          sources: to.ref('excluded.sources'),
          key_plain: to.ref('excluded.key_plain'),
          key_sound: to.ref('excluded.key_sound'),
          key_core: to.ref('excluded.key_core'),
          search_words: to.ref('excluded.search_words'),
          search_sounds: to.ref('excluded.search_sounds'),
        })),
      )
      .execute();
  }
  if (list.missing.length > 0) return { added, removed: 0 };
  const gone = [...before.keys()].filter((tenantId) => !byTenant.has(tenantId));
  await transaction
    .deleteFrom('customer')
    .where('tenant_id', '=', sql<string>`any(${gone})`)
    .execute();
  return { added, removed: gone.length };
}

/** Domains once learnt stay, since a customer's address must never pass for ours; a source that could not be asked is believed still to know it. */
function merged(fresh: Customer, row: Selectable<CustomerTable> | undefined, { missing }: CustomerList): Customer {
  if (row === undefined) return fresh;
  const old = toCustomer(row);
  return {
    ...fresh,
    domain: fresh.domain ?? old.domain,
    domains: [...new Set([...old.domains, ...fresh.domains])],
    // No list tells it.
    language: fresh.language ?? old.language,
    sources: CUSTOMER_SOURCES.filter(
      (source) => fresh.sources.includes(source) || (missing.includes(source) && old.sources.includes(source)),
    ),
  };
}
