import type { Locator } from 'playwright-core';
import type { Impact } from '../../src/domain/severity.ts';
import { words, type Words } from '../../src/locales/words.ts';
import type { Chat } from '../support/chat.ts';
import { IMPACT_INPUTS } from '../support/impact-inputs.ts';
import { pressControl } from './control-strip.ts';
import type { AzureDetails } from './situations.ts';
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
  if (story.troubledBy !== undefined) await pressControl(chat, story.troubledBy);
  const card = await chat.ask(story.sentence);
  await onlooker(`“${story.sentence}”`, card);
  const walked = await finishReport(chat, card, story, onlooker);
  if (story.troubledBy !== undefined) await pressControl(chat, story.troubledBy);
  return walked;
}

/** Answers what a report that has begun on the card still asks for, to the end of its route. */
export async function finishReport(
  chat: Chat,
  card: Locator,
  story: Pick<Story, 'locale' | 'reasons' | 'details' | 'refusedBy' | 'sentAgain' | 'number' | 'after'>,
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
    const nothingToFile = story.reasons.criterion === 'none';
    await press(t('report.next'), filled, t(nothingToFile ? 'routes.names.partner-first' : 'report.form.title'));
  }
  if (story.details !== undefined) {
    const filled = await fillDetails(chat, card, t, story.details);
    await press(t('report.review-next'), filled, t('report.review.title'));
    if (story.refusedBy !== undefined) {
      await pressControl(chat, story.refusedBy);
      await press(t('report.review.submit'), '', t('states.failed'));
      await pressControl(chat, story.refusedBy);
      if (story.sentAgain === true) await press(t('request.retry'), '', t('states.filed'));
      else await press(t('azure.byPortal'), '', t('states.handed-off'));
    } else if (story.number === undefined) await press(t('report.review.submit'), '', t('states.filed'));
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
  for (const name of story.after ?? []) {
    await chat.press(card, name(t));
    presses += 1;
    await onlooker(`[ ${name(t)} ]`, card);
  }
  return { card, presses, portal };
}

export async function fillReasons(card: Locator, t: Words, { criterion, tried }: NonNullable<Story['reasons']>): Promise<string> {
  await card.getByRole('radio', { name: t(`criteria.${criterion}`) }).check();
  await card.getByRole('textbox', { name: t('fields.tried') }).fill(tried);
  return asLines([
    [t('fields.criterion'), t(`criteria.${criterion}`)],
    [t('fields.tried'), tried],
  ]);
}

export async function fillDetails(chat: Chat, card: Locator, t: Words, details: NonNullable<Story['details']>): Promise<string> {
  const { impact, ongoing, description, topicId, peopleHit, azure } = details;
  const said = impact === undefined ? [] : await answerImpact(card, t, impact);
  if (ongoing !== undefined) {
    const choices = card.getByRole('combobox', { name: t('fields.ongoing') });
    await choices.selectOption(ongoing);
    said.push([t('fields.ongoing'), (await choices.locator('option:checked').textContent()) ?? '']);
  }
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
  if (azure !== undefined) said.push(...(await answerAzure(chat, card, t, azure)));
  return asLines(said);
}

async function answerAzure(
  chat: Chat,
  card: Locator,
  t: Words,
  { subscription, search, problem, consent }: AzureDetails,
): Promise<[label: string, answer: string][]> {
  const said: [string, string][] = [];
  if (subscription !== undefined) {
    const choices = card.getByRole('combobox', { name: t('fields.azureSubscriptionId') });
    const option = choices.locator('option', { hasText: subscription });
    await choices.selectOption(await option.getAttribute('value'));
    said.push([t('fields.azureSubscriptionId'), (await option.textContent()) ?? '']);
  }
  await chat.choose(card, t('fields.azureProblemId'), search, problem);
  said.push([t('fields.azureProblemId'), await card.getByRole('combobox', { name: t('fields.azureProblemId') }).inputValue()]);
  // By its value: the first of the choices is named after the question too.
  await card.locator(`input[type=radio][name=diagnosticConsent][value=${consent}]`).check();
  said.push([t('fields.diagnosticConsent'), t(`azure.consent.${consent}`)]);
  return said;
}

/** Answers the three questions of the form so that they come to this impact. Gives what was chosen, by its label. */
export async function answerImpact(card: Locator, t: Words, impact: Impact): Promise<[label: string, answer: string][]> {
  const said: [string, string][] = [];
  for (const field of ['affected', 'production', 'workaround'] as const) {
    const choices = card.getByRole('combobox', { name: t(`fields.${field}`) });
    await choices.selectOption(IMPACT_INPUTS[impact][field]);
    said.push([t(`fields.${field}`), (await choices.locator('option:checked').textContent()) ?? '']);
  }
  return said;
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
