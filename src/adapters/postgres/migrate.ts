import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { BotError } from '../../domain/errors.ts';
import { connectionPool, translatingPool } from './connection-pool.ts';
import * as first from './migrations/001-first.ts';
import * as turnWithState from './migrations/002-turn-with-state.ts';
import * as healthAndAccess from './migrations/003-health-and-access.ts';
import * as customerListParts from './migrations/004-customer-list-parts.ts';
import * as watches from './migrations/005-watches.ts';
import * as cases from './migrations/006-cases.ts';
import * as filing from './migrations/007-filing.ts';
import * as azureTickets from './migrations/008-azure-tickets.ts';

/** In order of their names. */
const MIGRATIONS = {
  '001-first': first,
  '002-turn-with-state': turnWithState,
  '003-health-and-access': healthAndAccess,
  '004-customer-list-parts': customerListParts,
  '005-watches': watches,
  '006-cases': cases,
  '007-filing': filing,
  '008-azure-tickets': azureTickets,
};

const OLDEST = 140_000;

/**
 * Brings the database to the present schema. Several processes may do so at once: the migrator takes a lock.
 *
 * @throws {BotError} MISCONFIGURED for a server too old, one that cannot lower Cyrillic letters, or a database of a later release.
 */
export async function migrate(url: string): Promise<void> {
  // Its own connections, without a limit of time: an index on a large table may take minutes.
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: translatingPool(connectionPool(url, { statementMs: 0, connections: 2 })) }),
  });
  try {
    await refuseUnfit(db);
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw (await laterRelease(db)) ?? error;
  } finally {
    await db.destroy();
  }
}

/** A later release has been here, whose migrations this one does not know. */
async function laterRelease(db: Kysely<unknown>): Promise<BotError | undefined> {
  const [ledger] = (await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(db)).rows;
  if (ledger?.there !== true) return undefined;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const unknown = rows.map(({ name }) => name).filter((name) => !(name in MIGRATIONS));
  if (unknown.length === 0) return undefined;
  return new BotError(
    'MISCONFIGURED',
    `The database belongs to a later release of this bot (${unknown.join(', ')}). ` +
      'Start that release, or restore a backup that was made before it was installed.',
  );
}

async function refuseUnfit(db: Kysely<unknown>): Promise<void> {
  const probe = sql<{ version: number; encoding: string }>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`;
  const [{ version, encoding } = { version: 0, encoding: 'unknown' }] = (await probe.execute(db)).rows;
  if (version < OLDEST)
    throw new BotError('MISCONFIGURED', `PostgreSQL 14 or later is needed, the server of DATABASE_URL has number ${version}.`);
  if (encoding !== 'UTF8') throw unableToLower(`its encoding is ${encoding}`);
  const [lowered] = (await sql<{ right: boolean }>`select lower(chr(1046)) = chr(1078) as right`.execute(db)).rows;
  if (lowered?.right !== true) throw unableToLower('its locale knows no Cyrillic letters');
}

function unableToLower(why: string): BotError {
  return new BotError(
    'MISCONFIGURED',
    `The database of DATABASE_URL cannot search names in Cyrillic (lower('Ж') is not 'ж'): ${why}. ` +
      'Create it with encoding UTF8 and a UTF-8 locale such as C.UTF-8 or en_US.UTF-8, not C.',
  );
}
