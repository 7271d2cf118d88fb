import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Locale } from '../../src/domain/locale.ts';
import { words, type Words } from '../../src/locales/words.ts';
import { AZURE_SUBSCRIPTIONS } from '../../src/sandbox/cloud/azure-subscriptions.ts';
import { customerNamed } from '../../src/sandbox/cloud/customers.ts';
import { fileInPortal } from '../../src/sandbox/cloud/portal-filing.ts';
import type { Chat } from '../support/chat.ts';
import { readRequests, searchTickets } from '../support/readings.ts';
import { textOf } from './card-reading.ts';
import { pressControl } from './control-strip.ts';
import { picturesOf } from './looks.ts';
import { fillDetails, fillReasons } from './report-walk.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { SITUATIONS } from './situations.ts';

const en = words('en');
const { customer: TOLD_OF, told } = SITUATIONS.find(({ name }) => name === 'azure-portal') ?? assert.fail();

describe('what is filed in the Azure portal', function () {
  this.timeout(120_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  /** As a person does in the portal. Gives the number. */
  const files = (customer: string, title: string, description: string): string => {
    const { tenantId } = customerNamed(customer);
    const { id: subscriptionId } = AZURE_SUBSCRIPTIONS.find((one) => one.tenantId === tenantId) ?? assert.fail();
    return fileInPortal(scene.sandbox.cloud.state, { subscriptionId, title, description, severity: 'critical' }).supportTicketId;
  };
  const sentenceOf = (customer: string, locale: Locale): string => told[locale].sentence.replace(TOLD_OF, customer);

  /** From the second card of a report to the hand-off. Gives the text to paste. */
  async function handOff(chat: Chat, card: Locator, t: Words): Promise<string> {
    await fillReasons(card, t, { criterion: 'undocumented-fault', tried: '1' });
    await chat.press(card, t('report.next'));
    await card.getByText(t('report.form.title'), { exact: true }).waitFor();
    await fillDetails(chat, card, t, { impact: 'impaired' });
    await chat.press(card, t('report.review-next'));
    await card.getByText(t('report.review.title'), { exact: true }).waitFor();
    await chat.press(card, t('report.review.handOver'));
    await card.getByText(t('states.handed-off'), { exact: true }).first().waitFor();
    return card.locator('textarea').first().inputValue();
  }

  for (const { as, locale, theme, width, customer } of [
    { as: 'camille', locale: 'en', theme: 'light', width: 1280, customer: 'City Power & Light' },
    { as: 'camille', locale: 'en', theme: 'dark', width: 1280, customer: 'Contoso' },
    { as: 'camille', locale: 'fr', theme: 'light', width: 390, customer: 'Trey Research' },
    { as: 'dmitri', locale: 'ru', theme: 'contrast', width: 390, customer: 'Woodgrove Bank' },
  ] as const)
    it(`is found by our reference, and listed with what colleagues filed: ${locale}, ${theme}, ${width} px`, async () => {
      const t = words(locale);
      const chat = await scene.open(as, { lang: locale, theme, width, height: 2400 });
      const pictures = picturesOf(chat, `azure-tickets-${locale}-${theme}-${width}`);
      // Asked for the first time, a customer's subscriptions may take longer than a turn waits.
      await chat.ask(`azure requests ${customer}`);
      const theirs = files(customer, 'Site-to-site VPN gateway drops connections', 'Since this morning.');

      const card = await chat.ask(sentenceOf(customer, locale));
      await card.getByText(t('azure.tickets.elsewhere.title')).waitFor();
      const answer = await pictures.take(card, 'answer');
      const text = await handOff(chat, card, t);
      await chat.press(card, t('words.refresh'));
      await card.getByText(t('azure.tickets.pick')).waitFor();
      const offered = await pictures.take(card, 'pick');
      const ours = files(customer, 'Machines do not start', text);
      await chat.press(card, t('words.refresh'));
      await card.getByText(t('states.filed'), { exact: true }).first().waitFor();
      const found = await pictures.take(card, 'found');
      const list = await chat.ask(`azure requests ${customer}`);
      const listed = await pictures.take(list, 'list');
      const [reference = ''] = /PSR-[0-9A-Z]{6}/.exec(text) ?? [];
      const opened = await textOf(chat.cardIn(await chat.pressForMessage(list, reference)));

      assert.ok(answer.includes(theirs), answer);
      assert.ok(offered.includes(theirs), offered);
      assert.ok(found.includes(ours), found);
      assert.ok(listed.includes(ours) && listed.includes(theirs), listed);
      assert.equal(listed.split(t('azure.tickets.foreign')).length - 1, 1);
      assert.ok(opened.includes(ours), opened);
      assert.deepEqual(pictures.faults, []);
    });

  it('is picked where it says nothing of ours, and is followed then', async () => {
    const chat = await scene.open('camille', { lang: 'en', height: 2400 });
    const card = await chat.ask(sentenceOf('Wide World Importers', 'en'));
    await handOff(chat, card, en);
    const number = files('Wide World Importers', 'Machines down', 'They do not start.');

    await chat.press(card, en('words.refresh'));
    await card.getByRole('radio', { name: number }).check();
    await chat.press(card, en('request.saveNumber'));
    await card.getByText(en('states.filed'), { exact: true }).first().waitFor();
    await keepPicture(card, 'azure-tickets-picked-en');

    assert.ok((await textOf(card)).includes(number));
    await card.getByRole('button', { name: en('request.note') }).waitFor();
  });

  it('is told of once when it is found while nobody looks, as is Microsoft’s answer, which is replied to', async () => {
    const chat = await scene.open('camille', { lang: 'en', height: 2400 });
    const card = await chat.ask(sentenceOf('Blue Yonder Airlines', 'en'));
    await handOff(chat, card, en);
    await pressControl(chat, 'azure.paste');
    const ticket = scene.sandbox.cloud.state.tickets.all().at(-1) ?? assert.fail();

    await searchTickets(scene.database);
    const found = await chat.cardWith(en('news.kinds.number-found'));
    await keepPicture(found, 'azure-tickets-news-en');
    await card.getByText(en('states.filed'), { exact: true }).first().waitFor();
    await searchTickets(scene.database);
    await pressControl(chat, 'request.answer');
    await readRequests(scene.database);
    const answered = await chat.cardWith(en('news.kinds.message'));
    await keepPicture(answered, 'azure-tickets-answered-en');
    await readRequests(scene.database);
    const opened = chat.cardIn(await chat.pressForMessage(answered, en('news.open')));
    const shown = await textOf(opened);
    await opened.getByRole('button', { name: en('request.note') }).click();
    await opened.getByRole('textbox', { name: en('request.note') }).fill('Since 9 today, every machine.');
    await chat.press(opened, en('request.addNote'));
    await opened.getByText('Since 9 today, every machine.').waitFor();

    assert.ok((await textOf(found)).includes(ticket.supportTicketId));
    assert.ok(shown.includes('Thank you for your request.'), shown);
    for (const news of [en('news.kinds.number-found'), en('news.kinds.message')])
      assert.equal(await chat.messages().filter({ hasText: news }).count(), 1, news);
    assert.match(
      ticket.communications.find(({ communicationDirection }) => communicationDirection === 'outbound')?.body ?? '',
      /every machine/,
    );
  });

  it('goes off our list where it was not filed after all, and is looked for again once it is back', async () => {
    const chat = await scene.open('camille', { lang: 'en', height: 2400 });
    const card = await chat.ask(sentenceOf('Tailspin Toys', 'en'));
    const text = await handOff(chat, card, en);
    const [reference = ''] = /PSR-[0-9A-Z]{6}/.exec(text) ?? [];
    await chat.press(card, en('request.ended.mark.not-filed'));
    await card.getByText(en('request.ended.says.not-filed')).waitFor();
    await keepPicture(card, 'azure-tickets-not-filed-en');
    const open = await textOf(await chat.ask('requests open'));
    const number = files('Tailspin Toys', 'Machines do not start', text);

    await chat.press(card, en('request.ended.resume'));
    await card.getByText(en('states.filed'), { exact: true }).first().waitFor();

    assert.ok(!open.includes(reference), open);
    assert.ok((await textOf(card)).includes(number), 'it was found at once');
  });
});
