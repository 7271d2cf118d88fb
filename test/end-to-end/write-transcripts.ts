// Writes docs/transcripts and docs/screenshots from the running demo: `npm run transcripts`.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { LOCALES } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import { beginEscalation } from '../../src/sandbox/demo-start.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { BOT, PEOPLE, TEAM } from '../../src/sandbox/world.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { cardAsText } from './card-as-text.ts';
import { textOf } from './card-reading.ts';
import { ESCALATION } from './case-walk.ts';
import { walkReport } from './report-walk.ts';
import { PARTNERS, SITUATIONS } from './situations.ts';
import { storyIn, type Story } from './stories.ts';
import { WALKS, type Walk } from './walks.ts';

const DOCS = path.join(import.meta.dirname, '..', '..', 'docs');
const TRANSCRIPTS = path.join(DOCS, 'transcripts');
const SCREENSHOTS = path.join(DOCS, 'screenshots');

/** What differs from run to run, so that a new run changes a transcript only where the bot does. */
const CHANGING: readonly (readonly [RegExp, string])[] = [
  [/PSR-[0-9A-Z]{6}/gu, 'PSR-7K3M9Q'],
  [/CASE-[0-9A-Z]{6}/gu, 'CASE-7K3M9Q'],
  // How far the sender has come with a card.
  [/(?<=Told here in Teams: )[^.]+/gu, '‹counts›'],
  [/\b6179\d{11}\b/gu, '617900000000001'],
  [/\b261121001\d{7}\b/gu, '2611210010000001'],
  [/\p{Hex_Digit}{8}(?:-\p{Hex_Digit}{4}){3}-\p{Hex_Digit}{12}/gu, '‹id›'],
  [/\d{1,2} \p{L}+\.? \d{4}( г\.)?, \d\d:\d\d( UTC| \(UTC[^)]*\))?/gu, '‹time›'],
  [/\w+, \w+ \d{1,2}, \d{4}, at \d{1,2}:\d\d [AP]M UTC/gu, '‹time›'],
  [/(?<=до |окончания: )\d{1,2} \p{L}+ \d{4}( г\.)?/gu, '‹date›'],
];

function steady(text: string): string {
  return CHANGING.reduce((steadier, [pattern, stand]) => steadier.replaceAll(pattern, stand), text);
}

/** What a person did and saw, as a page of Markdown. */
async function writeTranscript(browser: TestBrowser, url: string, { name, title, as, locale, walk }: Walk): Promise<void> {
  const nameOf = (key: string): string => PEOPLE.find((person) => person.key === key)?.givenName ?? key;
  const pages: string[] = [
    `# ${title}`,
    `${nameOf(as)} writes in ${words('en')(`locales.${locale}`)}. Written by \`npm run transcripts\` from the running demo; numbers and times that change with every run are made steady.`,
  ];
  const meet = async (key: string) => ({
    chat: await browser.openPage(url, { as: key, height: 2400, ...(key === as && { lang: locale }) }),
    onlooker: async (did: string, card: Locator): Promise<void> => {
      pages.push(`**${nameOf(key)}:** ${did.trim().replaceAll('\n', '  \n')}`);
      pages.push(
        (await cardAsText(card))
          .flatMap((lines) => lines.split('\n'))
          .map((line) => `> ${line}`.trimEnd())
          .join('\n'),
      );
    },
  });
  const { chat, onlooker } = await meet(as);
  const end = await walk(chat, onlooker, meet);
  if (end !== '') pages.push(end);
  writeFileSync(path.join(TRANSCRIPTS, `${name}.md`), `${steady(pages.join('\n\n'))}\n`);
  console.log(`docs/transcripts/${name}.md`);
}

