import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { botEnvironment, systemVariables } from './bot-environment.ts';
import { createBotProcess } from './bot-process.ts';
import type { BotProcess } from './bot-process.ts';
import { startChannel } from './channel/channel.ts';
import type { SandboxChannel } from './channel/channel.ts';
import { startCloud } from './cloud/cloud.ts';
import type { SandboxCloud } from './cloud/cloud.ts';
import type { KeptFiles } from './cloud/state.ts';
import { joinedStrips } from './control.ts';
import type { SandboxControls } from './controls.ts';
import { startPage } from './page-server.ts';
import { portalControls } from './portal-controls.ts';
import { createSigning } from './signing.ts';

export interface SandboxOptions {
  /** Where the bot keeps its embedded database, and the sandbox what must outlive a run; or the database to use. */
  readonly storage: { readonly dataDir: string } | { readonly databaseUrl: string };
  /** The environment of this process: the bot is given what programs need of it, such as PATH. */
  readonly system: Readonly<Record<string, string | undefined>>;
  /** A free one unless told. */
  readonly pagePort?: number;
  readonly filingTimeoutSeconds?: number;
  readonly filingSettleSeconds?: number;
  /** More variables for the bot; they win. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Gives up starting. */
  readonly signal?: AbortSignal;
  readonly onLog?: (line: string) => void;
  readonly onError?: (line: string) => void;
  /** Told when the bot ended by itself. */
  readonly onDeath?: (exitCode: number) => void;
}

/** The whole demo: cloud, channel, page, and the real bot beside them. */
export interface Sandbox {
  /** The page. */
  readonly url: string;
  /** The whole control strip of the page. */
  readonly controls: SandboxControls;
  readonly cloud: SandboxCloud;
  readonly channel: SandboxChannel;
  readonly bot: BotProcess;
  /** Ends the bot at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts the bot again, after `kill` or while it runs, and waits until it is ready. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts everything on loopback; returns when the bot is ready. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { storage } = options;
  const ends: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (let end = ends.pop(); end !== undefined; end = ends.pop()) await end();
  };

  try {
    const signing = await createSigning();
    if ('dataDir' in storage) mkdirSync(storage.dataDir, { recursive: true, mode: 0o700 });
    const cloud = await startCloud({ signing, ...('dataDir' in storage ? keptFiles(storage.dataDir) : {}) });
    ends.push(() => cloud.stop());

    let endpoint = '';
    const channel = await startChannel({ signing, botEndpoint: () => endpoint });
    ends.push(() => channel.stop());

    const bot = await createBotProcess({
      environment: {
        ...systemVariables(options.system),
        ...botEnvironment({ baseUrls: cloud.baseUrls, channel }),
        ...storageVariables(storage),
        FILING_TIMEOUT_SECONDS: String(options.filingTimeoutSeconds ?? 15),
        FILING_SETTLE_SECONDS: String(options.filingSettleSeconds ?? 10),
        ...options.variables,
      },
      onLog: options.onLog ?? ignore,
      onError: options.onError ?? ((line) => process.stderr.write(`${line}\n`)),
      onDeath: options.onDeath ?? ignore,
    });
    endpoint = bot.endpoint;
    ends.push(() => bot.stop());
    options.signal?.throwIfAborted();
    await bot.start(options.signal);
    // Last: whoever opens the page is answered.
    const controls = joinedStrips([cloud.controls, portalControls(cloud.state, channel.rooms), channel.controls]);
    const page = await startPage({ channel, controls, port: options.pagePort ?? 0 });
    ends.push(() => page.stop());

    return {
      url: page.url,
      controls,
      cloud,
      channel,
      bot,
      kill: () => bot.kill(),
      async restart() {
        await bot.stop();
        await bot.start();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function storageVariables(storage: SandboxOptions['storage']): Record<string, string> {
  if ('databaseUrl' in storage) return { DATABASE_URL: storage.databaseUrl, ENCRYPTION_KEY: newKey() };
  return { DATA_DIR: storage.dataDir, ENCRYPTION_KEY: keptKey(path.join(storage.dataDir, 'encryption-key')) };
}

/** What was filed in an earlier run is there still, as it is for the bot. */
function keptFiles(dataDir: string): KeptFiles {
  return { requestFile: path.join(dataDir, 'service-requests.json'), ticketFile: path.join(dataDir, 'azure-tickets.json') };
}

function newKey(): string {
  return randomBytes(32).toString('base64');
}

/** The key of an earlier run, so that what the bot stored then can be read; a new one the first time. */
function keptKey(file: string): string {
  try {
    writeFileSync(file, newKey(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}

function ignore(): void {
  // Nobody asked to be told.
}
