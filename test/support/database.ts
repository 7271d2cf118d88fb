import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts';
import { startEmbeddedServer, type EmbeddedServer } from '../../src/adapters/postgres/embedded-server.ts';
import { startQueue } from '../../src/adapters/postgres/queue.ts';
import { newServerDirectory } from './database-servers.ts';

/** Flags of a server whose data nobody keeps. */
export const THROWAWAY = {
  initdbFlags: ['--no-sync'],
  postgresFlags: ['fsync=off', 'full_page_writes=off', 'max_connections=200'].flatMap((setting) => ['-c', setting]),
} as const;

interface TestServer {
  readonly server: EmbeddedServer;
  readonly template: string;
}

let starting: Promise<TestServer> | undefined;
const opened = new Set<Database>();

/** A new, migrated, empty database on the one server of this mocha process. Close it or not: the end of the run removes everything. */
export async function freshDatabase(): Promise<Database> {
  starting ??= start();
  const { server, template } = await starting;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server.url, `create database ${name} template ${template}`);
  const database = await openDatabase(withName(server.url, name));
  const close = async (): Promise<void> => {
    if (!opened.delete(fresh)) return;
    await database.close();
    await administer(server.url, `drop database ${name} with (force)`);
  };
  const fresh = { ...database, close };
  opened.add(fresh);
  return fresh;
}

/** A new, empty, not migrated database with these options, such as `encoding 'LATIN1'`. Gives its URL. */
export async function bareDatabase(options = ''): Promise<string> {
  starting ??= start();
  const { server } = await starting;
  const name = `bare_${randomUUID().replaceAll('-', '')}`;
  await administer(server.url, `create database ${name} ${options}`);
  return withName(server.url, name);
}

// Open connections would keep mocha from ending. A worker of `mocha --parallel` comes here after its first file with a database,
// and closes none of the later files': it ends anyhow.
after(async () => {
  await Promise.all([...opened].map((database) => database.close()));
});

async function start(): Promise<TestServer> {
  const server = await startEmbeddedServer(await newServerDirectory(), THROWAWAY);
  const template = 'migrated';
  await administer(server.url, `create database ${template}`);
  const database = await openDatabase(withName(server.url, template));
  // The queue's tables too: making them takes longer than all else.
  await (await startQueue(database, () => undefined)).stop();
  await database.close();
  return { server, template };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withName(url: string, name: string): string {
  const named = new URL(url);
  named.pathname = `/${name}`;
  return named.href;
}
