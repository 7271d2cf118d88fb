import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { words } from '../../src/locales/words.ts';
import { DEMO_PLANS } from '../../src/sandbox/bot-environment.ts';
import { PEOPLE } from '../../src/sandbox/world.ts';
import type { Chat } from '../support/chat.ts';
import { azureProblemsRead, readRequests } from '../support/readings.ts';
import { textOf } from './card-reading.ts';
import { pressControl } from './control-strip.ts';
import { picturesOf } from './looks.ts';
import { fillDetails, fillReasons } from './report-walk.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { SITUATIONS } from './situations.ts';
import { storyIn, storyOf, type Story } from './stories.ts';

const en = words('en');
const fr = words('fr');
const ru = words('ru');
/** From the sentence to the filed request (design.md, 4). */
const MOST_PRESSES = 5;

const MACHINES = storyOf('azure-support');
const MACHINES_RU = storyIn('ru', SITUATIONS.find(({ name }) => name === 'azure-support') ?? assert.fail());
const REFUSED = SITUATIONS.find(({ name }) => name === 'azure-refused') ?? assert.fail();
const STORAGE = storyIn('en', REFUSED);
const STORAGE_FR = storyIn('fr', REFUSED);

describe('a request to Azure Support', function () {
  this.timeout(120_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this, { variables: DEMO_PLANS });
    await azureProblemsRead(scene.database);
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  const tickets = () => scene.sandbox.cloud.state.tickets.all();

  it('goes from a sentence to a number in at most five presses, though Azure takes its time with it (B54)', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    scene.sandbox.cloud.state.behaviour.azureCreation = { seconds: 4, retryAfterSeconds: 1 };

    const card = await adele.ask(MACHINES.sentence);
    const answer = await textOf(card);
    await keepPicture(card, 'azure-api-answer-en');
    const reached = await upToReview(adele, card, MACHINES);
    await keepPicture(card, 'azure-api-review-en');
    await adele.press(card, en('report.review.submit'));
    await card.getByText(en('azure.request.accepted')).waitFor();
    await keepPicture(card, 'azure-api-accepted-en');
    await card.getByText(en('states.filed'), { exact: true }).first().waitFor();
    await keepPicture(card, 'azure-api-filed-en');

    const [ticket] = tickets();
    assert.equal(tickets().length, 1);
    assert.ok(ticket !== undefined && (await textOf(card)).includes(ticket.supportTicketId), 'the number is on the card');
    assert.ok(reached + 1 <= MOST_PRESSES, `${reached + 1} presses`);
    for (const part of ['routes.names.azure-support', 'routes.reasons.azure-api', 'routes.costs.support-contract'] as const)
      assert.ok(answer.includes(en(part)), `the answer says ${part} before the form`);
    const { severity, advancedDiagnosticConsent, contactDetails, secondaryConsent } = ticket.content;
    assert.deepEqual(
      [severity.toLowerCase(), advancedDiagnosticConsent, contactDetails.primaryEmailAddress],
      ['critical', 'Yes', PEOPLE.find(({ key }) => key === 'adele')?.email],
    );
    assert.deepEqual(
      secondaryConsent?.map(({ userConsent }) => userConsent),
      ['No'],
    );
  });

  it('rings once when Microsoft answers, and the answer is replied to from its card', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const [ticket] = tickets();
    assert.ok(ticket !== undefined);
    // The stand that later readings are compared with.
    await readRequests(scene.database);
    await pressControl(adele, 'request.answer');

    await readRequests(scene.database);
    const news = await adele.cardWith(en('news.kinds.message'));
    await keepPicture(news, 'request-news-en');
    await readRequests(scene.database);
    const card = adele.cardIn(await adele.pressForMessage(news, en('news.open')));
    const shown = await textOf(card);
    await card.getByRole('button', { name: en('request.note') }).click();
    await card.getByRole('textbox', { name: en('request.note') }).fill('Since 9 today: error 0x80070035.');
    await adele.press(card, en('request.addNote'));
    await card.getByText('error 0x80070035').waitFor();
    await keepPicture(card, 'azure-api-replied-en');
    await readRequests(scene.database);

    assert.ok(shown.includes('Thank you for your request.') && shown.includes(en('news.from.microsoft')), shown);
    assert.ok(shown.includes('support.engineer@microsoft.example'), shown);
    assert.equal(await newsOf(adele, en('news.kinds.message')), 1);
    assert.match(
      ticket.communications.find(({ communicationDirection }) => communicationDirection === 'outbound')?.body ?? '',
      /0x80070035/,
    );
  });

  it('is taken to the portal when Azure refuses the plan, by a helpdesk agent who is in a support group (B6), and nothing is filed twice', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    scene.sandbox.cloud.state.behaviour.azureCreation = { seconds: 1, retryAfterSeconds: 1 };
    await pressControl(adele, 'azure.refuses-plan');
    const before = tickets().length;
    const card = await adele.ask(STORAGE.sentence);
    await upToReview(adele, card, STORAGE);

    await adele.press(card, en('report.review.submit'));
    await card.getByText(en('states.failed'), { exact: true }).first().waitFor();
    await keepPicture(card, 'azure-api-refused-en');
    const refused = await textOf(card);
    await adele.press(card, en('azure.byPortal'));
    await card.getByText(en('notices.portal-not-for-helpdesk.title')).first().waitFor();
    await keepPicture(card, 'azure-api-by-portal-helpdesk-en');
    await adele.press(card, en('report.advice.inSupportGroup'));
    await card.getByText(en('states.handed-off'), { exact: true }).first().waitFor();
    await keepPicture(card, 'azure-api-by-portal-en');
    await pressControl(adele, 'azure.refuses-plan');

    assert.ok(refused.includes(en('errors.PLAN_NEEDED.what')), refused);
    assert.equal(tickets().length, before);
    assert.match(await card.locator('textarea').first().inputValue(), /PSR-[0-9A-Z]{6}[^]*storage in Azure/);
  });

  it('is not sent when the way has changed since the review, whose reader sees what changed and why', async () => {
    const camille = await scene.open('camille', { theme: 'light', width: 390, height: 2400 });
    const pictures = picturesOf(camille, 'azure-api-fr-light-390');
    const before = tickets().length;
    const card = await camille.ask(sentenceOf(STORAGE_FR, 'Contoso'));
    await upToReview(camille, card, inSubscription('Production', STORAGE_FR), fr);
    await relationship(camille, 'ended');

    const notice = await camille.nextCard(() => camille.press(card, fr('report.review.submit')));
    const said = await pictures.take(notice, 'way-changed');
    await card.getByRole('button', { name: fr('report.review.handOver') }).waitFor();
    const other = await pictures.take(card, 'way-changed-review');
    await relationship(camille, 'in-force');
    await camille.nextCard(() => camille.press(card, fr('report.review.handOver')));
    await card.getByRole('button', { name: fr('report.review.submit') }).waitFor();
    const sent = tickets().length;
    await camille.press(card, fr('report.review.submit'));
    await card.getByText(fr('states.filed'), { exact: true }).first().waitFor();

    for (const part of ['azure-support', 'azure-portal-by-domain'] as const) assert.ok(said.includes(fr(`routes.names.${part}`)), said);
    assert.ok(said.includes(fr('routes.reasons.no-rights-in-azure')), said);
    assert.ok(other.includes(fr('routes.names.azure-portal-by-domain')), other);
    assert.deepEqual(pictures.faults, []);
    assert.deepEqual([sent - before, tickets().length - before], [0, 1]);
  });

  it('is not sent again by a way that is closed by now, and is when it is open again', async () => {
    const dmitri = await scene.open('dmitri', { theme: 'contrast', width: 390, height: 2400 });
    const pictures = picturesOf(dmitri, 'azure-api-ru-contrast-390');
    scene.sandbox.cloud.controls.press('azure.refuses-plan');
    const before = tickets().length;
    const card = await dmitri.ask(sentenceOf(MACHINES_RU, 'Contoso'));
    await upToReview(dmitri, card, MACHINES_RU, ru);
    await dmitri.press(card, ru('report.review.submit'));
    await card.getByText(ru('states.failed'), { exact: true }).first().waitFor();
    scene.sandbox.cloud.controls.press('azure.refuses-plan');
    await relationship(dmitri, 'ended');

    const notice = await dmitri.nextCard(() => dmitri.press(card, ru('request.retry')));
    const said = await pictures.take(notice, 'way-closed');
    const still = await pictures.take(card, 'way-closed-request');
    const sent = tickets().length;
    await relationship(dmitri, 'in-force');
    await dmitri.press(card, ru('request.retry'));
    await card.getByText(ru('states.filed'), { exact: true }).first().waitFor();

    assert.ok(said.includes(ru('notices.request-way-closed.title')) && said.includes(ru('routes.reasons.no-rights-in-azure')), said);
    assert.ok(still.includes(ru('states.failed')), still);
    assert.deepEqual(pictures.faults, []);
    assert.deepEqual([sent - before, tickets().length - before], [0, 1]);
  });

  it('is to be answered sooner from the moment its severity is raised (B54)', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    scene.sandbox.cloud.state.behaviour.azureCreation = { seconds: 0, retryAfterSeconds: 1 };
    const card = await adele.ask(sentenceOf(MACHINES, 'Woodgrove Bank'));
    const details = { ...(MACHINES.details ?? assert.fail()), impact: 'little' } as const;
    await upToReview(adele, card, inSubscription('Core banking', { ...MACHINES, details }));
    await adele.press(card, en('report.review.submit'));
    await card.getByText(en('states.filed'), { exact: true }).first().waitFor();
    const expected = async (): Promise<number> => {
      const shown = await card.getByText(new RegExp(`^${en('impact.expected', { moment: '' })}`)).innerText();
      return Date.parse(shown.replace(en('impact.expected', { moment: '' }), ''));
    };
    const before = await expected();
    await card.getByRole('button', { name: en('impact.change') }).click();
    await card.getByRole('radio', { name: en('severities.critical.name') }).check();
    await card.getByRole('textbox', { name: en('impact.reason') }).fill('The whole branch is closed now.');

    await adele.press(card, en('impact.save'));
    // The reason as Microsoft has it: what the card says of the press goes when the card is drawn anew.
    await card.getByText('The whole branch is closed now.').waitFor();
    await keepPicture(card, 'azure-api-severity-raised-en');

    assert.ok((await expected()) < before, `${await expected()}, before: ${before}`);
    assert.equal(tickets().at(-1)?.content.severity.toLowerCase(), 'critical');
  });

  /** Answers what is asked up to the review. Gives the buttons pressed. */
  async function upToReview(
    chat: Chat,
    card: Locator,
    { reasons = assert.fail(), details = assert.fail() }: Story,
    t = en,
  ): Promise<number> {
    await fillReasons(card, t, reasons);
    await chat.press(card, t('report.next'));
    await card.getByText(t('report.form.title'), { exact: true }).waitFor();
    await fillDetails(chat, card, t, details);
    await keepPicture(card, 'azure-api-form');
    await chat.press(card, t('report.review-next'));
    await card.getByText(t('report.review.title'), { exact: true }).waitFor();
    return 2;
  }

  /** The relationship with Contoso becomes so, and the bot reads it anew for whoever asks. */
  async function relationship(chat: Chat, is: 'in-force' | 'ended'): Promise<void> {
    scene.sandbox.cloud.controls.press('relationship.contoso', is);
    await chat.ask('access Contoso');
  }

  function inSubscription(subscription: string, story: Story): Story {
    const { azure = assert.fail(), ...details } = story.details ?? assert.fail();
    return { ...story, details: { ...details, azure: { ...azure, subscription } } };
  }

  const sentenceOf = ({ sentence, customer }: Story, other: string): string => sentence.replace(customer, other);

  async function newsOf(chat: Chat, title: string): Promise<number> {
    return chat.messages().filter({ hasText: title }).count();
  }
});
