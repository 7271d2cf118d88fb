import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { createDirectory, refuseOtherVersion } from './embedded-directory.ts';
import { embeddedProblem } from './embedded-problem.ts';
import { dataOf, findPrograms, invocation, runProgram, type Programs } from './embedded-programs.ts';

/** A private PostgreSQL server on loopback. */
export interface EmbeddedServer {
  /** Contains the password; never logged. */
  readonly url: string;
  /** It ran already: left over from a killed process, or used by another bot on the same directory. */
  readonly adopted: boolean;
  /** The last process to leave stops the server; one still in use by another replica is left to that one. */
  stop(): Promise<void>;
}

interface EmbeddedOptions {
  /** More flags of `postgres`, such as `-c fsync=off` for tests. */
  readonly postgresFlags?: readonly string[];
  /** More flags of `initdb`, such as `--no-sync` for tests. */
  readonly initdbFlags?: readonly string[];
}

const ATTEMPTS = 10;
/** Another process may be starting it at this moment, or have taken the free port; of a server that was killed, some processes may not have ended yet. */
const PASSING = /postmaster\.pid" already exists|could not create any TCP|pre-existing shared memory block/;
/** Bytes of the server's log beyond which a start begins a new one. */
const LOG_LIMIT = 5_000_000;

const SETTINGS = [
  ['listen_addresses', '127.0.0.1'],
  ['unix_socket_directories', ''],
  // Without details of errors: they quote rows, and customers' data belongs in no log.
  ['log_error_verbosity', 'terse'],
  ['log_checkpoints', 'off'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/**
 * A private PostgreSQL in `dataDir`, on loopback only: created, started, or adopted when it already runs.
 *
 * @throws {BotError} MISCONFIGURED with one sentence that says what is in the way and what to do.
 */
export async function startEmbeddedServer(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const home = path.resolve(dataDir, 'postgres');
  const programs = await findPrograms();
  try {
    if (!existsSync(home)) await createDirectory(home, programs, options.initdbFlags ?? []);
    await refuseOtherVersion(home, programs);
    return await adoptOrLaunch(home, programs, options.postgresFlags ?? []);
  } catch (error) {
    throw embeddedProblem(home, error);
  }
}

async function adoptOrLaunch(home: string, programs: Programs, flags: readonly string[]): Promise<EmbeddedServer> {
  for (let attempt = 1; ; attempt++) {
    const running = await runningUrl(home);
    if (running !== undefined) return { url: running, adopted: true, stop: () => stop(home, running, programs) };
    const { url, exited, log } = await launch(home, programs, flags);
    if (url !== undefined) return { url, adopted: false, stop: () => stop(home, url, programs, exited) };
    if (!PASSING.test(log) || attempt === ATTEMPTS) throw embeddedProblem(home, log);
    await sleep(100 * attempt);
  }
}

interface Launch {
  readonly url: string | undefined;
  readonly exited: Promise<unknown>;
  readonly log: string;
}

async function launch(home: string, programs: Programs, flags: readonly string[]): Promise<Launch> {
  const log = await fs.open(path.join(home, 'log'), 'a');
  try {
    if ((await log.stat()).size > LOG_LIMIT) await log.truncate();
    const from = (await log.stat()).size;
    const all = ['-D', dataOf(home), '-p', String(await freePort()), ...SETTINGS, ...flags];
    const { file, args, options } = await invocation(home, programs.postgres, all);
    // Detached, so that Ctrl-C reaches the bot alone, which then stops the server in order.
    const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', log.fd, log.fd] });
    const exited = once(child, 'exit');
    child.unref();
    let over = false;
    const noticeEnd = (): void => void (over = true);
    exited.then(noticeEnd, noticeEnd);
    for (;;) {
      const url = await runningUrl(home, child.pid);
      if (url !== undefined) return { url, exited, log: '' };
      if (over) return { url: undefined, exited, log: (await fs.readFile(path.join(home, 'log'))).subarray(from).toString('utf8').trim() };
      await sleep(20);
    }
  } finally {
    await log.close();
  }
}

/** Where the server of this directory answers; undefined while it does not. */
async function runningUrl(home: string, pid?: number): Promise<string | undefined> {
  const lines = (await fs.readFile(path.join(dataOf(home), 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  if (lines[7]?.trim() !== 'ready' || (pid !== undefined && Number(lines[0]) !== pid)) return undefined;
  const password = await fs.readFile(path.join(home, 'password'), 'utf8');
  const url = `postgres://postgres:${password}@127.0.0.1:${Number(lines[3])}/postgres`;
  return (await clients(url)) === undefined ? undefined : url;
}

const Count = z.tuple([z.object({ n: z.number() })]);

/** How many other connections the server serves; undefined when it does not answer, or is not ours. */
async function clients(url: string): Promise<number | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000, application_name: 'embedded-server' });
  // A connection that dies answers through the promise below.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(
      `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and application_name <> 'embedded-server'`,
    );
    return Count.parse(rows)[0].n;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function stop(home: string, url: string, programs: Programs, exited?: Promise<unknown>): Promise<void> {
  if ((await clients(url)) !== 0) return;
  await runProgram(home, programs.pg_ctl, ['stop', '-w', '-m', 'fast', '-D', dataOf(home)]).catch((error: unknown) => {
    // Without the file another process stopped it at the same moment.
    if (existsSync(path.join(dataOf(home), 'postmaster.pid'))) throw embeddedProblem(home, error);
  });
  await exited;
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return address.port;
}
