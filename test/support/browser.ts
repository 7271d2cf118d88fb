import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import type { Locale } from '../../src/domain/locale.ts';
import { Chat } from './chat.ts';

/** Where the tests look for a Chromium, in this order. */
const PLACES = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const HOW = 'No Chromium found: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.';

export interface PageWishes {
  /** A person's key, such as `adele`. */
  readonly as: string;
  /** The person's own when left out. */
  readonly lang?: Locale;
  readonly theme?: 'light' | 'dark' | 'contrast';
  readonly width?: number;
  readonly height?: number;
}

/** One browser for a test file; each page in a context of its own. */
export interface TestBrowser {
  openPage(url: string, wishes: PageWishes): Promise<Chat>;
  /** Fails when a page reported an error or a warning since it was opened. */
  assertQuiet(): void;
  /** Closes the pages opened so far. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts Chromium. Call it in a `before` hook: without a Chromium the tests of the suite are reported as not run, with how to get one;
 * with `CI=true` its absence fails.
 */
export async function startBrowser(test: Mocha.Context): Promise<TestBrowser> {
  if (findChromium() === undefined && process.env['CI'] !== 'true') {
    console.log(`      ${HOW}`);
    test.skip();
  }
  return launchBrowser();
}

/** @throws when there is no Chromium */
export async function launchBrowser(): Promise<TestBrowser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(HOW);
  return testBrowser(await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] }));
}

function findChromium(): string | undefined {
  return PLACES.find((place) => place !== undefined && existsSync(place));
}

function testBrowser(browser: Browser): TestBrowser {
  const contexts: BrowserContext[] = [];
  let complaints: string[] = [];
  return {
    async openPage(url, { as, lang, theme = 'light', width = 1280, height = 860 }) {
      const context = await browser.newContext({
        viewport: { width, height },
        reducedMotion: 'reduce',
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        hasTouch: width < 720,
      });
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      page.on('pageerror', (error) => complaints.push(`${as}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${as}: ${message.text()}`);
      });
      const query = new URLSearchParams({ as, theme, ...(lang === undefined ? {} : { lang }) });
      await page.goto(`${url}?${query.toString()}`);
      const chat = new Chat(page);
      await chat.ready();
      return chat;
    },
    assertQuiet() {
      const said = complaints;
      complaints = [];
      if (said.length > 0) throw new Error(`The page complained:\n${said.join('\n')}`);
    },
    async closePages() {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
    },
    async close() {
      await browser.close();
    },
  };
}
