import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { tagKey } from '../../domain/customer-tag.ts';

/** Whether the tenant of a column has a tag; every tenant when none is asked for. */
export function tagged(tag: string | undefined, column: string): RawBuilder<SqlBool> {
  if (tag === undefined) return sql<SqlBool>`true`;
  return sql<SqlBool>`${sql.ref(column)} in (select with_tag.tenant_id from customer_tag as with_tag where with_tag.tag_key = ${tagKey(tag)})`;
}
