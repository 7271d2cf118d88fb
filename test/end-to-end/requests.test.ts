import assert from 'node:assert/strict';
import { LOCALES } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import { textOf } from './card-reading.ts';
import { walkReport } from './report-walk.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { storyOf } from './stories.ts';
import { takeFile } from './take-file.ts';

const en = words('en');
/** A spreadsheet would take it for a formula. */
const OWN_TICKET = '+INC-4711';
const REFERENCE = /PSR-[0-9A-Z]{6}/;

describe('requests that were filed', function () {
  this.timeout(90_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  it('have words for their customer, ready to copy, in three languages, without anything internal (B58, B63)', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const { card: request } = await walkReport(adele, storyOf('admin-center'));

    const card = adele.cardIn(await adele.pressForMessage(request, en('wording.button')));
    const texts: string[] = [];
    for (const locale of LOCALES) {
      if (locale !== 'en') await adele.press(card, en(`wording.in.${locale}`));
      await card.getByText(en('wording.label', { language: en(`locales.${locale}`) })).waitFor();
      texts.push(await card.getByRole('textbox').inputValue());
      await keepPicture(card, `customer-words-${locale}`);
    }
    await adele.press(card, en('wording.addStatement'));
    await card.getByText(en('wording.dropStatement')).waitFor();
    await keepPicture(card, 'customer-words-statement');

    for (const [index, locale] of LOCALES.entries()) {
      const text = texts[index] ?? '';
      assert.ok(text.startsWith(words(locale)('wording.greeting')) && text.includes(words(locale)('wording.intro')), text);
      assert.match(text, REFERENCE);
      assert.doesNotMatch(text, /portal|admin|Critical|critique|Критическая|Camille/i);
    }
  });

  it('are found by the partner’s own number, by filters, and given as a file', async () => {
    const camille = await scene.open('camille', { lang: 'en', height: 2400 });
    const { card: request } = await walkReport(camille, { ...storyOf('partner-center'), locale: 'en' });
    await request.getByRole('button', { name: en('similar.ownTicket.show') }).click();
    await request.getByRole('textbox', { name: en('similar.ownTicket.label') }).fill(OWN_TICKET);
    await camille.press(request, en('similar.ownTicket.save'));
    await keepPicture(request, 'request-own-ticket');
    const list = await camille.ask('requests all');
    await keepPicture(list, 'requests-all-en');
    const all = await textOf(list);
    await list.getByRole('button', { name: en('board.filter.show') }).click();
    await list.getByRole('combobox', { name: en('fields.product') }).selectOption('microsoft365');
    await keepPicture(list, 'requests-filter-en');
    await camille.press(list, en('board.filter.apply'));
    const narrowed = await textOf(list);
    await camille.press(list, en('requests.quick.waiting'));
    await keepPicture(list, 'requests-waiting-en');
    const waiting = await textOf(list);
    const found = await textOf(await camille.ask(`request ${OWN_TICKET}`));
    const whole = await camille.ask('requests all');
    const sheet = await takeFile(camille, await camille.pressForMessage(whole, en('csv.button')));

    assert.ok(all.includes('Contoso') && all.includes('Fabrikam'), all);
    assert.ok(narrowed.includes('Contoso') && !narrowed.includes('Fabrikam'), narrowed);
    assert.ok(waiting.includes(en('requests.stands.waiting')), waiting);
    assert.ok(found.includes('Fabrikam'), found);
    assert.ok(sheet.includes('Contoso') && sheet.includes('Fabrikam') && sheet.includes(storyOf('admin-center').number ?? ''), sheet);
    assert.ok(sheet.includes(`'${OWN_TICKET}`), 'no formula in the file');
  });
});
