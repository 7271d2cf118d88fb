import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { personByKey } from '../../src/sandbox/channel/rooms.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { startBrowser, type PageWishes } from '../support/browser.ts';
import type { Chat } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { untold } from '../support/untold.ts';

/** Screenshots of a run, kept by CI (git-ignored). */
const ARTEFACTS = path.join(import.meta.dirname, '..', '..', 'artefacts');

/** The whole demo and a browser, for one test file. */
export interface Scene {
  readonly sandbox: Sandbox;
  readonly database: Database;
  /** A person's page; at most one for each person, so that nobody sees what another test left. */
  open(as: string, wishes?: Omit<PageWishes, 'as'>): Promise<Chat>;
  /** Closes the pages; fails when a page complained, or when Teams would hold something against the bot's messages. */
  closePages(): Promise<void>;
  stop(): Promise<void>;
}

type SceneOptions = Partial<SandboxOptions> & {
  /** People are told of incidents in their own chats, as after any installation; otherwise nobody is. */
  readonly told?: boolean;
};

/** Call it in a `before` hook. */
export async function startScene(test: Mocha.Context, { told = false, ...options }: SceneOptions = {}): Promise<Scene> {
  const browser = await startBrowser(test);
  try {
    const database = await freshDatabase();
    const sandbox = await startSandbox({ storage: { databaseUrl: database.url }, system: process.env, ...options });
    if (!told) await untold(database, (key) => sandbox.channel.rooms.personal(key).id);
    return {
      sandbox,
      database,
      async open(as, wishes = {}) {
        // The welcome comes first: it must not be taken for the answer to what the test asks.
        await sandbox.channel.installs.open(as, wishes.lang ?? personByKey(as).locale);
        return browser.openPage(sandbox.url, { as, ...wishes });
      },
      async closePages() {
        await browser.closePages();
        browser.assertQuiet();
        const { problems } = sandbox.channel;
        if (problems.length > 0) throw new Error(`Teams would complain:\n${problems.join('\n')}`);
      },
      async stop() {
        await browser.close();
        await sandbox.stop();
      },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** A picture of a card as a CI artefact. */
export async function keepPicture(card: { screenshot(options: { path: string }): Promise<unknown> }, name: string): Promise<void> {
  mkdirSync(ARTEFACTS, { recursive: true });
  const take = (): Promise<unknown> => card.screenshot({ path: path.join(ARTEFACTS, `${name}.png`) });
  // A card that changes in place may do so while its picture is taken: then the picture is of what came.
  await take().catch((error: unknown) => {
    if (!String(error).includes('not attached')) throw error;
    return take();
  });
}
