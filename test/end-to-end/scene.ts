import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import { startBrowser, type PageWishes } from '../support/browser.ts';
import type { Chat } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';

/** Screenshots of a run, kept by CI (git-ignored). */
const ARTEFACTS = path.join(import.meta.dirname, '..', '..', 'artefacts');

/** The whole demo and a browser, for one test file. */
export interface Scene {
  readonly sandbox: Sandbox;
  /** A person's page; at most one for each person, so that nobody sees what another test left. */
  open(as: string, wishes?: Omit<PageWishes, 'as'>): Promise<Chat>;
  /** Closes the pages; fails when a page complained, or when Teams would hold something against the bot's messages. */
  closePages(): Promise<void>;
  stop(): Promise<void>;
}

/** Call it in a `before` hook. */
export async function startScene(test: Mocha.Context, options: Partial<SandboxOptions> = {}): Promise<Scene> {
  const browser = await startBrowser(test);
  try {
    const { url } = await freshDatabase();
    const sandbox = await startSandbox({ storage: { databaseUrl: url }, system: process.env, ...options });
    return {
      sandbox,
      open: (as, wishes = {}) => browser.openPage(sandbox.url, { as, ...wishes }),
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
  await card.screenshot({ path: path.join(ARTEFACTS, `${name}.png`) });
}
