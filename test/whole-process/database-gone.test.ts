import assert from 'node:assert/strict';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../../src/adapters/postgres/database.ts';
import { startEmbeddedServer, type EmbeddedServer } from '../../src/adapters/postgres/embedded-server.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { THROWAWAY } from '../support/database.ts';
import { FILING } from './lane-on.ts';
import { reviewOfCommercialReport } from './report-steps.ts';
import { personAt } from './person.ts';
import { steadyAddress, type SteadyAddress } from './steady-address.ts';

describe('a bot whose database goes and comes back', function () {
  this.timeout(90_000);
  let directory: string;
  let postgres: EmbeddedServer;
  let address: SteadyAddress;
  let sandbox: Sandbox;
  const log: string[] = [];

  before(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'partner-support-bot-gone-'));
    postgres = await startEmbeddedServer(directory, THROWAWAY);
    address = await steadyAddress(() => Number(new URL(postgres.url).port));
    const url = new URL(postgres.url);
    url.port = String(address.port);
    sandbox = await startSandbox({
      storage: { databaseUrl: url.href },
      system: process.env,
      filingTimeoutSeconds: FILING.timeoutSeconds,
      filingSettleSeconds: FILING.settleSeconds,
      onLog: (line) => log.push(line),
      onError: (line) => log.push(line),
    });
  });
  after(async () => {
    await sandbox.stop();
    address.stop();
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function ready(): Promise<{ readonly status: number; readonly body: unknown }> {
    const response = await fetch(sandbox.bot.endpoint.replace('/api/messages', '/readyz'));
    return { status: response.status, body: await response.json() };
  }

  /** A turn whose end the database missed would hold its person's lease for a while, and the next press be told to wait. */
  async function turnsEnded(): Promise<void> {
    const database = await openDatabase(postgres.url);
    const running = database.kysely.selectFrom('turn_lease').select('holder').where('until', '>', new Date());
    while ((await running.execute()).length > 0) await ready();
    await database.close();
  }

  it('says what is missing, tells people with an id, loses nothing and goes on by itself', async () => {
    const adele = await personAt(sandbox.channel, 'adele');
    const review = await reviewOfCommercialReport(adele);
    await turnsEnded();
    const [pid = ''] = (await readFile(path.join(directory, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n');

    process.kill(Number(pid), 'SIGQUIT');
    let state = await ready();
    while (state.status === 200) state = await ready();
    assert.deepEqual(state, { status: 503, body: { status: 'not ready', parts: { database: false, queue: true } } });
    const alive = await fetch(sandbox.bot.endpoint.replace('/api/messages', '/healthz'));
    assert.equal(alive.status, 200);

    const said = await adele.says('help');
    const pressed = await adele.invokes(review, 'report.submit');
    const answers = [said, adele.screen().at(-1) ?? ''];
    assert.ok(pressed.ok && pressed.body.type === 'application/vnd.microsoft.error');
    for (const answer of answers) {
      assert.match(answer, /My own database is not there at the moment/);
      const id = /\b[2-9A-HJKMNP-TV-Z]{8}\b/.exec(answer)?.[0] ?? 'no id';
      // The log comes by another way than the answer, and may be slower.
      while (!log.some((line) => line.includes(id))) await ready();
      assert.equal(log.filter((line) => line.includes(id)).length, 1, 'the log has the id');
    }

    postgres = await startEmbeddedServer(directory, THROWAWAY);
    while (state.status !== 200) state = await ready();
    await adele.presses(review, 'report.submit');
    const filed = await adele.sees('a number', (text) => /PSR-/.test(text) && /6\d{14}/.test(text));

    assert.equal(sandbox.cloud.state.serviceRequests.all().length, 1);
    assert.equal(filed.id, review.message);
    assert.deepEqual(adele.unanswered(), []);
  });
});
