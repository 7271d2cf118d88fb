import assert from 'node:assert/strict';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { freshDatabase } from '../support/database.ts';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('the whole sandbox', function () {
  this.timeout(60_000);
  let sandbox: Sandbox | undefined;
  const errors: string[] = [];

  async function start(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
    const { url } = await freshDatabase();
    sandbox = await startSandbox({
      storage: { databaseUrl: url },
      system: process.env,
      onError: (line) => errors.push(line),
      ...options,
    });
    return sandbox;
  }
  afterEach(async () => {
    await sandbox?.stop();
    sandbox = undefined;
  });

  it('starts cloud, channel, page and the real bot, and leaves nothing behind', async () => {
    const { url, bot } = await start();
    const page = await fetch(url);
    const turn = await fetch(bot.endpoint, { method: 'POST', body: '{}' });
    const pid = bot.pid ?? 0;
    const wasAlive = isAlive(pid);
    await sandbox?.stop();

    assert.deepEqual([page.status, turn.ok, wasAlive, isAlive(pid)], [200, false, true, false]);
    await assert.rejects(() => fetch(url));
    assert.deepEqual(errors, []);
  });

  it('starts the bot again on the same address after it was killed', async () => {
    const deaths: number[] = [];
    const running = await start({ onDeath: (exitCode) => deaths.push(exitCode) });
    const { bot } = running;
    const before = [bot.endpoint, bot.pid];

    await running.kill();
    await running.restart();

    assert.equal(bot.endpoint, before[0]);
    assert.ok(bot.pid !== undefined && bot.pid !== before[1]);
    assert.deepEqual(deaths, []);
  });

  it('reports that the bot ended by itself', async () => {
    const death = Promise.withResolvers<number>();
    const { bot } = await start({ onDeath: death.resolve });

    process.kill(bot.pid ?? 0, 'SIGKILL');

    assert.equal(await death.promise, 1);
  });

  it('says so when the bot cannot start, and stops the rest', async () => {
    await assert.rejects(() => start({ variables: { CLOUD: 'germany' } }), /ended before it was ready/);

    assert.match(errors.join('\n'), /germany/);
  });
});
