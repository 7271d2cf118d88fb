import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { botEnvironment, systemVariables } from '../../src/sandbox/bot-environment.ts';
import { freshDatabase } from '../support/database.ts';
import { startLane } from './lane.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOWHERE = 'http://127.0.0.1:9';

/** The bot's own start, with just these variables. */
function launch(variables: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--import', './src/node-version.mjs', 'src/main.ts'], {
    cwd: ROOT,
    env: { ...systemVariables(process.env), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([once(child, 'exit') as Promise<[number | null, string | null]>, text(child.stdout), text(child.stderr)]).then(
    ([[code, signal], stdout, stderr]) => ({ code, signal, stdout, stderr }),
  );
  return { child, ended };
}

function complete(databaseUrl: string, variables: Readonly<Record<string, string>> = {}): Record<string, string> {
  const baseUrls = { login: `${NOWHERE}/login`, graph: `${NOWHERE}/graph`, partnerCenter: `${NOWHERE}/pc`, arm: `${NOWHERE}/arm` };
  const channel = { serviceUrl: `${NOWHERE}/emea/`, openIdMetadataUrl: `${NOWHERE}/keys` };
  return {
    ...botEnvironment({ baseUrls, channel }),
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    HOST: '127.0.0.1',
    PORT: '0',
    ADMIN_PORT: '0',
    ...variables,
  };
}

describe('the bot as a process', function () {
  this.timeout(60_000);

  describe('refuses to start, with one text and no stack,', () => {
    it('without any variable, naming every one that is needed', async () => {
      const { code, stdout, stderr } = await launch({}).ended;

      assert.deepEqual([code, stdout], [1, '']);
      const needed = ['MicrosoftAppId', 'MicrosoftAppPassword', 'MicrosoftAppTenantId', 'PARTNER_TENANT_ID', 'PARTNER_CLIENT_ID'];
      for (const name of [...needed, 'PARTNER_CLIENT_SECRET', 'PARTNER_TYPE', 'DATABASE_URL', 'ENCRYPTION_KEY'])
        assert.match(stderr, new RegExp(`^ +${name}: `, 'm'));
      assert.doesNotMatch(stderr, /^\s+at /m);
    });

    it('with wrong variables, without printing their values', async () => {
      const { code, stderr } = await launch(
        complete('mysql://somebody:secret-word@db', { ENCRYPTION_KEY: 'secret-key', PORT: 'x', CLOUD: 'china' }),
      ).ended;

      assert.equal(code, 1);
      for (const name of ['DATABASE_URL', 'ENCRYPTION_KEY', 'PORT', 'CLOUD']) assert.match(stderr, new RegExp(`^ +${name}: `, 'm'));
      assert.doesNotMatch(stderr, /secret-word|secret-key|^\s+at /m);
    });

    it('when its port is taken', async () => {
      const { url } = await freshDatabase();
      const taken = createServer().listen(0, '127.0.0.1');
      await once(taken, 'listening');
      const { port } = taken.address() as AddressInfo;
      try {
        const { code, stderr } = await launch(complete(url, { PORT: String(port) })).ended;

        assert.equal(code, 1);
        assert.match(stderr, new RegExp(String(port)));
        assert.doesNotMatch(stderr, /^\s+at /m);
      } finally {
        taken.close();
      }
    });

    it('when nobody answers at the address of the database', async () => {
      const { code, stderr } = await launch(complete('postgres://bot:secret-word@127.0.0.1:9/bot')).ended;

      assert.equal(code, 1);
      assert.equal(stderr.trim().split('\n').length, 1);
      assert.doesNotMatch(stderr, /secret-word|^\s+at /m);
    });
  });

  describe('stops in order', () => {
    it('when it is told to during its start, leaving no connection behind', async () => {
      const { url, kysely } = await freshDatabase();
      const connections = async (): Promise<number> => {
        const name = new URL(url).pathname.slice(1);
        const counted = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
          where datname = ${name} and application_name = 'partner-support-bot-queue'`.execute(kysely);
        return counted.rows[0]?.n ?? 0;
      };
      const { child, ended } = launch(complete(url));
      while ((await connections()) === 0) assert.equal(child.exitCode, null);
      child.kill('SIGTERM');
      const { code, stderr } = await ended;

      assert.deepEqual([code, stderr, await connections()], [0, '', 0]);
    });

    it('when it is told to in a turn, which it ends first', async () => {
      const lane = await startLane();
      try {
        const { script } = lane.sandbox.cloud;
        const health = await lane.adele.asks('health Contoso');
        const arrived = Promise.withResolvers<void>();
        script.fault({ api: 'graph', path: /healthOverviews/, delayMs: 1000 });
        script.at('arrived', { api: 'graph', path: /healthOverviews/ }, () => arrived.resolve());
        // Whatever the poller has read already, this reads.
        const card = lane.adele.presses(health, 'health.refresh');
        await arrived.promise;
        const exitCode = await lane.sandbox.bot.stop();
        await card;

        assert.equal(exitCode, 0);
        assert.deepEqual(lane.adele.unanswered(), []);
        assert.deepEqual(lane.errors, []);
      } finally {
        await lane.sandbox.stop();
      }
    });
  });
});