async function writeReport(browser: TestBrowser, url: string, story: Story): Promise<void> {
  const { name, route, as, locale } = story;
  await writeTranscript(browser, url, {
    name: path.join(locale, name),
    title: `${words(locale)(`routes.names.${route}`)} (\`${route}\`)`,
    as,
    locale,
    async walk(chat, onlooker) {
      const { presses } = await walkReport(chat, story, onlooker);
      // What ended in advice is kept as a draft: the next sentence is about something else.
      await chat.ask('cancel');
      return `_From the sentence to the end: ${presses} ${presses === 1 ? 'press' : 'presses'}._`;
    },
  });
  await browser.closePages();
}

/** Incidents of the sandbox would be told in the middle of everything else. */
async function stopTelling(browser: TestBrowser, url: string): Promise<void> {
  for (const { key, locale } of PEOPLE.filter(({ roles, guest }) => roles.length > 0 && !guest)) {
    const t = words(locale);
    const chat = await browser.openPage(url, { as: key });
    await chat.write('unwatch all');
    await chat.press(await chat.cardWith(t('watches.stop.title')), t('watches.stop.confirm'));
  }
  await browser.closePages();
}

async function takePictures(browser: TestBrowser, url: string): Promise<void> {
  const wide = await browser.openPage(url, { as: 'mei', width: 1280, height: 960 });
  await wide.ask('Litware can’t send mail since 9');
  await wide.screenshot(path.join(SCREENSHOTS, 'report.png'));

  const colleague = await browser.openPage(url, { as: 'camille', lang: 'en', width: 1280, height: 960 });
  const board = await colleague.ask('board');
  // The first readings of all customers take some seconds.
  while (!(await textOf(board)).includes('EX1083742')) await colleague.press(board, words('en')('words.refresh'));
  await colleague.screenshot(path.join(SCREENSHOTS, 'board.png'));
  await colleague.ask('incident EX1083742');
  await colleague.screenshot(path.join(SCREENSHOTS, 'incident.png'));

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

async function takeCasePictures(browser: TestBrowser, url: string): Promise<void> {
  const t = words('en');
  const expert = await browser.openPage(url, { as: 'camille', lang: 'en', width: 1280, height: 1080 });
  await expert.go(TEAM.channels[0].name);
  await expert.cardWith(t('case.living'));
  await expert.screenshot(path.join(SCREENSHOTS, 'case.png'));
  await expert.go(BOT.name);
  await expert.ask('on call');
  await expert.screenshot(path.join(SCREENSHOTS, 'on-call.png'));
  const plan = await expert.ask('escalation');
  await expert.press(plan, t('plan.tryOut'));
  await expert.screenshot(path.join(SCREENSHOTS, 'preview.png'));
}

/** The whole demo on a directory of its own, with nothing of an earlier run. */
async function inSandbox(variables: Readonly<Record<string, string>>, work: (sandbox: Sandbox) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'partner-support-bot-transcripts-'));
  try {
    const sandbox = await startSandbox({ storage: { dataDir }, system: process.env, variables });
    try {
      await stopTelling(browser, sandbox.url);
      await work(sandbox);
      await browser.closePages();
    } finally {
      await sandbox.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const browser = await launchBrowser();
try {
  for (const directory of [TRANSCRIPTS, ...LOCALES.map((locale) => path.join(TRANSCRIPTS, locale)), SCREENSHOTS])
    mkdirSync(directory, { recursive: true });
  for (const [partner, variables] of Object.entries(PARTNERS)) {
    await inSandbox(variables, async ({ url }) => {
      for (const situation of SITUATIONS.filter((each) => each.partner === partner))
        for (const locale of LOCALES) await writeReport(browser, url, storyIn(locale, situation));
    });
  }
  await inSandbox({}, async ({ url, channel }) => {
    for (const walk of WALKS) await writeTranscript(browser, url, walk);
    await takePictures(browser, url);
    // Last: now people are called.
    await beginEscalation(channel);
    await writeTranscript(browser, url, ESCALATION);
    await takeCasePictures(browser, url);
  });
} finally {
  await browser.close();
}
