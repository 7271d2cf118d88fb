import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresPlanStore } from '../../src/adapters/postgres/plan-store.ts';
import { beginEscalationOnce } from '../../src/sandbox/demo-start.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { freshDatabase } from '../support/database.ts';

describe('the start of the demo', function () {
  this.timeout(60_000);
  let sandbox: Sandbox | undefined;
  let database: Database;
  const directory = mkdtempSync(path.join(tmpdir(), 'partner-support-bot-demo-'));
  before(async () => {
    database = await freshDatabase();
    sandbox = await startSandbox({ storage: { databaseUrl: database.url }, system: process.env });
  });
  after(async () => {
    await sandbox?.stop();
    rmSync(directory, { recursive: true });
  });

  it('sets up experts’ channels and a plan with short delays as people would, once', async () => {
    const { channel } = sandbox ?? assert.fail();
    const noteFile = path.join(directory, 'begun');

    await beginEscalationOnce(channel, noteFile);
    await beginEscalationOnce(channel, noteFile);

    const plan = await postgresPlanStore(database).current();
    assert.equal(plan.version, 1);
    assert.deepEqual(
      plan.rotas.flatMap(({ members }) => members.map(({ name }) => name)),
      ['Camille Laurent', 'Dmitri Sokolov'],
    );
    assert.ok(plan.routes.every(({ channelId }) => channelId !== undefined));
    assert.deepEqual(channel.problems, []);
  });

  it('fails without a note where the bot does not answer, so that it is tried again', async () => {
    const running = sandbox ?? assert.fail();
    const noteFile = path.join(directory, 'not-begun');
    await running.kill();

    await assert.rejects(() => beginEscalationOnce(running.channel, noteFile), /did not offer/);

    assert.ok(!existsSync(noteFile));
  });
});
