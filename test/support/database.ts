import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migratedDatabase, openDatabase, type Database } from '../../src/adapters/postgres/database.ts';
import { startEmbeddedServer } from '../../src/adapters/postgres/embedded-server.ts';
import { startQueue } from '../../src/adapters/postgres/queue.ts';
import { newServerDirectory, whenTestsAreOver } from './database-servers.ts';

/** Flags of a server whose data nobody keeps, and which may be in memory: its log of changes is kept short. */
export const THROWAWAY = {
  initdbFlags: ['--no-sync'],
  postgresFlags: [
    'fsync=off',
    'full_page_writes=off',
    'max_connections=200',
    'wal_level=minimal',
    'max_wal_senders=0',
    'max_wal_size=128MB',
    'checkpoint_warning=0',
  ].flatMap((setting) => ['-c', setting]),
} as const;

const TEMPLATE = 'migrated';

interface TestServer {
  readonly url: string;
  administer(this: void, statement: string): Promise<void>;
}

let starting: Promise<TestServer> | undefined;
let shared: Promise<Database> | undefined;

/** A new, migrated, empty database on the one server of this mocha process. Close it or not: it is gone when the tests of the file are over. */
export async function freshDatabase(): Promise<Database> {
  const { url, administer } = await (starting ??= start());
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} template ${TEMPLATE}`);
  const database = migratedDatabase(withName(url, name));
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= database.close().then(() => administer(`drop database ${name} with (force)`)));
  // Open connections would keep mocha from ending.
  whenTestsAreOver(close);
  return { ...database, close };
}

/** One for all tests of a file that keep themselves apart. */
export function sharedDatabase(): Promise<Database> {
  if (shared === undefined) {
    shared = freshDatabase();
    whenTestsAreOver(async () => void (shared = undefined));
  }
  return shared;
}

/** A new, empty, not migrated database with these options, such as `encoding 'LATIN1'`. Gives its URL. */
export async function bareDatabase(options = ''): Promise<string> {
  const { url, administer } = await (starting ??= start());
  const name = `bare_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name} ${options}`);
  return withName(url, name);
}

async function start(): Promise<TestServer> {
  const { url } = await startEmbeddedServer(await newServerDirectory(), THROWAWAY);
  const pool = new pg.Pool({ connectionString: url, max: 2, allowExitOnIdle: true });
  // The end of the run ends the server first.
  pool.on('error', () => undefined);
  const administer = async (statement: string): Promise<void> => void (await pool.query(statement));
  await administer(`create database ${TEMPLATE}`);
  const database = await openDatabase(withName(url, TEMPLATE));
  // The queue's tables too: making them takes longer than all else.
  await (await startQueue(database, () => undefined)).stop();
  await database.close();
  return { url, administer };
}

function withName(url: string, name: string): string {
  const named = new URL(url);
  named.pathname = `/${name}`;
  return named.href;
}
