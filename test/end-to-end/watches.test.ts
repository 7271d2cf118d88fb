import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { faultsOfLooks } from './looks.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';

describe('watches in the browser', function () {
  this.timeout(60_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  for (const { as, locale, theme, width, pick } of [
    { as: 'adele', locale: 'en', theme: 'light', width: 1280, pick: 'Litware' },
    { as: 'camille', locale: 'fr', theme: 'dark', width: 390, pick: 'Tailspin Toys' },
    { as: 'dmitri', locale: 'ru', theme: 'contrast', width: 390, pick: 'Contoso' },
  ] as const) {
    it(`are shown, written in forms, silenced and asked for without fault in ${locale}, ${theme}, ${width} px`, async () => {
      const t = words(locale);
      const chat = await scene.open(as, { theme, width, height: 2400 });
      const faults: string[] = [];
      const look = async (card: Awaited<ReturnType<typeof chat.ask>>, name: string): Promise<void> => {
        await keepPicture(card, `watches-${locale}-${theme}-${width}-${name}`);
        for (const fault of await faultsOfLooks(chat)) faults.push(`${name}: ${fault}`);
      };

      const card = await chat.ask('watch #gold exchange');
      await look(card, 'added');
      await chat.press(card, t('watches.add'));
      await card.getByText(t('watches.form.list')).click();
      await chat.choose(card, t('watches.form.customer'), pick.slice(0, 4), new RegExp(pick));
      await chat.press(card, t('watches.form.more'));
      // Before: the stock renderer of the page puts an ARIA attribute on what was unfolded that does not belong there.
      await look(card, 'form');
      await chat.press(card, t('watches.form.someServices'));
      await card.getByText('Microsoft Teams').click();
      await keepPicture(card, `watches-${locale}-${theme}-${width}-form-services`);
      await chat.press(card, t('watches.save'));
      const saved = await card.innerText();

      await chat.press(card, t('watches.settings'));
      await card.getByLabel(t('watches.set.quietFrom')).fill('22:00');
      await card.getByLabel(t('watches.set.quietTo'), { exact: true }).fill('07:00');
      await chat.choose(card, t('watches.set.zone'), 'new yor', 'America/New_York');
      await look(card, 'settings');
      await chat.press(card, t('watches.save'));
      const set = await card.innerText();

      await chat.press(card, t('watches.mute'));
      await look(card, 'silence');
      await chat.press(card, t('watches.silence.save'));
      await look(card, 'silent');
      const silent = await card.innerText();

      await look(await chat.ask(`watches ${pick}`), 'who');

      assert.ok(saved.includes(pick) && saved.includes('Microsoft Teams'), saved);
      assert.ok(set.includes(t('watches.outlook.quiet', { from: '22:00', to: '07:00', zone: 'America/New_York' })), set);
      assert.ok(silent.includes(t('watches.silences.everything')), silent);
      assert.deepEqual(faults, []);
    });
  }
});
