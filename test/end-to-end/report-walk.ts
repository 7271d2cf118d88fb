import type { Locator } from 'playwright-core';
import { words, type Words } from '../../src/locales/words.ts';
import type { Chat } from '../support/chat.ts';
import type { Story } from './stories.ts';

/** Told after each thing the person did, with the card that the bot shows now. */
export type Onlooker = (did: string, card: Locator) => Promise<void>;

/** What became of a report. */
export interface Walked {
  /** The last card. */
  readonly card: Locator;
  /** Buttons pressed since the report began; filling in is none. */
  readonly presses: number;
  /** Where the portal's button led. */
  readonly portal: string | undefined;
}

/** Reports a problem as the person of the story would, from the sentence to the end of its route. */
export async function walkReport(chat: Chat, story: Story, onlooker: Onlooker = async () => undefined): Promise<Walked> {
  const card = await chat.ask(story.sentence);
  await onlooker(`“${story.sentence}”`, card);
  return finishReport(chat, card, story, onlooker);
}

/** Answers what a report that has begun on the card still asks for, to the end of its route. */
export async function finishReport(
  chat: Chat,
  card: Locator,
  story: Pick<Story, 'locale' | 'reasons' | 'details' | 'number'>,
  onlooker: Onlooker = async () => undefined,
): Promise<Walked> {
  const t = words(story.locale);
  let presses = 0;
  let portal: string | undefined;

  const press = async (name: string, what: string, arrived: string): Promise<void> => {
    await chat.press(card, name);
    presses += 1;
    await card.getByText(arrived, { exact: true }).first().waitFor();
    await onlooker(`${what}[ ${name} ]`, card);
  };

  if (story.reasons !== undefined) {
    const filled = await fillReasons(card, t, story.reasons);
    await press(t('report.next'), filled, t('report.form.title'));
  }
  if (story.details !== undefined) {
    const filled = await fillDetails(card, t, story.details);
    await press(t('report.review-next'), filled, t('report.review.title'));
    if (story.number === undefined) await press(t('report.review.submit'), '', t('states.filed'));
    else await press(t('report.review.handOver'), '', t('states.handed-off'));
  }
  if (story.number !== undefined) {
    const link = card.locator('.ac-pushButton.style-positive').first();
    const opened = `[ ${await link.innerText()} ]`;
    portal = await openPortal(chat, link);
    presses += 1;
    await card.getByRole('textbox', { name: t('request.number') }).fill(story.number);
    await press(t('request.saveNumber'), `${opened} → ${portal}\n${asLines([[t('request.number'), story.number]])}`, story.number);
  }
  return { card, presses, portal };
}

async function fillReasons(card: Locator, t: Words, { criterion, tried }: NonNullable<Story['reasons']>): Promise<string> {
  await card.getByRole('radio', { name: t(`criteria.${criterion}`) }).check();
  await card.getByRole('textbox', { name: t('fields.tried') }).fill(tried);
  return asLines([
    [t('fields.criterion'), t(`criteria.${criterion}`)],
    [t('fields.tried'), tried],
  ]);
}

async function fillDetails(card: Locator, t: Words, details: NonNullable<Story['details']>): Promise<string> {
  const { impact, description, topicId, peopleHit } = details;
  const said: [string, string][] = [[t('fields.impact'), t(`impacts.${impact}`)]];
  await card.getByRole('radio', { name: t(`impacts.${impact}`) }).check();
  if (description !== undefined) {
    await card.getByRole('textbox', { name: t('fields.description') }).fill(description);
    said.push([t('fields.description'), description]);
  }
  if (peopleHit !== undefined) {
    await card.getByRole('spinbutton', { name: t('fields.peopleHit') }).fill(String(peopleHit));
    said.push([t('fields.peopleHit'), String(peopleHit)]);
  }
  if (topicId !== undefined) {
    const topics = card.getByRole('combobox', { name: t('fields.topicId') });
    await topics.selectOption(topicId);
    said.push([t('fields.topicId'), (await topics.locator('option:checked').textContent()) ?? '']);
  }
  return asLines(said);
}

function asLines(said: readonly (readonly [string, string])[]): string {
  return said.map(([label, value]) => `${label} → ${value}\n`).join('');
}

/** Presses the link to the portal; the portal itself is not asked for anything. */
async function openPortal(chat: Chat, link: Locator): Promise<string> {
  const context = chat.page.context();
  await context.route(/^https:/, (route) => route.fulfill({ contentType: 'text/html', body: '<title>A portal</title>' }));
  const opened = context.waitForEvent('page');
  await link.click();
  const portal = await opened;
  const url = portal.url() === 'about:blank' ? await portal.waitForURL(/^https:/).then(() => portal.url()) : portal.url();
  await portal.close();
  return url;
}
