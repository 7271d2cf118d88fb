import { sql, type Kysely } from 'kysely';
import type { HitCustomer } from '../../domain/watch.ts';
import { isGranted } from './customer-view.ts';
import type { Tables } from './schema.ts';

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
  // What belongs to a customer is looked up by its index for each: joined, the planner takes thousands of rows for one, and compares all with all.
  const { rows } = await sql<{ tenant_id: string; name: string; tag_keys: string[]; group_ids: string[]; own: boolean }>`
    with ending as (
      select least(incident.ended_at, incident.resolved_at, max(seen.ended_at)) - interval '1 hour' as at
      from incident left join incident_customer seen on seen.issue_id = incident.id
      where incident.id = ${issueId} and incident.resolved_at is not null
      group by incident.id
    )
    select customer.tenant_id, customer.name, 'own-tenant' = any(customer.sources) as own,
      array(select tag_key from customer_tag tag where tag.tenant_id = customer.tenant_id) as tag_keys,
      array(
        select distinct assigned.group_id
        from delegated_relationship granted join access_assignment assigned on assigned.relationship_id = granted.id
        where granted.tenant_id = customer.tenant_id and ${isGranted(at)}) as group_ids
    from incident_customer hit join customer using (tenant_id)
    where hit.issue_id = ${issueId} and (hit.ended_at is null or hit.ended_at >= (select ending.at from ending))
    order by lower(customer.name), customer.tenant_id`.execute(kysely);
  return rows.map(({ tenant_id: tenantId, name, tag_keys: tagKeys, group_ids: groupIds, own }) => ({
    tenantId,
    name,
    tagKeys,
    groupIds,
    open: own || !checkAccess,
  }));
}
