import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts';
import { startEmbeddedServer, type EmbeddedServer } from '../../src/adapters/postgres/embedded-server.ts';
import { startQueue } from '../../src/adapters/postgres/queue.ts';

/** Flags of a server whose data nobody keeps. */
export const THROWAWAY = {
  initdbFlags: ['--no-sync'],
  postgresFlags: ['fsync=off', 'full_page_writes=off', 'max_connections=200'].flatMap((setting) => ['-c', setting]),
} as const;

interface TestServer {
  readonly server: EmbeddedServer;
  readonly directory: string;
  readonly template: string;
  readonly watcher: ChildProcess;
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

after(async function () {
  if (starting === undefined) return;
  const { server, directory, watcher } = await starting;
  await Promise.all([...opened].map((database) => database.close()));
  await server.stop();
  watcher.stdin?.end();
  await rm(directory, { recursive: true, force: true });
});

async function start(): Promise<TestServer> {
  const directory = await mkdtemp(path.join(tmpdir(), 'partner-support-bot-test-'));
  const server = await startEmbeddedServer(directory, THROWAWAY);
  const watcher = await endWithUs(directory);
  const template = 'migrated';
  await administer(server.url, `create database ${template}`);
  const database = await openDatabase(withName(server.url, template));
  // The queue's tables too: making them takes longer than all else.
  await (await startQueue(database, () => undefined)).stop();
  await database.close();
  return { server, directory, template, watcher };
}

/** Should mocha be killed, its end of the pipe closes, and a shell ends the server and removes its directory. */
async function endWithUs(directory: string): Promise<ChildProcess> {
  const [pid = ''] = (await readFile(path.join(directory, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n');
  const script = 'read -r _; kill -QUIT "$1" 2>/dev/null && sleep 1; rm -rf "$2"';
  const watcher = spawn('sh', ['-c', script, 'sh', pid, directory], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  watcher.unref();
  // Neither the process nor its pipe shall keep mocha from ending.
  if (watcher.stdin !== null && 'unref' in watcher.stdin && typeof watcher.stdin.unref === 'function') watcher.stdin.unref();
  return watcher;
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
