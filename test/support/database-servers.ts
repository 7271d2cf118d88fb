import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
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

let end: ChildProcess | undefined;

/** Mocha has no hook for the end of a worker of `--parallel`, so the servers are ended by the process that starts the workers. */
export async function mochaGlobalSetup(): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'partner-support-bot-test-'));
  process.env[VARIABLE] = directory;
  end = spawn('sh', ['-c', END_OF_RUN, 'sh', directory], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
}

export async function mochaGlobalTeardown(): Promise<void> {
  if (end === undefined) return;
  end.stdin?.end();
  await once(end, 'exit');
}

/** A new directory for the server of this process. */
export function newServerDirectory(): Promise<string> {
  const directory = process.env[VARIABLE];
  if (directory === undefined) throw new Error('Tests with a database are run by mocha, with the settings of .mocharc.js.');
  return mkdtemp(path.join(directory, 'server-'));
}
