import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { startPage } from '../../../src/sandbox/page-server.ts';
import type { SandboxControls } from '../../../src/sandbox/controls.ts';
import { BOT, TEAM } from '../../../src/sandbox/world.ts';
import { startBrowser, type TestBrowser } from '../../support/browser.ts';
import { startScene, type Scene } from '../channel/scene.ts';
import { asCard, type BotAnswer, type Heard } from '../stand-in-bot.ts';
import { checkedCard, foldedCard, formCard, healthCard } from './sample-cards.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';
const CUSTOMERS = ['Contoso GmbH', 'Contoso Retail', 'Fabrikam SAS'];

/** Answers as the bot would, from its sample cards. */
function standIn(scene: Scene) {
  return async (activity: Heard): Promise<BotAnswer | undefined> => {
    const { type, name, text = '', value } = activity;
    if (type === 'installationUpdate' && activity.conversation.conversationType === 'personal') {
      await scene.bot.reply(activity, { type: 'message', text: `Hello **${activity.from.name}**` });
    } else if (name === 'application/search') {
      const { queryText } = value as { queryText: string };
      const results = CUSTOMERS.filter((each) => each.toLowerCase().includes(queryText.toLowerCase())).map((title) => ({
        title,
        value: `id of ${title}`,
      }));
      return { body: { statusCode: 200, type: 'application/vnd.microsoft.search.searchResponse', value: { results } } };
    } else if (name === 'adaptiveCard/action') {
      const { verb } = (value as { action: { verb: string } }).action;
      if (verb === 'health.refresh') return { body: { statusCode: 200, type: CARD, value: checkedCard } };
      if (verb === 'report.cancel')
        return { body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Discarded' } };
      if (verb === 'report.answer') return { body: { statusCode: 200, type: CARD, value: checkedCard } };
      return { status: 500 };
    } else if (type === 'message' && text.includes('health')) await scene.bot.reply(activity, asCard(healthCard));
    else if (type === 'message' && text.includes('report')) await scene.bot.reply(activity, asCard(formCard));
    else if (type === 'message' && text.includes('hand over')) await scene.bot.reply(activity, asCard(foldedCard));
    else if (type === 'message' && text.includes('markup')) {
      const mark = '<at>Adele Vance</at>';
      const mentioned = { id: '29:1adele', name: 'Adele Vance' };
      await scene.bot.reply(activity, {
        type: 'message',
        text: `<img src=x onerror="alert(1)"> <b>no</b> [bad](javascript:alert(1)) [good](https://status.example) ${mark}`,
        entities: [{ type: 'mention', text: mark, mentioned }],
      });
    } else if (type === 'message' && value === undefined) await scene.bot.reply(activity, { type: 'message', text: 'I heard you' });
    return undefined;
  };
}

/** The action of an `adaptiveCard/action` invoke. */
function actionOf(invoke: Heard | undefined): { readonly data: object } {
  assert.ok(invoke);
  return (invoke.value as { action: { data: object } }).action;
}

describe('demo page in Chromium', function () {
  this.timeout(40_000);
  let browser: TestBrowser;
  let scene: Scene;
  let page: Awaited<ReturnType<typeof startPage>>;
  let switched: boolean;
  let chosen: string;

  before(async function () {
    browser = await startBrowser(this);
  });
  after(() => browser?.close());

  beforeEach(async () => {
    scene = await startScene();
    scene.bot.onActivity = standIn(scene);
    switched = false;
    chosen = 'none';
    const controls: SandboxControls = {
      list: () => [
        {
          id: 'start',
          group: 'incident',
          title: { en: 'Start an incident', fr: 'Démarrer un incident', ru: 'Начать инцидент' },
          on: undefined,
        },
        { id: 'fail', group: 'faults', title: { en: 'Graph fails', fr: 'Graph en panne', ru: 'Graph не работает' }, on: switched },
        {
          id: 'health',
          group: 'health',
          title: { en: 'All customers', fr: 'Tous les clients', ru: 'Все клиенты' },
          on: chosen !== 'none',
          choices: [
            { id: 'none', title: { en: 'No fault', fr: 'Aucune panne', ru: 'Без сбоя' } },
            { id: 'cut', title: { en: 'JSON cut off', fr: 'JSON tronqué', ru: 'Обрезанный JSON' } },
          ],
          chosen,
        },
      ],
      press: (id, choice = 'none') => {
        if (id === 'health') chosen = choice;
        else switched = !switched;
      },
    };
    page = await startPage({ channel: scene.channel, controls, port: 0 });
  });
  afterEach(async () => {
    await browser.closePages();
    await page.stop();
    await scene.stop();
    browser.assertQuiet();
  });

  it('greets, takes a text and shows the answer', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    assert.match((await adele.messages().first().textContent()) ?? '', /Hello Adele Vance/);

    const answer = await adele.send('good morning');

    assert.match((await answer.textContent()) ?? '', /I heard you/);
    assert.equal(scene.heard('message')[0]?.text, 'good morning');
  });

  it('sends a file that the person chooses, in the own chat only', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });

    await adele.next(() =>
      adele.page.locator('.composer-place input[type=file]').setInputFiles({
        name: 'duty.ics',
        mimeType: 'text/calendar',
        buffer: Buffer.from('BEGIN:VCALENDAR é'),
      }),
    );

    const link = adele.messages().filter({ hasText: 'duty.ics' }).getByRole('link');
    assert.equal(await (await fetch((await link.getAttribute('href')) ?? '')).text(), 'BEGIN:VCALENDAR é');
    assert.match(JSON.stringify(scene.heard('message')[0]), /file\.download\.info[^{]*"name":"duty\.ics"/);
    await adele.page.getByRole('button', { name: 'Send a file' }).waitFor();
    await adele.go(/Microsoft 365 incidents/);
    assert.equal(await adele.page.getByRole('button', { name: 'Send a file' }).filter({ visible: true }).count(), 0);
  });

  it('offers what to ask until the person has written, and sends it on a press', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });

    const answer = await adele.next(() => adele.page.getByRole('button', { name: 'health Contoso', exact: true }).click());

    await adele.cardIn(answer).waitFor();
    assert.equal(await adele.page.locator('.chips').isVisible(), false);
    await adele.page.getByRole('button', { name: 'What you can ask' }).click();
    await adele.page.getByRole('menuitem', { name: /One request by its number/ }).click();
    assert.equal(await adele.composer().inputValue(), 'request ');
  });

  it('replaces the card of the presser on Execute and leaves the others’ alone', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    await adele.go(TEAM.channels[0].name);
    await adele.composer().fill(`@${BOT.name} health`);
    const answer = await adele.next(() => adele.composer().press('Enter'));
    const mei = await browser.openPage(page.url, { as: 'mei' });
    await mei.go(/Azure escalations/);

    await adele.press(adele.cardIn(answer), 'Check again');

    await adele.cardIn(answer).getByText('Checked just now').waitFor();
    assert.match((await (await mei.lastCard()).textContent()) ?? '', /Contoso GmbH/);
    assert.deepEqual(actionOf(scene.heard('invoke')[0]), {
      type: 'Action.Execute',
      verb: 'health.refresh',
      data: { tenantId: 't-1' },
    });
  });

  it('says so when a press fails, and lets it be pressed again', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    const card = await adele.ask('health');

    await adele.press(card, 'History');

    await adele.messages().last().getByText('Something went wrong. Please try again.').waitFor();
    assert.equal(await card.getAttribute('aria-busy'), null);
  });

  it('tells that a submit was sent, and delivers it as a message', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    const card = await adele.ask('health');

    await adele.press(card, 'Mark as read');

    await adele.messages().last().getByText('Your response was sent to the app').waitFor();
    await scene.channel.people.settled();
    assert.deepEqual(scene.heard('message').at(-1)?.value, { verb: 'seen', id: 7 });
  });

  it('updates a card in place, in every window, without a new message', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    const answer = await adele.send('health');
    const count = await adele.messages().count();
    const heard = scene.heard('message')[0];
    assert.ok(heard);

    await scene.bot.update(heard, (await answer.getAttribute('data-message')) ?? '', asCard(checkedCard));

    await answer.getByText('Checked just now').waitFor();
    assert.equal(await adele.messages().count(), count);
  });

  it('validates inputs, finds a customer by typing, and sends values with the press', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    const card = await adele.ask('report');

    await card.getByRole('button', { name: 'Continue' }).click();
    await card.getByText('Choose a customer from the list').waitFor();
    assert.equal(await card.getByRole('textbox', { name: /Short title/ }).getAttribute('aria-invalid'), 'true');
    assert.equal(scene.heard('invoke').filter(({ name }) => name === 'adaptiveCard/action').length, 0);

    await adele.choose(card, /Customer/, 'retail', 'Contoso Retail');
    await card.getByRole('combobox', { name: 'Product' }).selectOption('Azure');
    await card.getByRole('textbox', { name: /Short title/ }).fill('VM stopped');
    await card.getByRole('radio', { name: /Critical/ }).check();
    await adele.press(card, 'Continue');

    await adele.messages().last().getByText('Checked just now').waitFor();
    assert.deepEqual(actionOf(scene.heard('invoke').at(-1)).data, {
      draftId: 'd-1',
      version: 1,
      customer: 'id of Contoso Retail',
      product: 'azure',
      title: 'VM stopped',
      impact: 'A',
      consent: 'false',
    });
  });

  it('asks for everything when the typeahead opens, and works by keyboard', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    const card = await adele.ask('report');
    const box = card.getByRole('combobox', { name: /Customer/ });

    await box.focus();
    await card.getByRole('option', { name: 'Fabrikam SAS' }).waitFor();
    await box.press('ArrowDown');
    await box.press('Enter');

    assert.equal(await box.inputValue(), 'Contoso Retail');
    assert.equal(await card.getByRole('listbox').isVisible(), false);
    await box.fill('nobody at all');
    await card.getByRole('option', { name: 'No matches' }).waitFor();
  });

  it('searches also in a form that unfolds, again each time it does', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    const card = await adele.ask('hand over');
    const box = card.getByRole('combobox', { name: 'To whom?' });

    for (let times = 0; times < 2; times++) {
      await card.getByRole('button', { name: 'Hand to…' }).click();
      await box.fill('fabr');
      await card.getByRole('option', { name: 'Fabrikam SAS' }).click();
      if (times === 0) await card.getByRole('button', { name: 'Hand to…' }).click();
    }
    await adele.press(card, 'Hand over now');

    await adele.messages().last().getByText('Checked just now').waitFor();
    assert.deepEqual(actionOf(scene.heard('invoke').at(-1)).data, { caseId: 'c-1', to: 'id of Fabrikam SAS' });
  });

  it('cancels without inputs and shows a text answer below the card', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    const card = await adele.ask('report');

    await adele.press(card, 'Discard');

    await adele.messages().last().getByText('Discarded').waitFor();
    assert.deepEqual(actionOf(scene.heard('invoke').at(-1)).data, { draftId: 'd-1' });
  });

  it('keeps markup harmless and marks a mention of oneself', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });

    const answer = await adele.send('markup');

    assert.equal(await answer.locator('img, b').count(), 0);
    assert.deepEqual(await answer.getByRole('link').evaluateAll((all) => all.map((each) => each.getAttribute('href'))), [
      'https://status.example',
    ]);
    assert.equal(await answer.locator('.mention-me').textContent(), 'Adele Vance');
  });

  it('counts what is unread until it is looked at, also after a switch of person', async () => {
    const mei = await browser.openPage(page.url, { as: 'mei' });
    const adele = await browser.openPage(page.url, { as: 'adele' });
    await adele.go(/Microsoft 365 incidents/);
    await adele.composer().fill('no mention here');
    await adele.composer().press('Enter');
    await adele.page.getByText('only sees posts that mention it').waitFor();

    const unread = mei.page.locator('.list').getByRole('link', { name: 'Microsoft 365 incidents 1 unread' });
    await unread.waitFor();
    await unread.click();
    await mei.page.locator('.list').getByRole('link', { name: 'Microsoft 365 incidents', exact: true }).waitFor();
    const again = await browser.openPage(page.url, { as: 'mei' });
    await again.page.locator('.list').getByRole('link', { name: 'Microsoft 365 incidents', exact: true }).waitFor();
  });

  it('marks a chat for what is new in it, not for what changes in place', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    await adele.go(/Azure escalations/);
    const chat = `conversations/${encodeURIComponent('a:1adelePersonalChat')}/activities`;
    const row = (name: string) => adele.page.locator('.list').getByRole('link', { name });

    const { id } = (await scene.bot.call('POST', chat, asCard(healthCard))).body;
    await row('1 unread').waitFor();
    await row(BOT.name).click();
    await adele.page.locator('.row-chat:not(.unread)').waitFor();
    await adele.go(/Azure escalations/);
    await scene.bot.call('PUT', `${chat}/${String(id)}`, asCard(checkedCard));
    await scene.bot.call('POST', `conversations/${encodeURIComponent(TEAM.id)}/activities`, {
      type: 'message',
      text: 'later than the change',
    });
    await row('General 1 unread').waitFor();

    assert.equal(await adele.page.locator('.row-chat.unread').count(), 0);
    await row(BOT.name).click();
    await adele.messages().getByText('Checked just now').waitFor();
  });

  it('shows a post of the app with the replies in its thread', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    await adele.go(/Azure escalations/);
    const channelData = { channel: { id: TEAM.channels[0].id } };
    const post = await scene.bot.call('POST', 'conversations', { isGroup: true, channelData, activity: asCard(checkedCard) });
    const thread = `conversations/${encodeURIComponent(String(post.body['id']))}/activities`;
    for (const text of ['it got worse', 'it is over']) await scene.bot.call('POST', thread, { type: 'message', text });

    const box = adele.thread('Checked just now');
    await box.getByText('it is over').waitFor();
    assert.deepEqual(await box.locator('.replies').getByRole('article').locator('.bubble').allInnerTexts(), ['it got worse', 'it is over']);
  });

  it('keeps replies in their thread, and a half-written reply while others write', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    const mei = await browser.openPage(page.url, { as: 'mei' });
    for (const each of [adele, mei]) await each.go(/Azure escalations/);
    await adele.composer().pressSequentially('@Part');
    await adele.page.getByRole('option', { name: BOT.name }).click();
    await adele.composer().pressSequentially('what is up');
    await adele.composer().press('Enter');
    const thread = mei.thread('what is up');
    await thread.getByText('I heard you').waitFor();

    await mei.composer().fill('half a post');
    await thread.getByRole('textbox', { name: 'Reply' }).fill('I take it');
    await thread.getByRole('textbox', { name: 'Reply' }).press('Enter');

    await adele.thread('what is up').getByText('I take it').waitFor();
    assert.equal(await mei.composer().inputValue(), 'half a post');
    assert.equal(scene.heard('message').length, 1);
  });

  it('shows that the app is typing until its message comes', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    scene.bot.onActivity = () => undefined;
    await adele.write('think about it');
    await scene.channel.people.settled();
    const heard = scene.heard('message')[0];
    assert.ok(heard);

    await scene.bot.reply(heard, { type: 'typing' });
    const dots = adele.page.getByRole('img', { name: 'Partner Support is typing' });
    await dots.waitFor();
    await scene.bot.reply(heard, { type: 'message', text: 'thought' });

    await dots.waitFor({ state: 'hidden' });
  });

  it('marks a message that the app did not answer', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    scene.bot.onActivity = () => ({ status: 500 });

    await adele.write('anyone?');

    await adele.messages().last().getByText('The app did not answer.').waitFor();
  });

  it('speaks the person’s language, switches it, and tells the app', async () => {
    const camille = await browser.openPage(page.url, { as: 'camille' });
    assert.equal(await camille.composer().getAttribute('placeholder'), 'Tapez un message');

    await camille.page.getByRole('button', { name: 'Langue et thème' }).click();
    await camille.page.getByRole('menuitemradio', { name: 'Русский' }).click();
    await camille.page.getByRole('textbox', { name: 'Введите сообщение' }).waitFor();
    await camille.ready();
    await camille.send('привет');

    assert.equal(scene.heard('message').at(-1)?.locale, 'ru-RU');
    assert.equal(await camille.page.locator('html').getAttribute('lang'), 'ru');
  });

  it('changes the theme without losing what is on the page', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    await adele.composer().fill('not sent yet');

    await adele.page.getByRole('button', { name: 'Language and theme' }).click();
    await adele.page.getByRole('menuitemradio', { name: 'Dark' }).click();

    assert.equal(await adele.page.locator('html').getAttribute('data-theme'), 'dark');
    assert.equal(await adele.composer().inputValue(), 'not sent yet');
    assert.match(adele.page.url(), /theme=dark/);
  });

  it('switches to another person of the six, by keyboard', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });

    await adele.page.getByRole('button', { name: /Switch person/ }).press('Enter');
    assert.equal(await adele.page.getByRole('menuitemradio').count(), 6);
    await adele.page.keyboard.press('End');
    await adele.page.keyboard.press('Enter');

    await adele.page.waitForURL(/as=rita/);
    await adele.ready();
    assert.equal(await adele.page.locator('.list').getByRole('link').count(), 1);
  });

  it('shows the list or the conversation on a phone', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele', width: 390, height: 844 });
    assert.equal(await adele.page.locator('.list').isVisible(), false);

    await adele.page.getByRole('link', { name: 'Back to the list' }).click();
    await adele.composer().waitFor({ state: 'hidden' });
    await adele.page.getByRole('link', { name: 'Azure escalations' }).click();

    await adele.page.getByRole('textbox', { name: 'Start a post' }).waitFor();
    const overflow = await adele.page.evaluate('document.documentElement.scrollWidth > innerWidth');
    assert.equal(overflow, false);
  });

  it('moves the demo’s cloud from the control strip, in every window', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    const camille = await browser.openPage(page.url, { as: 'camille' });
    await adele.page.getByRole('button', { name: 'Demo controls' }).click();
    await camille.page.getByRole('button', { name: 'Commandes de la démo' }).click();

    await adele.page.getByRole('switch', { name: 'Graph fails' }).click();

    await camille.page.getByRole('switch', { name: 'Graph en panne', checked: true }).waitFor();
    assert.equal(switched, true);
    await adele.page.getByRole('button', { name: 'Start an incident' }).waitFor();
  });

  it('lets one of several faults be chosen in the control strip, on a phone too', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele', width: 390, height: 844 });
    const dmitri = await browser.openPage(page.url, { as: 'dmitri' });
    await adele.page.getByRole('button', { name: 'Demo controls' }).click();
    await dmitri.page.getByRole('button', { name: 'Управление демонстрацией' }).click();
    const health = adele.page.getByRole('group', { name: 'Service health' }).getByRole('combobox', { name: 'All customers' });

    const answered = adele.page.waitForResponse(/\/page\/control/);
    await health.selectOption({ label: 'JSON cut off' });
    await answered;

    await dmitri.page
      .getByRole('combobox', { name: 'Все клиенты' })
      .getByRole('option', { name: 'Обрезанный JSON', selected: true })
      .waitFor({ state: 'attached' });
    assert.deepEqual([chosen, await health.inputValue()], ['cut', 'cut']);
    assert.equal(await adele.page.evaluate('document.documentElement.scrollWidth > innerWidth'), false);
  });

  it('reconnects and misses nothing when the stream breaks', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    await adele.send('first');
    const heard = scene.heard('message')[0];
    assert.ok(heard);

    const hide = (hidden: boolean): Promise<unknown> =>
      adele.page.evaluate(
        `Object.defineProperty(document, 'hidden', { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))`,
      );
    await hide(true);
    await scene.bot.reply(heard, { type: 'message', text: 'while you were away' });
    await hide(false);

    await adele.messages().getByText('while you were away').waitFor();
  });

  it('shows older messages on demand', async () => {
    const adele = await browser.openPage(page.url, { as: 'adele' });
    for (let n = 0; n < 40; n += 1)
      scene.channel.people.say({ as: 'adele', conversation: 'a:1adelePersonalChat', text: `text ${n}`, mentions: [], locale: 'en' });
    await scene.channel.people.settled();
    const again = await browser.openPage(page.url, { as: 'adele' });
    await adele.page.close();
    const before = await again.messages().count();

    await again.page.getByRole('button', { name: 'Show earlier messages' }).click();

    assert.equal(before, 30);
    assert.ok((await again.messages().count()) > 40);
    assert.equal(await again.page.locator('.day-line').count(), 1);
  });

  for (const theme of ['light', 'dark', 'contrast'] as const) {
    it(`has nothing that axe-core holds against it (${theme})`, async () => {
      const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      const adele = await browser.openPage(page.url, { as: 'adele', theme });
      const check = async (what: string): Promise<void> => {
        // The page's rules allow no script from elsewhere; the debugger's way in is not bound by them.
        await adele.page.evaluate(source);
        const violations = await adele.page.evaluate(async () => {
          const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
          return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
        });
        assert.deepEqual(violations, [], what);
      };
      await check('welcome');
      await adele.ask('health');
      const form = await adele.ask('report');
      await form.getByRole('button', { name: 'Continue' }).click();
      await form.getByRole('option').first().waitFor();
      await check('cards, errors and an open typeahead');
      await adele.page.getByRole('button', { name: 'Demo controls' }).click();
      await adele.page.getByRole('button', { name: /Switch person/ }).click();
      await check('strip and menu');
      await adele.page.keyboard.press('Escape');
      await adele.go(/Azure escalations/);
      await adele.page.getByRole('button', { name: 'help', exact: true }).click();
      await adele.thread('help').getByText('I heard you').waitFor();
      await check('channel');
    });
  }
});
