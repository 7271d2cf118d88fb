import { openDatabase, type Database } from '../../src/adapters/postgres/database.ts';
import { botEnvironment, systemVariables } from '../../src/sandbox/bot-environment.ts';
import { createBotProcess, type BotProcess } from '../../src/sandbox/bot-process.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';

/** A sandbox, two replicas of the bot on one database, and a look into that. */
export interface TwoBots {
  readonly sandbox: Sandbox;
  readonly database: Database;
  readonly bots: readonly BotProcess[];
  stop(): Promise<void>;
}

const ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64');
/** Everybody with a role sees every customer: who is told is not what is looked at here. Health is read when the test says so. */
const VARIABLES = { ENCRYPTION_KEY, CHECK_CUSTOMER_ACCESS: 'false', HEALTH_POLL_SECONDS: '3600' };
const KEPT_LINES = 5000;

export async function startTwoBots(databaseUrl: string): Promise<TwoBots> {
  const log: string[] = [];
  const keep = (line: string): void => {
    log.push(line);
    if (log.length > KEPT_LINES) log.shift();
  };
  const listening = { onLog: keep, onError: keep };
  const sandbox = await startSandbox({ storage: { databaseUrl }, system: process.env, variables: VARIABLES, ...listening }).catch(
    (cause: unknown) => {
      throw new Error(`The sandbox did not start: ${log.slice(-5).join('\n')}`, { cause });
    },
  );
  const second = await createBotProcess({
    environment: {
      ...systemVariables(process.env),
      ...botEnvironment({ baseUrls: sandbox.cloud.baseUrls, channel: sandbox.channel }),
      DATABASE_URL: databaseUrl,
      ...VARIABLES,
    },
    ...listening,
    onDeath: () => undefined,
  });
  await second.start();
  const database = await openDatabase(databaseUrl);
  return {
    sandbox,
    database,
    bots: [sandbox.bot, second],
    async stop() {
      await second.stop();
      await sandbox.stop();
      await database.close();
    },
  };
}

const CALLS = /^bot_outbound_total\{.*back_end="teams".*\} (\d+)$/gm;

/** How many calls to Teams a bot has made. */
export async function callsOf({ adminUrl }: BotProcess): Promise<number> {
  const response = await fetch(`${adminUrl}/metrics`);
  let calls = 0;
  for (const [, count] of (await response.text()).matchAll(CALLS)) calls += Number(count);
  return calls;
}
