import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { healthRemedyOf } from '../../src/domain/health-remedy.ts';
import { words } from '../../src/locales/words.ts';
import { textOf } from './card-reading.ts';
import { pressControl } from './control-strip.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';

const en = words('en');

describe('customers and their health', function () {
  this.timeout(60_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(async () => {
    // The strip as it was, whatever a test left switched on.
    const { controls } = scene.sandbox.cloud;
    for (const { id, on } of controls.list()) if (on === true) controls.press(id);
    controls.press('incident.resolve');
    await scene.closePages();
  });
  after(() => scene?.stop());

  const optionsOf = async (card: Locator): Promise<string[]> => {
    await card.getByRole('option').first().waitFor();
    return card.getByRole('option').allTextContents();
  };

  for (const { typed, found, how } of [
    { typed: 'muller praz', found: /Müller Präzisionstechnik GmbH/, how: 'without accents' },
    { typed: 'азимут', found: /Азимут Логистика/, how: 'in Cyrillic' },
    { typed: 'azimut', found: /Азимут Логистика/, how: 'in the other script' },
    { typed: 'wodgrove', found: /Woodgrove Bank/, how: 'with a typing error' },
    { typed: 'cycles adventure', found: /Adventure Works Cycles/, how: 'in another order' },
  ]) {
    it(`are found in the typeahead ${how} (B17)`, async () => {
      const mei = await scene.open('mei');
      const card = await mei.ask('customers');
      await card.getByRole('combobox').fill(typed);
      await card.getByRole('option', { name: found }).waitFor();
      const [first = ''] = await optionsOf(card);
      assert.match(first, found);
      await keepPicture(card, `typeahead-${how.replaceAll(' ', '-')}`);

      await mei.choose(card, /./, typed, found);
      await card
        .getByRole('button', { name: en('words.choose') })
        .first()
        .click();

      await card.getByText(en('customer.eyebrow')).waitFor();
      assert.match(await textOf(card), found);
    });
  }

  it('are in force once chosen, shown, and changed in one go (B16)', async () => {
    const mei = await scene.open('mei');
    await mei.ask('customer Litware');
    const first = await textOf(await mei.ask('health'));
    const help = await textOf(await mei.ask('help'));
    await mei.ask('customer Wingtip Toys');
    const second = await textOf(await mei.ask('health'));

    assert.match(first, /Litware/);
    assert.ok(help.includes(en('words.customerInForce', { name: 'Litware' })));
    assert.match(second, /Wingtip Toys/);
  });

  it('come back as recent and as favourites', async () => {
    const adele = await scene.open('adele');
    const card = await adele.ask('customer Trey Research');
    await adele.press(card, en('customer.favourite'));
    await adele.ask('customer Graphic Design Institute');

    const list = await adele.ask('customers');
    await keepPicture(list, 'customers-recent-favourites');

    const text = await textOf(list);
    assert.ok(text.indexOf(en('customers.favourites')) >= 0 && text.indexOf(en('customers.recent')) >= 0, text);
    assert.match(text, /Trey Research/);
    assert.match(text, /Graphic Design Institute/);
  });

  it('show their health worst first, and follow an incident that starts, gets worse and ends (B13, B14)', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const card = await adele.ask('health Boulangerie Lefèvre');
    const before = await textOf(card);
    await keepPicture(card, 'health-before');

    const seen: string[] = [];
    for (const control of ['incident.start', 'incident.worsen', 'incident.worsen', 'incident.resolve']) {
      await pressControl(adele, control);
      await adele.press(card, en('words.refresh'));
      await keepPicture(card, `health-${seen.length + 1}-${control}`);
      seen.push(await textOf(card));
    }

    const [started = '', worse = '', worst = '', resolved = ''] = seen;
    assert.doesNotMatch(before, /EX1090017/);
    assert.match(started, /EX1090017.*Being investigated/);
    assert.match(worse, /EX1090017.*Degraded/);
    assert.match(worst, /Down.*Exchange Online/);
    assert.ok(worst.indexOf('Exchange Online') < worst.indexOf('Microsoft Teams'), 'the worst comes first');
    assert.doesNotMatch(resolved, /EX1090017/);
  });

  for (const { control, choice, customer, code } of [
    { control: 'health.all', choice: '503', customer: 'Bellows College', code: 'UNAVAILABLE' },
    { control: 'health.contoso', choice: 'no-consent', customer: 'Contoso', code: 'CONSENT_MISSING' },
  ] as const) {
    it(`are never called healthy while ${control} is ${choice}: the card says why, and that its copy may be old`, async () => {
      const adele = await scene.open('adele', { height: 2400 });
      const card = await adele.ask(`health ${customer}`);
      await pressControl(adele, control, choice);

      await adele.press(card, en('words.refresh'));
      await keepPicture(card, `health-${control}-${choice}`);

      const text = await textOf(card);
      const remedy = healthRemedyOf({ code, vendorCode: undefined });
      assert.ok(text.includes(en(`board.remedies.${remedy}.means`)) && text.includes(en(`board.remedies.${remedy}.next`)), text);
      assert.ok(text.includes('This is the last copy') && !text.includes(en('health.badge.well')), text);
    });
  }

  it('are called unknown where Microsoft never let them be read', async () => {
    const adele = await scene.open('adele');

    const card = await adele.ask('health Proseware');
    await keepPicture(card, 'health-unknown');

    const text = await textOf(card);
    assert.ok(text.includes(en('health.notKnown')) && text.includes(en('board.remedies.role.means')), text);
    assert.ok(!text.includes(en('health.badge.well')), text);
  });

  it('stay closed while it cannot be found out who may see them', async () => {
    const adele = await scene.open('adele');
    await pressControl(adele, 'graph.throttled');

    const card = await adele.ask('health Southridge Video');
    await keepPicture(card, 'access-unknown');

    assert.ok((await textOf(card)).includes(en('notices.access-unknown.title', { customer: 'Southridge Video' })));
  });
});
