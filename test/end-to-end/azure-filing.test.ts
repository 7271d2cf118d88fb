import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { words } from '../../src/locales/words.ts';
import { DEMO_PLANS } from '../../src/sandbox/bot-environment.ts';
import { PEOPLE } from '../../src/sandbox/world.ts';
import type { Chat } from '../support/chat.ts';
import { azureProblemsRead, readRequests } from '../support/readings.ts';
import { textOf } from './card-reading.ts';
import { pressControl } from './control-strip.ts';
import { fillDetails, fillReasons } from './report-walk.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { SITUATIONS } from './situations.ts';
import { storyIn, storyOf, type Story } from './stories.ts';

const en = words('en');
/** From the sentence to the filed request (design.md, 4). */
const MOST_PRESSES = 5;

const MACHINES = storyOf('azure-support');
const STORAGE = storyIn('en', SITUATIONS.find(({ name }) => name === 'azure-refused') ?? assert.fail());

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

  it('is taken to the portal in one press when Azure refuses the plan, and nothing is filed twice', async () => {
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
    await card.getByText(en('states.handed-off'), { exact: true }).first().waitFor();
    await keepPicture(card, 'azure-api-by-portal-en');
    await pressControl(adele, 'azure.refuses-plan');

    assert.ok(refused.includes(en('errors.PLAN_NEEDED.what')), refused);
    assert.equal(tickets().length, before);
    assert.match(await card.locator('textarea').first().inputValue(), /PSR-[0-9A-Z]{6}[^]*storage in Azure/);
  });

  /** Answers what is asked up to the review. Gives the buttons pressed. */
  async function upToReview(chat: Chat, card: Locator, { reasons = assert.fail(), details = assert.fail() }: Story): Promise<number> {
    await fillReasons(card, en, reasons);
    await chat.press(card, en('report.next'));
    await card.getByText(en('report.form.title'), { exact: true }).waitFor();
    await fillDetails(chat, card, en, details);
    await keepPicture(card, 'azure-api-form-en');
    await chat.press(card, en('report.review-next'));
    await card.getByText(en('report.review.title'), { exact: true }).waitFor();
    return 2;
  }

  async function newsOf(chat: Chat, title: string): Promise<number> {
    return chat.messages().filter({ hasText: title }).count();
  }
});
