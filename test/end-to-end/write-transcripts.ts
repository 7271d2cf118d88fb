// Writes docs/transcripts and docs/screenshots from the running demo: `npm run transcripts`.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { words } from '../../src/locales/words.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { PEOPLE } from '../../src/sandbox/world.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { cardAsText } from './card-as-text.ts';
import { walkReport } from './report-walk.ts';
import { STORIES, type Story } from './stories.ts';

const DOCS = path.join(import.meta.dirname, '..', '..', 'docs');
const TRANSCRIPTS = path.join(DOCS, 'transcripts');
const SCREENSHOTS = path.join(DOCS, 'screenshots');

/** What differs from run to run, so that a new run changes a transcript only where the bot does. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/PSR-[0-9A-Z]{6}/gu, 'PSR-7K3M9Q'],
  [/\b6179\d{11}\b/gu, '617900000000001'],
  [/\d{1,2} \p{L}+\.? \d{4}( г\.)?, \d\d:\d\d( UTC)?/gu, '‹time›'],
];

function steady(text: string): string {
  return CHANGING.reduce((steadier, [pattern, stand]) => steadier.replaceAll(pattern, stand), text);
}

async function writeTranscript(browser: TestBrowser, url: string, story: Story): Promise<void> {
  const { route, as, locale } = story;
  const person = PEOPLE.find(({ key }) => key === as);
  const name = person?.givenName ?? as;
  const t = words(locale);
  const pages: string[] = [
    `# ${t(`routes.names.${route}`)} (\`${route}\`)`,
    `${name} speaks ${words('en')(`locales.${locale}`)}. Written by \`npm run transcripts\` from the running demo; numbers and times that change with every run are made steady.`,
  ];
  const chat = await browser.openPage(url, { as, height: 2400 });
  const { presses } = await walkReport(chat, story, async (did, card) => {
    pages.push(`**${name}:** ${did.trim().replaceAll('\n', '  \n')}`);
    pages.push((await cardAsText(card)).map((line) => `> ${line}`.trimEnd()).join('\n'));
  });
  pages.push(`_From the sentence to the end: ${presses} ${presses === 1 ? 'press' : 'presses'}._`);
  writeFileSync(path.join(TRANSCRIPTS, `${route}.md`), `${steady(pages.join('\n\n'))}\n`);
  console.log(`docs/transcripts/${route}.md`);
}

async function takePictures(browser: TestBrowser, url: string): Promise<void> {
  const wide = await browser.openPage(url, { as: 'mei', width: 1280, height: 960 });
  await wide.ask('Litware can’t send mail since 9');
  await wide.screenshot(path.join(SCREENSHOTS, 'report.png'));

  const phone = await browser.openPage(url, { as: 'dmitri', theme: 'dark', width: 390, height: 844 });
  await phone.ask('состояние Азимут Логистика');
  await phone.screenshot(path.join(SCREENSHOTS, 'phone-dark.png'));

  const channel = await browser.openPage(url, { as: 'adele', width: 1280, height: 900 });
  await channel.go(/Microsoft 365 incidents/);
  const box = channel.composer();
  await box.pressSequentially('@Part');
  await channel.page.getByRole('option').first().click();
  await box.pressSequentially('health Woodgrove Bank');
  await channel.next(() => box.press('Enter'));
  await channel.screenshot(path.join(SCREENSHOTS, 'channel.png'));
}

const dataDir = mkdtempSync(path.join(tmpdir(), 'partner-support-bot-transcripts-'));
const sandbox = await startSandbox({ storage: { dataDir }, system: process.env });
const browser = await launchBrowser();
try {
  for (const directory of [TRANSCRIPTS, SCREENSHOTS]) mkdirSync(directory, { recursive: true });
  for (const story of STORIES) await writeTranscript(browser, sandbox.url, story);
  await takePictures(browser, sandbox.url);
} finally {
  await browser.close();
  await sandbox.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
