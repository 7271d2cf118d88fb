import { sql } from 'kysely';
import type { Database } from '../src/adapters/postgres/database.ts';

/** The group whose members see every customer of the crowd. */
export const CROWD_GROUP = 'd0000000-0000-4000-8000-000000000001';

export function crowdTenant(n: number): string {
  return `c0000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** Customers with delegated access for one group, some with a tag. */
export async function seedCustomers({ kysely }: Database, count: number): Promise<void> {
  const statements = [
    sql`insert into customer (tenant_id, name, domain, domains, sources, key_plain, key_sound, key_core, search_words, search_sounds)
      select 'c0000000-0000-4000-8000-' || lpad(n::text, 12, '0'), 'Customer ' || n, 'customer' || n || '.onmicrosoft.com', '{}', '{partner-center}',
        'customer ' || n, 'kustomer ' || n, 'kustomer ' || n, ' customer ' || n, ' kustomer ' || n
      from generate_series(1, ${count}::int) n`,
    sql`insert into customer_tag (tenant_id, tag_key, tag) select tenant_id, 'gold', 'Gold' from customer where right(tenant_id, 1) = '0'`,
    sql`insert into delegated_relationship (id, tenant_id, name, status, raw_status, auto_extends, roles, assignments_read_at)
      select 'r-' || tenant_id, tenant_id, 'r', 'active', 'active', false, '{}', now() from customer`,
    sql`insert into access_assignment (relationship_id, group_id, roles) select id, ${CROWD_GROUP}, '{}' from delegated_relationship`,
    sql`analyze`,
  ];
  for (const statement of statements) await statement.execute(kysely);
}

/** An incident that hits the first so many of them, as after all their readings; nothing is announced by it. */
export async function seedIncident({ kysely }: Database, issueId: string, customers: number): Promise<void> {
  await sql`
    insert into incident (id, title, service, classification, status, raw_status, badness, high_impact, impact, started_at, modified_at, first_seen_at, posts)
    values (${issueId}, 'Some users cannot send mail', 'Exchange Online', 'incident', 'serviceDegradation', 'serviceDegradation', 1, false,
      'Users may be unable to send or receive email.', now(), now(), now() - interval '1 hour', '[]')`.execute(kysely);
  await sql`
    insert into incident_customer (issue_id, tenant_id, since)
    select ${issueId}, tenant_id, now() from customer order by tenant_id limit ${customers}`.execute(kysely);
  await sql`analyze incident_customer`.execute(kysely);
}
