import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { textOf } from './card-reading.ts';
import { faultsOfLooks } from './looks.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';

const en = words('en');

describe('access', function () {
  this.timeout(90_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(() => scene.closePages());
  after(() => scene?.stop());

  it('that is refused leads to the check, which says why and what now (B8, B37)', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const refusal = await adele.ask('health Humongous Insurance');
    const card = adele.cardIn(await adele.pressForMessage(refusal, en('commands.access.title')));
    const text = await textOf(card);
    await keepPicture(card, 'access-denied');

    assert.ok(text.includes(en('customer.access.denied')), text);
    assert.ok(text.includes(en('access.assignmentNext.join')), text);
    await card.getByRole('button', { name: en('access.withoutRights') }).waitFor();
  });

  it('to relationships that end soon is listed, each with its check', async () => {
    const camille = await scene.open('camille', { lang: 'en', height: 2400 });
    const list = await camille.ask('access');
    await keepPicture(list, 'access-ending');
    const text = await textOf(list);
    const button = list.getByRole('button', { name: en('access.ending.check') }).first();
    const check = await textOf(camille.cardIn(await camille.next(() => button.click())));

    assert.match(text, /First Up Consultants/);
    assert.ok(check.includes(en('access.relationship.title')), check);
  });

  it('could not be told of where Microsoft does not answer', async () => {
    const camille = await scene.open('camille', { lang: 'en', height: 2400 });
    const card = await camille.ask('access Lucerne Publishing');
    await keepPicture(card, 'access-unknown');
    const text = await textOf(card);

    assert.ok(text.includes(en('customer.access.unknown')), text);
    assert.ok(!text.includes(en('customer.access.denied')), text);
    // The list of relationships was read, their assignments never: that is not the same as none.
    assert.ok(!text.includes(en('access.assignment.nobody-holds')), text);
  });

  it('is told for every kind of customer as it is (B4–B8)', async () => {
    const said = (sentence: string): string => sentence.split('…')[0] ?? '';
    const relationship = (state: 'active' | 'ending' | 'termination-requested'): string =>
      said(en(`access.relationship.${state}`, { until: '…' }));
    const expected: readonly (readonly [string, string])[] = [
      ['Woodgrove Bank', relationship('active')],
      ['Relecloud', relationship('active')],
      ['Fourth Coffee', en('access.relationship.none')],
      ['First Up Consultants', relationship('ending')],
      ['Alpine Ski House', en('access.extends.yes')],
      ['VanArsdel', relationship('termination-requested')],
      ['Wide World Importers', relationship('active')],
      ["Munson's Pickles and Preserves", said(en('access.relationship.expired', { date: '…' }))],
      ['Nod Publishers', en('access.relationship.ended')],
      ['School of Fine Art', en('access.relationship.awaiting-approval')],
      ['Humongous Insurance', said(en('access.assignment.not-held', { count: 2, groups: '…' }))],
      ['Graphic Design Institute', said(en('access.byRole.no-such-role', { roles: '…' }))],
      ['Tailspin Toys', said(en('access.indirect.provider', { provider: '…' }))],
      ['City Power & Light', said(en('access.azure-only.only', { age: '…' }))],
      ['Lamna Healthcare', said(en('access.consent.missing', { code: '…', moment: '' }))],
      ['Proseware', said(en('access.consent.failing', { moment: '…', what: '' }))],
    ];
    const adele = await scene.open('adele');

    const wrong: string[] = [];
    for (const [customer, sentence] of expected) {
      await adele.ask(`health ${customer}`); // Read now, whatever the poller has come to.
      const text = await textOf(await adele.ask(`access ${customer}`));
      if (!text.includes(customer) || !text.includes(sentence)) wrong.push(`${customer}: no “${sentence}” in: ${text}`);
    }

    assert.deepEqual(wrong, []);
  });

  for (const { as, lang, theme, width } of [
    { as: 'adele', lang: 'en', theme: 'dark', width: 1280 },
    { as: 'camille', lang: 'fr', theme: 'light', width: 390 },
    { as: 'dmitri', lang: 'ru', theme: 'contrast', width: 390 },
  ] as const)
    it(`looks without fault in ${lang}, ${theme}, ${width} px`, async () => {
      const t = words(lang);
      const chat = await scene.open(as, { lang, theme, width, height: 2600 });
      const name = (what: string) => `looks-${lang}-${theme}-${width}-access-${what}`;
      await keepPicture(await chat.ask(`${t('commands.access.title')} Tailspin Toys`), name('provider'));
      await keepPicture(await chat.ask(`${t('commands.access.title')} Lamna Healthcare`), name('consent'));
      const card = await chat.ask(`${t('commands.access.title')} Munson's Pickles and Preserves`);
      await keepPicture(card, name('expired'));
      await chat.press(card, t('access.endingSoon'));
      await keepPicture(card, name('ending'));

      assert.deepEqual(await faultsOfLooks(chat), []);
    });
});
