import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { CUSTOMERS } from '../../src/sandbox/cloud/customers.ts';
import type { Chat } from '../support/chat.ts';
import { textOf } from './card-reading.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';

const en = words('en');
const fr = words('fr');

describe('people and what they may see', function () {
  this.timeout(60_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  /** What a person sees of a card after asking. */
  async function answerTo(chat: Chat, text: string): Promise<string> {
    return textOf(await chat.ask(text));
  }

  it('are welcomed once, when they first open the chat, in their language', async () => {
    const first = await scene.open('camille');
    await keepPicture(await first.lastCard(), 'welcome-fr');
    await first.ask('aide');
    const again = await scene.open('camille');

    const log = await textOf(again.page.getByRole('log'));
    assert.equal(log.split(fr('welcome.title')).length - 1, 1);
  });

  it('get help, and learn their roles and rights (B8)', async () => {
    const adele = await scene.open('adele');

    const help = await adele.ask('help');
    await keepPicture(help, 'help-en');
    const whoami = await adele.ask('who am I');
    await keepPicture(whoami, 'whoami-en');

    assert.match(await textOf(help), /health \[customer\]/);
    assert.match(await textOf(whoami), /Adele Vance.*Helpdesk agent.*✓ report a problem/);
  });

  for (const { key, who, notice } of [
    { key: 'noah', who: 'somebody without a role', notice: 'no-role' },
    { key: 'rita', who: 'a guest', notice: 'guest' },
  ] as const) {
    it(`get an explanation and no customer’s name as ${who} (B8)`, async () => {
      const chat = await scene.open(key);
      const asked = [
        'help',
        'customers',
        'customer Contoso',
        'health Fabrikam',
        'Woodgrove Bank can’t send mail since 9',
        'requests',
        'report',
        'board',
        'incidents',
        'incident EX1083742',
        'admin Fabrikam',
        'access Fabrikam',
      ];

      const answers: string[] = [];
      for (const text of asked) answers.push(await answerTo(chat, text));
      await keepPicture(await chat.lastCard(), `refused-${notice}`);
      const message = await chat.lastId();
      const search = { dataset: 'customers', queryText: 'con' };
      const found = await scene.sandbox.channel.people.invoke({
        as: key,
        message,
        name: 'application/search',
        value: search,
        locale: 'en',
      });

      const shown = (await chat.page.locator('article[data-from=bot]').allTextContents()).join('\n');
      // Their own words stay on their page; the bot's hold none but those of the examples it gives to everybody.
      const names = CUSTOMERS.filter(({ name }) => name !== 'Contoso').map(({ name }) => name);
      assert.deepEqual(
        names.filter((name) => shown.includes(name)),
        [],
      );
      assert.ok(answers.every((answer) => !answer.includes('onmicrosoft.com')));
      assert.ok(
        answers.slice(1).every((answer) => answer.includes(en(`notices.${notice}.title`))),
        answers.join('\n'),
      );
      assert.doesNotMatch(JSON.stringify(found), /Contoso|c0570000/);
    });
  }

  it('change the language by a press, and everything after speaks it', async () => {
    const mei = await scene.open('mei');
    const card = await mei.ask('language');

    await mei.press(card, 'Français');

    await card.getByText(fr('notices.language-set.title')).waitFor();
    assert.ok((await answerTo(mei, 'help')).includes(fr('help.personal')));
    assert.ok((await answerTo(mei, 'english')).includes(en('notices.language-set.title')));
  });

  it('are helped on when they are not understood, with what they said and what is possible', async () => {
    const adele = await scene.open('adele');

    const card = await adele.ask('lorem ipsum **dolor** <b>sit</b>');
    await keepPicture(card, 'unknown-input');

    const text = await textOf(card);
    assert.ok(text.includes(en('notices.unknown-input.title')) && text.includes('lorem ipsum **dolor** <b>sit</b>'), text);
    const list = await adele.pressForMessage(card, en('commands.customers.title'));
    await list.getByText(en('customers.title')).waitFor();
  });

  it('drop a report by a word, and are told that there is none any more', async () => {
    const adele = await scene.open('adele');
    await adele.ask('Litware can’t open SharePoint');

    const dropped = await answerTo(adele, 'cancel');
    const again = await answerTo(adele, 'cancel');

    assert.ok(dropped.includes(en('notices.cancelled.title')));
    assert.ok(again.includes(en('notices.nothing-to-cancel.title')));
  });

  it('go on with a report from its card after the bot was restarted', async () => {
    const mei = await scene.open('mei', { height: 2400 });
    const card = await mei.ask('Litware can’t open SharePoint since yesterday');
    await card.getByRole('radio', { name: en('criteria.bug') }).check();
    await card.getByRole('textbox', { name: en('fields.tried') }).fill('Other browser');

    await scene.sandbox.restart();
    await mei.press(card, en('report.next'));

    await card.getByText(en('report.form.title')).waitFor();
    assert.match(await textOf(card), /Litware/);
  });

  it('are told, by an old card of a report that is gone, that it is gone', async () => {
    const mei = await scene.open('mei', { height: 2400 });
    // What another test has begun.
    await mei.ask('cancel');
    const card = await mei.ask('Wingtip Toys can’t open SharePoint since yesterday');
    await mei.ask('cancel');

    await card.getByRole('button', { name: en('words.back') }).click();

    await card.getByText(en('notices.draft-gone.title')).waitFor();
  });

  it('see nothing of a customer whose relationship only covers admin agents, and learn what to do (B8)', async () => {
    const adele = await scene.open('adele');
    const camille = await scene.open('camille');

    const refused = await adele.ask('health Humongous Insurance');
    await keepPicture(refused, 'access-denied');
    const allowed = await answerTo(camille, 'état Humongous Insurance');

    const text = await textOf(refused);
    assert.ok(text.includes(en('notices.access-denied.title', { customer: 'Humongous Insurance' })));
    assert.doesNotMatch(text, /Exchange|Intune/);
    assert.match(allowed, /Humongous Insurance.*Intune/);
  });
});
