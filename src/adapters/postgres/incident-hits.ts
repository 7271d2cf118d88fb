import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { HitCustomer } from '../../domain/watch.ts';
import { isGranted } from './customer-view.ts';
import type { Tables } from './schema.ts';

interface HitRow {
  readonly tenant_id: string;
  readonly name: string;
  readonly own: boolean;
  readonly tag_keys: string[];
  readonly group_ids: string[];
}

/** One customer with what decides who is told of it. */
export async function customerAsHit(
  kysely: Kysely<Tables>,
  tenantId: string,
  at: Date,
  checkAccess: boolean,
): Promise<HitCustomer | undefined> {
  const { rows } = await sql<HitRow>`
    select ${hitColumns(at)} from customer where customer.tenant_id = ${tenantId.toLowerCase()}`.execute(kysely);
  return rows.map((row) => toHit(row, checkAccess))[0];
}

/**
 * The customers that an incident hits, by name, with what decides who is told of it; of one that is over, those that it hit to the end. Customers leave it one
 * after the other as their health is read, and Microsoft's own end comes before: who left within the hour before was hit to the end.
 */
export async function hitCustomers(
  kysely: Kysely<Tables>,
  issueId: string,
  at: Date,
  checkAccess: boolean,
): Promise<readonly HitCustomer[]> {
  const { rows } = await sql<HitRow>`
    with ending as (
      select least(incident.ended_at, incident.resolved_at, max(seen.ended_at)) - interval '1 hour' as at
      from incident left join incident_customer seen on seen.issue_id = incident.id
      where incident.id = ${issueId} and incident.resolved_at is not null
      group by incident.id
    )
    select ${hitColumns(at)}
    from incident_customer hit join customer using (tenant_id)
    where hit.issue_id = ${issueId} and (hit.ended_at is null or hit.ended_at >= (select ending.at from ending))
    order by lower(customer.name), customer.tenant_id`.execute(kysely);
  return rows.map((row) => toHit(row, checkAccess));
}

/**
 * What is read of a row of `customer`. What belongs to it is looked up by its index for each: joined, the planner takes thousands of rows for one, and compares
 * all with all.
 */
function hitColumns(at: Date): RawBuilder<HitRow> {
  return sql<HitRow>`customer.tenant_id, customer.name, 'own-tenant' = any(customer.sources) as own,
      array(select tag_key from customer_tag tag where tag.tenant_id = customer.tenant_id) as tag_keys,
      array(
        select distinct assigned.group_id
        from delegated_relationship granted join access_assignment assigned on assigned.relationship_id = granted.id
        where granted.tenant_id = customer.tenant_id and ${isGranted(at)}) as group_ids`;
}

function toHit({ tenant_id: tenantId, name, own, tag_keys: tagKeys, group_ids: groupIds }: HitRow, checkAccess: boolean): HitCustomer {
  return { tenantId, name, tagKeys, groupIds, open: own || !checkAccess };
}
