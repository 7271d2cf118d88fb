import assert from 'node:assert/strict';
import { words } from '../../src/locales/words.ts';
import { faultsOfLooks } from './looks.ts';
import { walkReport } from './report-walk.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { storyOf } from './stories.ts';

describe('the looks of the cards', function () {
  this.timeout(60_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  for (const { route, theme, width } of [
    { route: 'admin-center', theme: 'light', width: 1280 },
    { route: 'partner-center', theme: 'dark', width: 390 },
    { route: 'azure-portal', theme: 'contrast', width: 390 },
  ] as const) {
    const story = storyOf(route);
    it(`are without fault in ${story.locale}, ${theme}, ${width} px, all the way through a report`, async () => {
      const chat = await scene.open(story.as, { theme, width, height: 2400 });
      const faults: string[] = [];
      let seen = 0;
      await walkReport(chat, story, async (_did, card) => {
        seen += 1;
        await keepPicture(card, `looks-${story.locale}-${theme}-${width}-report-${seen}`);
        for (const fault of await faultsOfLooks(chat)) faults.push(`card ${seen}: ${fault}`);
      });

      assert.deepEqual(faults, []);
    });
  }

  for (const { as, locale, theme, width } of [
    { as: 'adele', locale: 'en', theme: 'dark', width: 1280 },
    { as: 'camille', locale: 'fr', theme: 'light', width: 390 },
    { as: 'dmitri', locale: 'ru', theme: 'dark', width: 390 },
  ] as const) {
    it(`are without fault in ${locale}, ${theme}, ${width} px, for look-ups`, async () => {
      const t = words(locale);
      const chat = await scene.open(as, { theme, width, height: 2400 });
      const asked = ['help', 'whoami', 'health Contoso', 'customers cont', 'customer Fabrikam', 'requests all', 'language', 'lorem ipsum'];

      const faults: string[] = [];
      await keepPicture(await chat.lastCard(), `looks-${locale}-${theme}-${width}-welcome`);
      for (const text of asked) {
        const card = await chat.ask(text);
        await keepPicture(card, `looks-${locale}-${theme}-${width}-${text}`);
      }
      for (const fault of await faultsOfLooks(chat)) faults.push(fault);
      const shown = await chat.page.getByRole('log').innerText();

      assert.deepEqual(faults, []);
      assert.ok(shown.includes(t('help.personal')) && shown.includes(t('health.trouble', { count: 2 })));
    });
  }
});
