import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { postgresSecretStore } from '../src/adapters/postgres/secret-store.ts';
import { startCloud, type SandboxCloud } from '../src/sandbox/cloud/cloud.ts';
import { BOT, PARTNER } from '../src/sandbox/world.ts';
import { freshDatabase } from './support/database.ts';
import { sharedSigning } from './support/shared-signing.ts';

const KEY = Buffer.alloc(32, 7);

describe('npm run sign-in', () => {
  let cloud: SandboxCloud;
  before(async () => (cloud = await startCloud({ signing: await sharedSigning() })));
  after(() => cloud.stop());

  /** Runs the program; `visit` gets the address it prints. Gives its exit code and what it said. */
  async function run(
    env: Readonly<Record<string, string>>,
    visit: (url: string) => Promise<void> = () => Promise.resolve(),
  ): Promise<[unknown, string]> {
    const child = spawn(process.execPath, ['src/sign-in.ts'], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = once(child, 'exit');
    let said = '';
    let visiting: Promise<void> | undefined;
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /^http\S+authorize\S+$/m.exec(said)?.[0];
      if (url !== undefined && said.includes('comes back')) visiting ??= visit(url);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    const [code]: unknown[] = await exited;
    await visiting;
    return [code, said];
  }
  const environment = (databaseUrl: string, some: Readonly<Record<string, string>> = {}): Record<string, string> => ({
    MicrosoftAppId: BOT.appId,
    MicrosoftAppPassword: BOT.secret,
    MicrosoftAppTenantId: PARTNER.tenantId,
    PARTNER_TENANT_ID: PARTNER.tenantId,
    PARTNER_CLIENT_ID: PARTNER.clientId,
    PARTNER_CLIENT_SECRET: PARTNER.clientSecret,
    PARTNER_TYPE: 'direct',
    LOGIN_URL: cloud.baseUrls.login,
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEY: KEY.toString('base64'),
    ...some,
  });
  /** Presses the button of the sandbox's sign-in page, and comes back as a browser would. */
  async function signIn(url: string): Promise<void> {
    const page = await fetch(url, { method: 'POST', redirect: 'manual' });
    const back = new URL(page.headers.get('location') ?? '');
    back.hostname = '127.0.0.1';
    await (await fetch(back)).text();
  }

  it('stores the refresh token of whoever signs in, encrypted, and shows it nowhere', async () => {
    const database = await freshDatabase();

    const [code, said] = await run(environment(database.url), signIn);

    const stored = (await postgresSecretStore(database, KEY).read('partner-refresh-token'))?.value ?? '';
    const { token } = JSON.parse(stored) as { token: string };
    assert.equal(code, 0, said);
    assert.match(said, /The refresh token is stored/);
    assert.ok(token.length > 10 && !said.includes(token));
  });

  it('says what to do when Entra does not accept the application', async () => {
    const database = await freshDatabase();

    const [code, said] = await run(environment(database.url, { PARTNER_CLIENT_SECRET: 'wrong' }), signIn);

    assert.equal(code, 1);
    assert.match(said, /Check PARTNER_CLIENT_ID, its secret/);
    assert.match(said, /AADSTS7000215/);
  });

  it('names every variable that is missing', async () => {
    const [code, said] = await run({});

    assert.equal(code, 1);
    assert.match(said, /PARTNER_TENANT_ID[^]*ENCRYPTION_KEY/);
  });
});
