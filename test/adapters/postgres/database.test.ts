import assert from 'node:assert/strict';
import { sql } from 'kysely';
import pg from 'pg';
import { connectionPool } from '../../../src/adapters/postgres/connection-pool.ts';
import { databaseError } from '../../../src/adapters/postgres/database-error.ts';
import { openDatabase } from '../../../src/adapters/postgres/database.ts';
import type { BackEndError } from '../../../src/domain/errors.ts';
import { bareDatabase, freshDatabase } from '../../support/database.ts';

describe('database', () => {
  it('is migrated by several processes at once', async () => {
    const url = await bareDatabase();

    const databases = await Promise.all([openDatabase(url), openDatabase(url), openDatabase(url), openDatabase(url)]);

    const counts = await Promise.all(
      databases.map(async ({ kysely }) => (await sql<{ n: number }>`select count(*) as n from customer`.execute(kysely)).rows[0]),
    );
    await Promise.all(databases.map((database) => database.close()));
    assert.deepEqual(counts, [{ n: 0 }, { n: 0 }, { n: 0 }, { n: 0 }]);
  });

  it('is migrated by a user that owns the database and is no superuser', async () => {
    const url = new URL(await bareDatabase());
    const admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    const role = `owner_of_${url.pathname.slice(1)}`;
    await admin.query(`create role ${role} login password 'plain'`);
    await admin.query(`alter database ${url.pathname.slice(1)} owner to ${role}`);
    url.username = role;
    url.password = 'plain';

    const database = await openDatabase(url.href);

    const { rows } = await sql<{ alike: string }>`select customers_like('x', 1) as alike`.execute(database.kysely);
    await database.close();
    await admin.end();
    assert.deepEqual(rows, []);
  });

  it('refuses a database of a later release with a sentence of its own, and leaves it alone', async () => {
    const url = await bareDatabase();
    const later = await openDatabase(url);
    await sql`insert into kysely_migration (name, timestamp) values ('900-later', '2027-01-01T00:00:00Z')`.execute(later.kysely);
    await later.close();

    await assert.rejects(openDatabase(url), {
      code: 'MISCONFIGURED',
      message: /^The database belongs to a later release of this bot \(900-later\)\. Start that release, or restore a backup/,
    });
  });

  it('refuses a database whose encoding cannot hold Cyrillic, with the reason', async () => {
    const url = await bareDatabase(`encoding 'SQL_ASCII' template template0 locale_provider libc locale 'C'`);

    await assert.rejects(openDatabase(url), {
      code: 'MISCONFIGURED',
      message: /lower\('Ж'\) is not 'ж'\): its encoding is SQL_ASCII\. Create it/,
    });
  });

  it('refuses a database whose locale knows no Cyrillic, with the reason', async () => {
    const url = await bareDatabase(`encoding 'UTF8' template template0 locale_provider libc locale 'C'`);

    await assert.rejects(openDatabase(url), { code: 'MISCONFIGURED', message: /its locale knows no Cyrillic letters/ });
  });

  it('says that a password is refused, without telling it', async () => {
    const url = new URL(await bareDatabase());
    url.password = 'not-the-password';

    const error = await openDatabase(url.href).catch((caught: BackEndError) => caught);

    assert.ok(error instanceof Error && 'code' in error);
    assert.deepEqual([error.code, /refuses this user, password or database name/.test(error.message)], ['MISCONFIGURED', true]);
    assert.equal(JSON.stringify([error.message, error.cause]).includes('not-the-password'), false);
  });

  it('is unavailable where nothing listens', async () => {
    await assert.rejects(openDatabase('postgres://nobody@127.0.0.1:1/none'), { backEnd: 'database', code: 'UNAVAILABLE', effect: 'none' });
  });

  it('is unavailable when the connection is lost in the middle, and serves again after', async () => {
    const database = await freshDatabase();
    const killer = connectionPool(database.url, { connections: 1 });
    const others = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;

    const broken = database.kysely.transaction().execute(async (transaction) => {
      await sql`select 1`.execute(transaction);
      await killer.query(others);
      await sql`delete from customer`.execute(transaction);
    });
    await assert.rejects(broken, { backEnd: 'database', code: 'UNAVAILABLE' });
    await killer.end();

    const { rows } = await sql`select 1 as n`.execute(database.kysely);
    assert.deepEqual(rows, [{ n: 1 }]);
  });

  it('says whether it is up within the time given', async () => {
    const database = await freshDatabase();

    const before = await database.isUp(AbortSignal.timeout(2000));
    const given = await database.isUp(AbortSignal.abort());
    await database.close();
    const after = await database.isUp(AbortSignal.timeout(2000));

    assert.deepEqual([before, given, after], [true, false, false]);
  });

  it('gives counts as numbers, days as text, and stores no NUL', async () => {
    const { run } = await freshDatabase();

    const rows = await run({ name: 'types', text: `select count(*) as n, date '2026-03-01' as day, $1::text as text` }, ['a\0b']);

    assert.deepEqual(rows, [{ n: 1, day: '2026-03-01', text: 'ab' }]);
  });

  it('tells no row in the error of a refused statement', async () => {
    const { kysely } = await freshDatabase();
    await kysely.insertInto('person_setting').values({ person_id: 'Fabrikam', locale: 'en' }).execute();

    const error: unknown = await sql`insert into person_setting (person_id, locale) values ('Fabrikam', 'en')`
      .execute(kysely)
      .catch((caught: unknown) => caught);

    assert.ok(error instanceof Error && 'effect' in error);
    assert.deepEqual([error.message, error.cause, error.effect], ['The database refused (23505, person_setting_pkey).', undefined, 'none']);
  });

  const states: readonly (readonly [string, string])[] = [
    ['57014', 'TIMED_OUT'],
    ['57P01', 'UNAVAILABLE'],
    ['53300', 'UNAVAILABLE'],
    ['53100', 'UNAVAILABLE'],
    ['28P01', 'MISCONFIGURED'],
    ['25006', 'MISCONFIGURED'],
    ['42501', 'MISCONFIGURED'],
    ['23514', 'INTERNAL'],
  ];
  for (const [state, code] of states) {
    it(`means ${code} by SQLSTATE ${state}`, () => {
      const raw = Object.assign(new pg.DatabaseError('text', 4, 'error'), { code: state });

      const error = databaseError(raw, 'unknown');

      assert.ok(error instanceof Error && 'code' in error);
      assert.equal(error.code, code);
    });
  }
});
