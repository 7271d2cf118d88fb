import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { CustomerView } from '../../domain/customer-view.ts';
import { IN_FORCE_STATUSES } from '../../domain/delegated-access.ts';

/** Assignments are read anew every day; what could not be for longer shows nothing, since it may be gone. */
const TRUSTED_MS = 2 * 86_400_000;

/** Whether an assignment of a relationship counts at a moment; for statements that join `delegated_relationship as granted` with `access_assignment`. */
export function isGranted(at: Date): RawBuilder<SqlBool> {
  return sql<SqlBool>`granted.status = any(${[...IN_FORCE_STATUSES]}::text[])
        and (granted.ends_at is null or granted.ends_at > ${at})
        and granted.assignments_read_at > ${new Date(at.getTime() - TRUSTED_MS)}`;
}

/** Whether the tenant of a column, such as `incident_customer.tenant_id`, is in view; for the `where` of a statement. */
export function inView(view: CustomerView, column: string): RawBuilder<SqlBool> {
  if (view === 'all') return sql<SqlBool>`true`;
  if (view === 'none') return sql<SqlBool>`false`;
  const { groupIds, at } = view;
  // "is true" keeps the planner from joining the subquery, which it does badly while a new table has no statistics: this way it is worked out once and
  // hashed, however many rows are compared with it.
  return sql<SqlBool>`(${sql.ref(column)} in (
    select granted.tenant_id from delegated_relationship as granted
      join access_assignment as assigned on assigned.relationship_id = granted.id
      where assigned.group_id = any(${[...groupIds]}::text[])
        and ${isGranted(at)}
    union all
    select own.tenant_id from customer as own where 'own-tenant' = any(own.sources))) is true`;
}
