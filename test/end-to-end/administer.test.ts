import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { words } from '../../src/locales/words.ts';
import { customerNamed } from '../../src/sandbox/cloud/customers.ts';
import type { Chat } from '../support/chat.ts';
import { textOf } from './card-reading.ts';
import { pressControl } from './control-strip.ts';
import { faultsOfLooks } from './looks.ts';
import { walkReport } from './report-walk.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { storyOf } from './stories.ts';

const en = words('en');
const fr = words('fr');
const ru = words('ru');

describe('admin portals', function () {
  this.timeout(90_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(() => scene.closePages());
  after(() => scene?.stop());

  /** Presses a link of the card; the page behind it is not asked for anything. */
  async function follow(chat: Chat, link: Locator): Promise<string> {
    const context = chat.page.context();
    await context.route(/^https:/, (route) => route.fulfill({ contentType: 'text/html', body: '<title>A portal</title>' }));
    const opened = context.waitForEvent('page');
    await link.click();
    const page = await opened;
    await page.waitForURL(/^https:/);
    return page.url();
  }

  it('open in the customer’s context, after a look at its health: one press from the sentence (B19, B36)', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const card = await adele.ask('admin contoso');
    const text = await textOf(card);
    await keepPicture(card, 'admin-en');

    const portal = await follow(adele, card.getByTitle(en('words.openPortal', { portal: en('administer.services.exchange') })));

    assert.ok(text.indexOf(en('health.trouble', { count: 2 })) < text.indexOf(en('administer.services.exchange')), text);
    assert.match(portal, /^https:\/\/admin\.exchange\.microsoft\.com\/.*contoso/i);
  });

  it('of one service come with the steps of its common repairs, each with source and date, in Russian (B62, B77, B78)', async () => {
    const dmitri = await scene.open('dmitri', { height: 2400 });
    const card = await dmitri.ask('админ Contoso Exchange');
    await keepPicture(card, 'admin-service-ru');
    const service = await textOf(card);
    await dmitri.press(card, ru('repairs.mail-not-arriving.title'));
    await keepPicture(card, 'repair-ru');

    const repair = await textOf(card);
    assert.ok(service.includes(`${ru('administer.services.exchange')} (${en('administer.services.exchange')})`), service);
    assert.ok(
      repair.includes(ru('repairs.mail-not-arriving.steps.1')) && repair.includes(ru('categories.performance-availability')),
      repair,
    );
    assert.match(repair, /Microsoft.*2026/);
    await card.getByRole('button', { name: ru('commands.report.title') }).waitFor();
  });

  it('of a publisher’s product: one enters the contact, another finds it from a report that Microsoft does not take (B39–B41)', async () => {
    const camille = await scene.open('camille', { height: 2400 });
    const portals = await camille.ask('admin Wingtip Toys');
    const list = camille.cardIn(await camille.pressForMessage(portals, fr('administer.publisher.button')));
    await keepPicture(list, 'publishers-empty-fr');
    await list.getByLabel(fr('administer.publisher.search')).fill('Backup Pro');
    await camille.press(list, fr('administer.publisher.find'));
    await camille.press(list, fr('administer.publisher.add'));
    const field = (name: 'product' | 'publisher' | 'page' | 'email' | 'phone') =>
      list.getByLabel(fr(`administer.publisher.fields.${name}`));
    const product = await field('product').inputValue();
    await field('publisher').fill('Relay & Sons');
    await field('email').fill('nobody');
    await camille.press(list, fr('administer.publisher.save'));
    await keepPicture(list, 'publisher-form-wrong-fr');
    const wrong = await textOf(list);
    await field('email').fill('help@relayandsons.example');
    await camille.press(list, fr('administer.publisher.save'));
    await keepPicture(list, 'publisher-fr');

    const adele = await scene.open('adele', { height: 2400 });
    const { card: advice } = await walkReport(adele, storyOf('isv'));
    const found = adele.cardIn(await adele.pressForMessage(advice, en('administer.publisher.button')));
    await found.getByLabel(en('administer.publisher.search')).fill('backup');
    await adele.press(found, en('administer.publisher.find'));
    await keepPicture(found, 'publishers-found-en');
    await found.getByTitle('Backup Pro').click();
    await found.getByText('help@relayandsons.example').waitFor();
    await keepPicture(found, 'publisher-en');

    assert.equal(product, 'Backup Pro');
    assert.ok(wrong.includes(fr('administer.publisher.problems.not-an-address')), wrong);
    assert.match(await textOf(found), /Relay & Sons[\s\S]*Camille Laurent/);
  });

  it('of a customer without admin rights become the way by its domain (B37, B38)', async () => {
    const camille = await scene.open('camille', { height: 2400 });
    const card = await camille.ask('admin Fourth Coffee');
    await keepPicture(card, 'without-rights-fr');

    const domain = await card.getByRole('textbox').inputValue();
    const portal = await follow(camille, card.getByTitle(fr('words.openPortal', { portal: fr('administer.services.azure') })));

    const text = await textOf(card);
    assert.ok(text.includes(fr('administer.withoutRights.nobody')) && text.includes(fr('administer.withoutRights.neverAsked')), text);
    assert.equal(domain, customerNamed('Fourth Coffee').domain);
    assert.equal(portal, `https://portal.azure.com/${domain}`);
  });

  it('stay closed to who is let in neither by a group nor by a role (B8)', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const noah = await scene.open('noah');
    const denied = await adele.ask('admin Humongous Insurance exchange');
    await keepPicture(denied, 'without-rights-denied-en');
    const unknown = await textOf(await adele.ask('admin Lucerne Publishing'));
    const refused = await textOf(await noah.ask('admin contoso'));

    const text = await textOf(denied);
    assert.ok(text.includes(en('administer.withoutRights.notYou')) && !text.includes('admin.exchange.microsoft.com'), text);
    assert.ok(unknown.includes(en('notices.access-unknown.title', { customer: 'Lucerne Publishing' })), unknown);
    assert.ok(refused.includes(en('notices.no-role.title')), refused);
  });

  it('are those of our own table, with its date, while Microsoft’s lists cannot be read', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    await pressControl(adele, 'portals', 'both');
    const card = await adele.ask('admin Adventure Works Cycles');
    await pressControl(adele, 'portals', 'work');
    await keepPicture(card, 'admin-fault-en');

    const text = await textOf(card);
    assert.ok(text.includes(en('administer.notAsked', { what: en('errors.UNAVAILABLE.what') })), text);
    assert.ok(text.includes(`· ${en('administer.fromTable')}`) && !text.includes(`· ${en('administer.fromList')}`), text);
  });

  for (const { as, locale, theme, width } of [
    { as: 'adele', locale: 'en', theme: 'light', width: 1280 },
    { as: 'adele', locale: 'en', theme: 'dark', width: 390 },
    { as: 'camille', locale: 'fr', theme: 'light', width: 390 },
    { as: 'dmitri', locale: 'ru', theme: 'dark', width: 390 },
  ] as const) {
    it(`look without fault in ${locale}, ${theme}, ${width} px`, async () => {
      const t = words(locale);
      const chat = await scene.open(as, { theme, width, height: 2600 });
      const name = (what: string) => `looks-${locale}-${theme}-${width}-admin-${what}`;
      const portals = await chat.ask('admin Contoso');
      await keepPicture(portals, name('portals'));
      const service = await chat.ask('admin Contoso exchange');
      await keepPicture(service, name('service'));
      await keepPicture(await chat.ask('admin Contoso azure'), name('azure'));
      await keepPicture(await chat.ask('admin Northwind Cloud Partners'), name('own'));
      await keepPicture(await chat.ask('admin Fourth Coffee'), name('without-rights'));
      await chat.press(service, t('repairs.mail-not-arriving.title'));
      await keepPicture(service, name('repair'));
      const list = chat.cardIn(await chat.pressForMessage(portals, t('administer.publisher.button')));
      await keepPicture(list, name('publishers'));
      await chat.press(list, t('administer.publisher.add'));
      await chat.press(list, t('administer.publisher.save'));
      await keepPicture(list, name('publisher-form'));

      assert.deepEqual(await faultsOfLooks(chat), []);
    });
  }
});
