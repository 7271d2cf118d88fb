import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { connectionPool } from '../../../../src/adapters/postgres/connection-pool.ts';
import * as first from '../../../../src/adapters/postgres/migrations/001-first.ts';
import * as cases from '../../../../src/adapters/postgres/migrations/006-cases.ts';
import * as filing from '../../../../src/adapters/postgres/migrations/007-filing.ts';
import * as azureTickets from '../../../../src/adapters/postgres/migrations/008-azure-tickets.ts';
import { bareDatabase } from '../../../support/database.ts';

const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);

describe('migration 008, of a database with requests of the release before', () => {
  let db: Kysely<unknown>;
  let ids: Readonly<Record<'waiting' | 'forgotten' | 'closed' | 'closedLongAgo' | 'warned' | 'refused' | 'refusedLongAgo', string>>;
  const DUE = '2026-03-02T14:00:00.250Z';

  /** As the release before writes it, which may still run beside. */
  async function request(columns: Readonly<Record<string, string | Date>>): Promise<string> {
    const id = randomUUID();
    const row: Readonly<Record<string, string | number | Date>> = {
      id,
      reference: `PSR-${id.slice(0, 6)}`,
      version: 1,
      draft_id: randomUUID(),
      tenant_id: 't',
      person_id: 'p',
      person_name: 'Adele Vance',
      locale: 'en',
      time_zone: 'UTC',
      route: 'partner-center',
      content: '{}',
      state: 'filed',
      send_key: randomUUID(),
      attempts: 1,
      created_at: daysAgo(0),
      updated_at: daysAgo(0),
      ...columns,
    };
    const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
    await sql`insert into service_request (${names}) values (${sql.join(Object.values(row))})`.execute(db);
    return id;
  }

  async function news(requestId: string, kind: string): Promise<void> {
    await sql`insert into request_news (request_id, key, kind, at) values (${requestId}, ${kind}, ${kind}, now())`.execute(db);
  }

  before(async () => {
    db = new Kysely({ dialect: new PostgresDialect({ pool: connectionPool(await bareDatabase(), { connections: 2 }) }) });
    await db.transaction().execute(async (transaction) => {
      for (const { up } of [first, cases]) await up(transaction);
      await filing.up(transaction);
    });
    const handedOff = (days: number) => request({ state: 'handed-off', route: 'azure-portal', handed_off_at: daysAgo(days) });
    const closed = (days: number) => request({ desk_status: 'closed', track_at: daysAgo(days), updated_at: daysAgo(days) });
    ids = {
      waiting: await handedOff(3),
      forgotten: await handedOff(40),
      closed: await closed(2),
      closedLongAgo: await closed(20),
      refused: await request({ state: 'failed', updated_at: daysAgo(2) }),
      refusedLongAgo: await request({ state: 'failed', updated_at: daysAgo(20) }),
      warned: await request({ response_due_at: DUE, response_warn_at: DUE }),
    };
    await news(ids.warned, 'response-warning');
    await news(ids.warned, 'message');
    await db.transaction().execute((transaction) => azureTickets.up(transaction));
  });
  after(() => db.destroy());

  it('has looked for what may be found, and read for a while what was closed lately', async () => {
    const { rows } = await sql<{ id: string }>`select id from service_request where track_at is not null`.execute(db);

    assert.deepEqual(new Set(rows.map(({ id }) => id)), new Set([ids.waiting, ids.closed]));
  });

  it('puts aside what was refused long ago, and leaves what still waits for somebody', async () => {
    const { rows } = await sql`select id, ended from service_request where state = 'failed' order by updated_at`.execute(db);

    assert.deepEqual(rows, [
      { id: ids.refusedLongAgo, ended: 'not-filed' },
      { id: ids.refused, ended: null },
    ]);
  });

  it('tells nobody again of the time that they were warned of', async () => {
    const { rows } = await sql<{ key: string }>`select key from request_news order by id`.execute(db);

    assert.deepEqual(
      rows.map(({ key }) => key),
      [`response-warning:${DUE}`, 'message'],
    );
  });

  it('takes what the release before writes, as it runs beside', async () => {
    const id = await request({ state: 'handed-off', route: 'azure-portal', handed_off_at: daysAgo(0) });

    const { rows } = await sql`select tracked_as, unheard, ended from service_request where id = ${id}`.execute(db);
    assert.deepEqual(rows, [{ tracked_as: 'azure-portal', unheard: false, ended: null }]);
  });
});
