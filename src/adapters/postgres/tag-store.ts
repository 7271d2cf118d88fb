import { isDeepStrictEqual } from 'node:util';
import { sql, type Transaction } from 'kysely';
import { MOST_TAGS, tagKey } from '../../domain/customer-tag.ts';
import type { TagStore } from '../../ports/tag-store.ts';
import { recordChange } from './change-audit.ts';
import { CUSTOMER_COLUMNS, toCustomer, type CustomerRow } from './customer-row.ts';
import { inView } from './customer-view.ts';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';

/** Most that any reader gets, whatever it asks for. */
const MOST = 100;

const CUSTOMER = sql.join(CUSTOMER_COLUMNS.map((column) => sql.ref(`customer.${column}`)));

type Outcome<Kind> = { readonly outcome: Kind; readonly tags?: readonly string[] };

export function postgresTagStore({ kysely }: Database): TagStore {
  /** Changes the tags of one customer while nobody else does, and writes it down. `decide` gives the tags to have; none: nothing changes. */
  function change<Kind>(
    tenantId: string,
    { actor, at }: Parameters<TagStore['add']>[2],
    decide: (before: readonly string[]) => Outcome<Kind>,
  ): Promise<Kind | 'gone'> {
    const tenant = tenantId.toLowerCase();
    return kysely.transaction().execute(async (transaction) => {
      const locked = await transaction
        .selectFrom('customer')
        .select('tenant_id')
        .where('tenant_id', '=', tenant)
        .forUpdate()
        .executeTakeFirst();
      if (locked === undefined) return 'gone';
      const before = await tagsOf(transaction, tenant);
      const { outcome, tags } = decide(before);
      if (tags === undefined || same(tags, before)) return outcome;
      await store(transaction, tenant, tags);
      await recordChange(transaction, { at, actor, subject: 'customer-tags', subjectId: tenant, action: 'change', before, after: tags });
      return outcome;
    });
  }

  return {
    of: (tenantId) => tagsOf(kysely, tenantId.toLowerCase()),

    async ofMany(tenantIds) {
      const wanted = tenantIds.slice(0, MOST).map((tenantId) => tenantId.toLowerCase());
      const rows = await kysely
        .selectFrom('customer_tag')
        .select(['tenant_id', 'tag'])
        .where('tenant_id', '=', sql<string>`any(${wanted}::text[])`)
        .orderBy('tag_key')
        .execute();
      const byTenant = Map.groupBy(rows, ({ tenant_id }) => tenant_id);
      return new Map([...byTenant].map(([tenantId, tags]) => [tenantId, tags.map(({ tag }) => tag)]));
    },

    replace: (tenantId, seen, tags, by) =>
      change(tenantId, by, (before) => (same(before, seen) ? { outcome: 'done', tags } : { outcome: 'changed' })),

    add: (tenantId, tag, by) =>
      change(tenantId, by, (before) => {
        if (before.some((one) => tagKey(one) === tagKey(tag))) return { outcome: 'done' };
        return before.length >= MOST_TAGS ? { outcome: 'full' } : { outcome: 'done', tags: [...before, tag] };
      }),

    async remove(tenantId, tag, by) {
      await change(tenantId, by, (before) => ({ outcome: 'done', tags: before.filter((one) => tagKey(one) !== tagKey(tag)) }));
    },

    async group(tag, view, { limit, offset }) {
      const { rows } = await sql<CustomerRow & { readonly total: number; readonly spelt: string }>`
        with member as materialized (
          select ${CUSTOMER}, customer_tag.tag from customer_tag join customer on customer.tenant_id = customer_tag.tenant_id
          where customer_tag.tag_key = ${tagKey(tag)} and ${inView(view, 'customer_tag.tenant_id')}
        )
        select member.*, (select count(*)::int from member) as total, (select mode() within group (order by tag) from member) as spelt
        from member order by lower(name), tenant_id limit ${Math.min(limit, MOST)} offset ${Math.max(0, offset)}`.execute(kysely);
      return { tag: rows[0]?.spelt ?? tag, customers: rows.map(toCustomer), total: rows[0]?.total ?? 0 };
    },

    async all(view, limit) {
      const { rows } = await sql<{ tag: string; customers: number }>`
        select mode() within group (order by customer_tag.tag) as tag, count(*)::int as customers
        from customer_tag join customer on customer.tenant_id = customer_tag.tenant_id
        where ${inView(view, 'customer_tag.tenant_id')}
        group by customer_tag.tag_key order by customer_tag.tag_key limit ${Math.min(limit, MOST)}`.execute(kysely);
      return rows;
    },
  };
}

async function tagsOf(on: Database['kysely'] | Transaction<Tables>, tenantId: string): Promise<string[]> {
  const rows = await on.selectFrom('customer_tag').select('tag').where('tenant_id', '=', tenantId).orderBy('tag_key').execute();
  return rows.map(({ tag }) => tag);
}

async function store(transaction: Transaction<Tables>, tenantId: string, tags: readonly string[]): Promise<void> {
  await transaction.deleteFrom('customer_tag').where('tenant_id', '=', tenantId).execute();
  if (tags.length === 0) return;
  await transaction
    .insertInto('customer_tag')
    .values(tags.map((tag) => ({ tenant_id: tenantId, tag_key: tagKey(tag), tag })))
    .execute();
}

const same = (some: readonly string[], others: readonly string[]): boolean => isDeepStrictEqual(new Set(some), new Set(others));
