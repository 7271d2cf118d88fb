import { sql, type Kysely } from 'kysely';

/** When each source of the customer list was last heard. Only adds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table customer_list add column parts jsonb not null default '{}'`.execute(db);
}
