import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { words } from '../../src/locales/words.ts';
import { json } from '../../src/sandbox/cloud/exchange.ts';
import type { Chat } from '../support/chat.ts';
import { textOf } from './card-reading.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';

const en = words('en');

describe('a request while Partner Center has trouble', function () {
  this.timeout(60_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this, { filingTimeoutSeconds: 2, filingSettleSeconds: 1 });
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  const REFERENCE = /PSR-[0-9A-Z]{6}/;
  const copies = (text: string): number => {
    const reference = REFERENCE.exec(text)?.[0] ?? 'none';
    return scene.sandbox.cloud.state.serviceRequests.all().filter(({ description }) => description.includes(reference)).length;
  };

  async function upToReview(customer: string): Promise<{ readonly adele: Chat; readonly card: Locator }> {
    const adele = await scene.open('adele', { height: 2400 });
    const card = await adele.ask(`${customer} was billed twice for the same licence`);
    await card.getByRole('combobox', { name: en('fields.topicId') }).selectOption('90000001');
    await adele.press(card, en('report.review-next'));
    await card.getByText(en('report.review.title')).waitFor();
    return { adele, card };
  }

  it('is there once, with its number, when the answer to the filing is lost', async () => {
    const { adele, card } = await upToReview('Litware');
    scene.sandbox.cloud.controls.press('partner-center.loses-answers');

    await adele.press(card, en('report.review.submit'));

    await card.getByText(en('states.filed'), { exact: true }).first().waitFor();
    scene.sandbox.cloud.controls.press('partner-center.loses-answers');
    assert.equal(copies(await textOf(card)), 1);
  });

  it('says that it is being sent while Partner Center fails, and is filed once when that is over', async () => {
    const { adele, card } = await upToReview('Fabrikam');
    scene.sandbox.cloud.controls.press('partner-center.fails');
    const tries = scene.sandbox.cloud.script.count({ api: 'partner-center', method: 'POST' });

    await adele.press(card, en('report.review.submit'));
    await card.getByText(en('states.sending'), { exact: true }).first().waitFor();
    await keepPicture(card, 'request-sending');
    assert.ok(scene.sandbox.cloud.script.count({ api: 'partner-center', method: 'POST' }) > tries);
    scene.sandbox.cloud.controls.press('partner-center.fails');

    await card.getByText(en('states.filed'), { exact: true }).first().waitFor({ timeout: 20_000 });
    assert.equal(copies(await textOf(card)), 1);
  });

  it('says that it was refused and why, and is filed by one more press', async () => {
    const { adele, card } = await upToReview('Woodgrove Bank');
    scene.sandbox.cloud.script.fault({ api: 'partner-center', method: 'POST', reply: json(403, { code: 403, description: 'Forbidden.' }) });

    await adele.press(card, en('report.review.submit'));
    await card.getByText(en('states.failed'), { exact: true }).first().waitFor();
    await keepPicture(card, 'request-failed');
    const refused = await textOf(card);
    await adele.press(card, en('request.retry'));

    await card.getByText(en('states.filed'), { exact: true }).first().waitFor();
    assert.ok(refused.includes(en('errors.FORBIDDEN.what')), refused);
    assert.equal(copies(await textOf(card)), 1);
  });

  it('gets another severity asked for in a note, with the reason, where it cannot be set (B54)', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const request = scene.sandbox.cloud.state.serviceRequests.all().at(-1);
    assert.ok(request !== undefined);
    const card = await adele.ask(`request ${request.id}`);
    await card.getByRole('button', { name: en('impact.change') }).click();
    await card.getByRole('radio', { name: en('severities.critical.name') }).check();
    await card.getByRole('textbox', { name: en('impact.reason') }).fill('The books close tomorrow.');

    await adele.press(card, en('impact.ask'));

    await card.getByText(en('impact.remarks.severity-asked')).waitFor();
    assert.match(request.notes.at(-1)?.text ?? '', /C \(minimal\) → A \(critical\)\n.*The books close tomorrow\.$/);
    await keepPicture(card, 'request-severity');
  });

  it('takes a note and is closed, and Microsoft’s side has both', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const [request] = scene.sandbox.cloud.state.serviceRequests.all();
    assert.ok(request !== undefined);
    const card = await adele.ask(`request ${request.id}`);
    await card.getByRole('button', { name: en('request.note') }).click();
    await card.getByRole('textbox', { name: en('request.note') }).fill('The invoice is number 42.');
    await adele.press(card, en('request.addNote'));
    await card.getByText('The invoice is number 42.').waitFor();
    await keepPicture(card, 'request-note');

    await card.getByRole('button', { name: en('request.close'), exact: true }).click();
    await card.getByText(en('request.closeMeans')).waitFor();
    await adele.press(card, en('request.closeThere'));

    await card.getByText(en('deskStatuses.closed'), { exact: true }).first().waitFor();
    assert.equal(request.status, 'closed');
    assert.deepEqual(
      request.notes.map(({ text }) => text.includes('The invoice is number 42.')),
      [true],
    );
  });
});
