import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { postgresBoardStore } from '../src/adapters/postgres/board-store.ts';
import { openDatabase, type Database } from '../src/adapters/postgres/database.ts';
import { startEmbeddedServer } from '../src/adapters/postgres/embedded-server.ts';
import { postgresTagStore } from '../src/adapters/postgres/tag-store.ts';
import type { CustomerView } from '../src/domain/customer-view.ts';
import { median, print } from './line.ts';

const CUSTOMERS = 10_000;
const INCIDENTS = 200;
/** Incidents that hit nearly everybody who has the service, and how many that is. */
const WIDE = 5;
const WIDE_HITS = 3_000;
const OTHER_HITS = 60;
const ROUNDS = 30;

/** The board of one look, and the CSV behind it, over all customers in the embedded database. */
export async function benchBoard(): Promise<void> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'bench-'));
  const server = await startEmbeddedServer(directory);
  const database = await openDatabase(server.url);
  try {
    await fill(database);
    const now = new Date();
    const views: readonly (readonly [string, CustomerView])[] = [
      ['all customers in view', 'all'],
      ['half of them in view by GDAP', { groupIds: ['group'], at: now }],
    ];
    for (const [who, view] of views) await measure(database, who, view, now);
  } finally {
    await database.close();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function measure(database: Database, who: string, view: CustomerView, now: Date): Promise<void> {
  const board = postgresBoardStore(database);
  const tags = postgresTagStore(database);
  const stale = new Date(now.getTime() - 3_600_000);
  const how = `${CUSTOMERS} customers, ${INCIDENTS} open incidents of which ${WIDE} hit ${WIDE_HITS} each; ${ROUNDS} rounds; ${os.availableParallelism()} cores`;
  const time = async (figure: string, work: () => Promise<unknown>, bar: number): Promise<void> => {
    await work();
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const begun = performance.now();
      await work();
      times.push(performance.now() - begun);
    }
    print({ figure: `${figure}, ${who}, median`, value: median(times), unit: 'ms', bar, how });
  };
  const page = { limit: 8, offset: 0 };
  await time('board: counts and worst incidents', () => Promise.all([board.counts(view, {}, stale), board.incidents(view, {}, page)]), 100);
  await time(
    'list of incidents with its filters',
    () => Promise.all([board.incidents(view, { service: 'Service 3' }, page), board.services(view), tags.all(view, 50)]),
    100,
  );
  await time('incidents of one tag', () => board.incidents(view, { tag: 'Gold' }, page), 100);
  await time('failing customers', () => board.failing(view, page), 100);
  await time('10,000 lines for the CSV', () => board.hits(view, {}, 10_000), 1_000);
}

async function fill({ kysely }: Database): Promise<void> {
  const statements = [
    sql`insert into customer (tenant_id, name, domain, domains, sources, key_plain, key_sound, key_core, search_words, search_sounds)
      select 'c0000000-0000-4000-8000-' || lpad(n::text, 12, '0'), 'Customer ' || n, 'customer' || n || '.onmicrosoft.com', '{}', '{partner-center}',
        'customer ' || n, 'kustomer ' || n, 'kustomer ' || n, ' customer ' || n, ' kustomer ' || n
      from generate_series(1, ${CUSTOMERS}::int) n`,
    sql`insert into health_poll (tenant_id, due_at, read_at, failed_since, failure)
      select tenant_id, now(), now() - interval '3 minutes', case when random() < 0.02 then now() end, '{"code":"TIMED_OUT"}' from customer`,
    sql`insert into incident (id, title, service, classification, status, raw_status, badness, high_impact, impact, started_at, modified_at, first_seen_at, posts)
      select 'EX' || n, repeat('Some users cannot send mail ', 4), 'Service ' || (n % 12), case when n % 3 = 0 then 'advisory' else 'incident' end,
        'serviceDegradation', 'serviceDegradation', n % 6, n % 9 = 0, repeat('impact ', 30), now() - n * interval '1 hour', now(), now(),
        (select jsonb_agg(jsonb_build_object('at', now(), 'text', repeat('post ', 200))) from generate_series(1, 20))
      from generate_series(1, ${INCIDENTS}::int) n`,
    sql`insert into incident_customer (issue_id, tenant_id, since)
      select 'EX' || n, tenant_id, now() from generate_series(1, ${INCIDENTS}::int) n
      cross join lateral (select tenant_id from customer where n > 0 order by md5(tenant_id || n)
        limit case when n <= ${WIDE}::int then ${WIDE_HITS}::int else ${OTHER_HITS}::int end) hit`,
    sql`insert into health_snapshot (tenant_id, fetched_at, troubled, overviews)
      select tenant_id, now(), exists (select from incident_customer hit where hit.tenant_id = customer.tenant_id),
        (select jsonb_agg(jsonb_build_object('id', n, 'service', 'Service ' || n, 'status', 'serviceOperational', 'rawStatus', md5(n || tenant_id), 'issues', '[]'::jsonb))
          from generate_series(1, 25) n)
      from customer`,
    sql`insert into customer_tag (tenant_id, tag_key, tag) select tenant_id, 'gold', 'Gold' from customer where random() < 0.1`,
    sql`insert into delegated_relationship (id, tenant_id, name, status, raw_status, auto_extends, roles, assignments_read_at)
      select 'r-' || tenant_id, tenant_id, 'r', 'active', 'active', false, '{}', now() from customer where random() < 0.5`,
    sql`insert into access_assignment (relationship_id, group_id, roles) select id, 'group', '{}' from delegated_relationship`,
    sql`analyze`,
  ];
  for (const statement of statements) await statement.execute(kysely);
}
