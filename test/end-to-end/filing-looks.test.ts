import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Locale } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import { DEMO_PLANS, DEMO_STATEMENT } from '../../src/sandbox/bot-environment.ts';
import { azureProblemsRead, readRequests } from '../support/readings.ts';
import { textOf } from './card-reading.ts';
import { faultsOfLooks } from './looks.ts';
import { fillDetails, fillReasons } from './report-walk.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { SITUATIONS } from './situations.ts';

/** Keys of words that are shown as they are would look like this. */
const RAW_KEY =
  /\b(?:azure|impact|news|similar|advice|wording|routes|report|request|requests|fields|facts|errors|notices|words)\.[a-z]\w*/i;

describe('the looks of filing', function () {
  this.timeout(120_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this, { variables: { ...DEMO_PLANS, ...DEMO_STATEMENT } });
    await azureProblemsRead(scene.database);
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  for (const { as, colleague, locale, theme, width, customer, subscription } of [
    { as: 'adele', colleague: 'mei', locale: 'en', theme: 'dark', width: 1280, customer: 'Contoso', subscription: 'Production' },
    { as: 'mei', colleague: 'adele', locale: 'fr', theme: 'light', width: 390, customer: 'Woodgrove Bank', subscription: 'Core banking' },
    { as: 'adele', colleague: 'mei', locale: 'ru', theme: 'contrast', width: 390, customer: 'Trey Research', subscription: undefined },
  ] as const) {
    it(`are without fault in ${locale}, ${theme}, ${width} px`, async () => {
      const t = words(locale);
      const chat = await scene.open(as, { lang: locale, theme, width, height: 2400 });
      const faults: string[] = [];
      const pictures = `filing-${locale}-${theme}-${width}`;
      const look = async (card: Locator, name: string, page = chat): Promise<Locator> => {
        await keepPicture(card, `${pictures}-${name}`);
        const key = RAW_KEY.exec(await textOf(card));
        if (key !== null) faults.push(`${name}: ${key[0]}`);
        for (const fault of await faultsOfLooks(page)) faults.push(`${name}: ${fault}`);
        return card;
      };
      const sentence = toldOf('azure-support', locale).replace('Contoso', customer);
      const { controls, state } = scene.sandbox.cloud;

      // To Azure, refused at first.
      const card = await look(await chat.ask(sentence), 'answer');
      await fillReasons(card, t, { criterion: 'bug', tried: '1' });
      await chat.press(card, t('report.next'));
      await card.getByText(t('report.form.title'), { exact: true }).waitFor();
      await look(card, 'form');
      const azure = { search: 'restarted', problem: 'Virtual Machine running Windows', consent: 'no' } as const;
      await fillDetails(chat, card, t, {
        impact: 'stopped',
        azure: subscription === undefined ? azure : { ...azure, subscription },
      });
      await chat.press(card, t('report.review-next'));
      await card.getByText(t('report.review.title'), { exact: true }).waitFor();
      await look(card, 'review');
      controls.press('azure.refuses-plan');
      await chat.press(card, t('report.review.submit'));
      await card.getByText(t('states.failed'), { exact: true }).first().waitFor();
      await look(card, 'refused');
      controls.press('azure.refuses-plan');
      state.behaviour.azureCreation = { seconds: 3, retryAfterSeconds: 1 };
      await chat.press(card, t('request.retry'));
      await card.getByText(t('azure.request.accepted')).waitFor();
      await look(card, 'accepted');
      await card.getByText(t('states.filed'), { exact: true }).first().waitFor();
      await look(card, 'filed');

      // Microsoft answers, a colleague meets the same trouble.
      await readRequests(scene.database);
      controls.press('request.answer');
      await readRequests(scene.database);
      await look(await chat.cardWith(t('news.kinds.message')), 'news');
      await look(card, 'answered');
      await card.getByRole('button', { name: t('impact.change') }).click();
      await look(card, 'severity');
      await look(chat.cardIn(await chat.pressForMessage(card, t('wording.button'))), 'words-for-customer');
      const other = await scene.open(colleague, { lang: locale, theme, width, height: 2400 });
      const similar = await look(await other.ask(`${sentence}!`), 'similar', other);
      const written = await other.nextCard(() => other.press(similar, t('similar.join')));
      await look(written, 'joined', other);
      await look(similar, 'followed', other);

      // What nobody files here.
      const advice = await look(await chat.ask(toldOf('ask-admin-agent', locale)), 'ask-admin-agent');
      await chat.press(advice, t('advice.text.ask-admin-agent.button'));
      await look(advice, 'text-for-colleague');
      await look(await chat.ask('statement'), 'statement');
      const list = await look(await chat.ask('requests all'), 'requests');
      // Last and unchecked: the renderer marks a box that was opened in a way that axe-core does not like.
      await list.getByRole('button', { name: t('board.filter.show') }).click();
      await keepPicture(list, `${pictures}-requests-filter`);

      assert.deepEqual(faults, []);
    });
  }
});

function toldOf(situation: string, locale: Locale): string {
  return SITUATIONS.find(({ name }) => name === situation)?.told[locale].sentence ?? assert.fail();
}
