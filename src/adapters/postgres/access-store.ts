import { isDeepStrictEqual } from 'node:util';
import { sql, type Transaction } from 'kysely';
import { IN_FORCE_STATUSES, isInForce, type AccessAssignment, type DelegatedRelationship } from '../../domain/delegated-access.ts';
import type { AccessStore } from '../../ports/access-store.ts';
import { CUSTOMER_COLUMNS, toCustomer } from './customer-row.ts';
import { inView } from './customer-view.ts';
import type { Database } from './database.ts';
import { RELATIONSHIP_COLUMNS, toRelationship, toRelationshipRow, type RelationshipRow } from './relationship-row.ts';
import type { Tables } from './schema.ts';

/** Rows of one statement. */
const BATCH = 500;
/** Most that any list gives, whatever is asked for. */
const MOST = 100;
/** Microsoft's clock and ours may differ: a change shortly before a reading counts as not read. */
const CLOCKS_DIFFER = sql<string>`interval '5 minutes'`;

const IN_FORCE: ReadonlySet<string> = new Set(IN_FORCE_STATUSES);

export function postgresAccessStore({ kysely }: Database): AccessStore {
  return {
    replaceAll: (relationships, at) =>
      kysely.transaction().execute(async (transaction) => {
        // First of all: the lock of the row makes two replicas go one after the other.
        await transaction
          .insertInto('access_list')
          .values({ id: 1, read_at: at })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ read_at: at }))
          .execute();
        await takeOver(
          transaction,
          relationships,
          await transaction.selectFrom('delegated_relationship').select(RELATIONSHIP_COLUMNS).execute(),
        );
      }),

    replaceOf: (tenantId, relationships, at) =>
      kysely.transaction().execute(async (transaction) => {
        const ofTenant = transaction
          .selectFrom('delegated_relationship')
          .select(RELATIONSHIP_COLUMNS)
          .where('tenant_id', '=', tenantId.toLowerCase());
        await takeOver(transaction, relationships, await ofTenant.execute());
        for (const { id, assignments, ...relationship } of inOrder(relationships))
          if (isInForce(relationship, at)) await putAssignments(transaction, id, assignments, at);
      }),

    replaceAssignments: (relationshipId, assignments, at) =>
      kysely.transaction().execute((transaction) => putAssignments(transaction, relationshipId, assignments, at)),

    async dueForAssignments(now, readBefore) {
      const rows = await kysely
        .selectFrom('delegated_relationship')
        .select('id')
        .where('status', 'in', [...IN_FORCE_STATUSES])
        .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', now)]))
        .where((where) =>
          where.or([
            where('assignments_read_at', 'is', null),
            where('assignments_read_at', '<', readBefore),
            where('assignments_read_at', '<', sql<Date>`modified_at + ${CLOCKS_DIFFER}`),
          ]),
        )
        .orderBy('assignments_read_at', (order) => order.asc().nullsFirst())
        .execute();
      return rows.map(({ id }) => id);
    },

    async relationshipsOf(tenantId) {
      const rows = await kysely
        .selectFrom('delegated_relationship')
        .select(RELATIONSHIP_COLUMNS)
        .where('tenant_id', '=', tenantId.toLowerCase())
        .orderBy('id')
        .execute();
      return rows.map(toRelationship);
    },

    async of(tenantId) {
      const list = await kysely.selectFrom('access_list').select('read_at').executeTakeFirst();
      const rows = await kysely
        .selectFrom('delegated_relationship')
        .selectAll()
        .where('tenant_id', '=', tenantId.toLowerCase())
        .orderBy('id')
        .execute();
      const assignments = await kysely
        .selectFrom('access_assignment')
        .selectAll()
        .where('relationship_id', '=', sql<string>`any(${rows.map(({ id }) => id)})`)
        .execute();
      const moments = [list?.read_at, ...rows.map((row) => row.assignments_read_at)].filter((moment) => moment != null);
      const [readAt] = moments.toSorted((a, b) => a.getTime() - b.getTime());
      if (readAt === undefined) return undefined;
      return {
        readAt,
        assignmentsKnown: rows.every((row) => row.assignments_read_at !== null || !IN_FORCE.has(row.status)),
        relationships: rows.map((row) => ({
          ...toRelationship(row),
          assignments: assignments
            .filter((assignment) => assignment.relationship_id === row.id)
            .map(({ group_id: groupId, roles }) => ({ groupId, roles })),
        })),
      };
    },

    async ending(view, { now, until }, { limit, offset }) {
      const ending = kysely
        .selectFrom('delegated_relationship as relationship')
        .innerJoin('customer', 'customer.tenant_id', 'relationship.tenant_id')
        .where('relationship.status', 'in', [...IN_FORCE_STATUSES])
        .where('relationship.ends_at', '>', now)
        .where('relationship.ends_at', '<=', until)
        .where(inView(view, 'relationship.tenant_id'));
      const { total } = await ending.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow();
      const rows = await ending
        .select(CUSTOMER_COLUMNS.map((column) => `customer.${column}` as const))
        .select(['relationship.ends_at', 'relationship.auto_extends'])
        .orderBy('relationship.ends_at')
        .orderBy('relationship.id')
        .limit(Math.max(0, Math.min(limit, MOST)))
        .offset(Math.max(0, offset))
        .execute();
      return {
        total: Number(total),
        rows: rows.flatMap((row) =>
          row.ends_at === null ? [] : [{ customer: toCustomer(row), endsAt: row.ends_at, autoExtends: row.auto_extends }],
        ),
      };
    },

    async refreshedAt() {
      return (await kysely.selectFrom('access_list').select('read_at').executeTakeFirst())?.read_at;
    },
  };
}

