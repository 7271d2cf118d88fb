import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where the database servers of this run are: each mocha process that needs one starts its own in a directory below this one. */
const VARIABLE = 'TEST_DATABASE_SERVERS';

/** When its end of the pipe closes, however that comes about, the shell ends the servers and removes the directory $1. */
const END_OF_RUN = `read -r _
for file in "$1"/*/postgres/data/postmaster.pid; do
  [ -e "$file" ] && kill -QUIT "$(head -n 1 "$file")"
  for _ in $(seq 200); do [ -e "$file" ] || break; sleep 0.05; done
done
rm -rf "$1"`;

/** Where Linux keeps files in memory. A database is some 650 files: made there in 15 ms, on a disk in 150 to 500, nearly all of it the kernel's. */
const IN_MEMORY = '/dev/shm';
/** What the servers of a whole run have never needed all at once. */
const ROOM_BYTES = 3e9;

/** What Node has compiled of the bot, for the hundreds that the tests start: each is up a third quicker. `npm ci` empties it. */
const COMPILED = path.join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'compiled');

let end: ChildProcess | undefined;
const closings: (() => Promise<void>)[] = [];

/** Mocha has no hook for the end of a worker of `--parallel`, so the servers are ended by the process that starts the workers. */
export async function mochaGlobalSetup(): Promise<void> {
  const directory = await mkdtemp(path.join((await hasRoom(IN_MEMORY)) ? IN_MEMORY : tmpdir(), 'partner-support-bot-test-'));
  process.env[VARIABLE] = directory;
  // What is taken from there is not counted exactly.
  if (process.env['NODE_V8_COVERAGE'] === undefined) process.env['NODE_COMPILE_CACHE'] ??= COMPILED;
  end = spawn('sh', ['-c', END_OF_RUN, 'sh', directory], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
}

export async function mochaGlobalTeardown(): Promise<void> {
  if (end === undefined) return;
  end.stdin?.end();
  await once(end, 'exit');
}

/** In a worker of `--parallel` this comes after each file, else at the end of all. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    await Promise.all(closings.splice(0).map((close) => close()));
  },
};

/** Done when the tests of this file are over: for what none of them closed. */
export function whenTestsAreOver(close: () => Promise<void>): void {
  closings.push(close);
}

async function hasRoom(directory: string): Promise<boolean> {
  try {
    await access(directory, constants.W_OK);
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize > ROOM_BYTES;
  } catch {
    return false;
  }
}

/** A new directory for the server of this process. */
export function newServerDirectory(): Promise<string> {
  const directory = process.env[VARIABLE];
  if (directory === undefined) throw new Error('Tests with a database are run by mocha, with the settings of .mocharc.js.');
  return mkdtemp(path.join(directory, 'server-'));
}
