import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { BotError } from '../../domain/errors.ts';
import { dataOf, runProgram, type Programs } from './embedded-programs.ts';

const Package = z.object({ version: z.string() });

/** `--locale` must be C.UTF-8 too: with C, pg_trgm finds no Cyrillic trigram at all (toolchain.md section 9). */
const LOCALE = ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];

/** Makes the directory of a new server. All is made beside its place and then renamed, so that a start cut short leaves no half database. */
export async function createDirectory(home: string, programs: Programs, flags: readonly string[]): Promise<void> {
  const staging = `${home}.new-${process.pid}`;
  await fs.mkdir(path.dirname(home), { recursive: true });
  await removeLeftovers(home);
  try {
    await fs.mkdir(staging, { recursive: true });
    const password = path.join(staging, 'password');
    await fs.writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
    const access = ['-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${password}`];
    await runProgram(staging, programs.initdb, ['-D', dataOf(staging), ...access, ...LOCALE, '--no-instructions', ...flags]);
    await fs.rename(staging, home);
  } catch (error) {
    await fs.rm(staging, { recursive: true, force: true });
    // Another process may have made it at the same moment; then its directory serves.
    if (!existsSync(home)) throw error;
  }
}

/** What starts that were killed in the middle left behind. */
async function removeLeftovers(home: string): Promise<void> {
  const parent = path.dirname(home);
  const staging = `${path.basename(home)}.new-`;
  for (const name of await fs.readdir(parent)) {
    if (!name.startsWith(staging)) continue;
    const pid = Number(name.slice(staging.length));
    if (pid === process.pid || !isAlive(pid)) await fs.rm(path.join(parent, name), { recursive: true, force: true });
  }
}

/** @throws {BotError} MISCONFIGURED when the directory was made by another major version of PostgreSQL. */
export async function refuseOtherVersion(home: string, programs: Programs): Promise<void> {
  const found = (await fs.readFile(path.join(dataOf(home), 'PG_VERSION'), 'utf8')).trim();
  const manifest = await fs.readFile(path.join(path.dirname(programs.initdb), '..', '..', 'package.json'), 'utf8');
  const ours = Package.parse(JSON.parse(manifest)).version.split('.', 1)[0];
  if (found === ours) return;
  throw new BotError(
    'MISCONFIGURED',
    `${home} was made by PostgreSQL ${found}, this release carries ${ours}. ` +
      'Dump it with the old release and restore the dump into a new DATA_DIR, or name another DATA_DIR. Nothing was changed.',
  );
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
