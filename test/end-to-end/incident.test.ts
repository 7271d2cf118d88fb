import assert from 'node:assert/strict';
import { LOCALES } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import type { Chat } from '../support/chat.ts';
import { textOf } from './card-reading.ts';
import { faultsOfLooks } from './looks.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';

const en = words('en');
/** The one that the control strip starts and ends. */
const ISSUE = 'EX1090017';

describe('incidents', function () {
  this.timeout(90_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(async () => {
    scene.sandbox.cloud.controls.press('incident.resolve');
    await scene.closePages();
  });
  after(() => scene?.stop());

  const cloud = (control: string): void => scene.sandbox.cloud.controls.press(control);
  /** Starts the incident and opens its card from the customer's health. */
  async function openFromHealth(chat: Chat, customer: string) {
    cloud('incident.start');
    const health = await chat.ask(`health ${customer}`);
    await chat.press(health, en('words.refresh'));
    return chat.cardIn(await chat.pressForMessage(health, ISSUE));
  }

  it('are followed from the health of a customer to the question whether the trouble is gone, and on to a report (B14, B19–B21)', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const card = await openFromHealth(adele, 'Boulangerie Lefèvre');
    await adele.press(card, en('incident.follow'));
    await keepPicture(card, 'incident-followed');
    const followed = await textOf(card);

    cloud('incident.resolve');
    const question = adele.cardIn(await adele.next(() => adele.press(card, en('words.refresh'))));
    await keepPicture(question, 'incident-question');
    const over = await textOf(card);
    const asked = await textOf(question);
    const report = adele.cardIn(await adele.pressForMessage(question, en('incident.followUp.stillThere')));
    await keepPicture(question, 'incident-answered');
    await keepPicture(report, 'incident-report');

    assert.ok(followed.includes(en('incident.following', { customer: 'Boulangerie Lefèvre' })), followed);
    assert.ok(over.includes(en('incident.isOver')), over);
    assert.ok(asked.includes(en('incident.followUp.question', { customer: 'Boulangerie Lefèvre' })), asked);
    assert.ok((await textOf(question)).includes(en('incident.followUp.means.still-there')));
    assert.ok((await textOf(report)).includes('Boulangerie Lefèvre'));
  });

  it('give a text for the customer in each language (B63)', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    await adele.ask('customer Contoso');
    const card = await adele.ask('incident EX1083742');
    const text = adele.cardIn(await adele.pressForMessage(card, en('incident.text.button')));
    const value = () => text.getByRole('textbox').inputValue();
    const texts = [await value()];
    for (const locale of ['fr', 'ru'] as const) {
      await adele.press(text, en(`incident.text.in.${locale}`));
      await keepPicture(text, `incident-text-${locale}`);
      texts.push(await value());
    }

    assert.deepEqual(
      texts.map((one) => one.split('\n')[0]),
      LOCALES.map((locale) => words(locale)('incident.text.greeting')),
    );
  });

  it('that ended before are found at the customer in force, with the report that Microsoft published', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    await adele.ask('customer Contoso');
    const card = await adele.ask('incident EX1071122');
    await keepPicture(card, 'incident-review');

    assert.ok((await textOf(card)).includes(en('incident.review')), await textOf(card));
  });

  for (const { as, locale, theme, width } of [
    { as: 'adele', locale: 'en', theme: 'dark', width: 1280 },
    { as: 'camille', locale: 'fr', theme: 'light', width: 390 },
    { as: 'dmitri', locale: 'ru', theme: 'contrast', width: 390 },
  ] as const) {
    it(`look without fault in ${locale}, ${theme}, ${width} px`, async () => {
      const t = words(locale);
      const chat = await scene.open(as, { theme, width, height: 2600 });
      const name = (what: string) => `looks-${locale}-${theme}-${width}-incident-${what}`;
      await keepPicture(await chat.ask('health Contoso'), name('health'));
      for (const id of ['EX1083742', 'SP1079450', 'TM1082216']) await keepPicture(await chat.ask(`incident ${id}`), name(id));
      const card = await chat.ask('incident EX1083742');
      await chat.press(card, t('incident.follow'));
      await keepPicture(card, name('followed'));
      await keepPicture(chat.cardIn(await chat.pressForMessage(card, t('incident.text.button'))), name('text'));
      await keepPicture(chat.cardIn(await chat.pressForMessage(card, t('incident.link'))), name('requests'));

      assert.deepEqual(await faultsOfLooks(chat), []);
    });
  }
});