/** Makes the known rows what the list says. Hardly any differ: only those are written. */
async function takeOver(
  transaction: Transaction<Tables>,
  relationships: readonly DelegatedRelationship[],
  known: readonly RelationshipRow[],
): Promise<void> {
  const before = new Map(known.map((row) => [row.id, row]));
  const rows = inOrder(relationships).map(toRelationshipRow);
  const changed = rows.filter((row) => !isDeepStrictEqual(row, before.get(row.id)));
  for (let from = 0; from < changed.length; from += BATCH) {
    await transaction
      .insertInto('delegated_relationship')
      .values(changed.slice(from, from + BATCH))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((to) => ({
          tenant_id: to.ref('excluded.tenant_id'),
          name: to.ref('excluded.name'),
          status: to.ref('excluded.status'),
          raw_status: to.ref('excluded.raw_status'),
          activated_at: to.ref('excluded.activated_at'),
          ends_at: to.ref('excluded.ends_at'),
          auto_extends: to.ref('excluded.auto_extends'),
          provider_tenant_id: to.ref('excluded.provider_tenant_id'),
          roles: to.ref('excluded.roles'),
          modified_at: to.ref('excluded.modified_at'),
        })),
      )
      .execute();
  }
  const listed = new Set(rows.map(({ id }) => id));
  const gone = [...before.keys()].filter((id) => !listed.has(id));
  await transaction
    .deleteFrom('delegated_relationship')
    .where('id', '=', sql<string>`any(${gone})`)
    .execute();
}

/** Puts the assignments of a relationship in place of those known; nothing for one that is not there any more. */
async function putAssignments(
  transaction: Transaction<Tables>,
  relationshipId: string,
  assignments: readonly AccessAssignment[],
  at: Date,
): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable('delegated_relationship')
    .set({ assignments_read_at: at })
    .where('id', '=', relationshipId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await transaction.deleteFrom('access_assignment').where('relationship_id', '=', relationshipId).execute();
  const rows = [...rolesByGroup(assignments)].map(([groupId, roles]) => ({ relationship_id: relationshipId, group_id: groupId, roles }));
  if (rows.length > 0) await transaction.insertInto('access_assignment').values(rows).execute();
}

/** A group may have several assignments of one relationship. */
function rolesByGroup(assignments: readonly AccessAssignment[]): ReadonlyMap<string, string[]> {
  const roles = new Map<string, string[]>();
  for (const assignment of assignments)
    roles.set(assignment.groupId, [...new Set([...(roles.get(assignment.groupId) ?? []), ...assignment.roles])]);
  return roles;
}

/** By id, so that two writers take the locks of rows in the same order. One that is listed twice counts once: pages may overlap. */
function inOrder<R extends DelegatedRelationship>(relationships: readonly R[]): readonly R[] {
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]));
  return [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
