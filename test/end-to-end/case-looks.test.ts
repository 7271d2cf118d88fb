import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { words } from '../../src/locales/words.ts';
import { beginEscalation } from '../../src/sandbox/demo-start.ts';
import { BOT, TEAM } from '../../src/sandbox/world.ts';
import { textOf } from './card-reading.ts';
import { faultsOfLooks } from './looks.ts';
import { mention } from './mention.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { sendFile } from './send-file.ts';

const CHANNEL = TEAM.channels[0].name;
const REFERENCE = /CASE-[0-9A-Z]{6}/;
const WRONG_PLAN =
  'rotas:\n  - name: azure\n    timeZone: Europe/Nowhere\n    from: 2026-11-23\n    handOverAt: 9 o’clock\n    turn: 7d\n    members: []\n';
/** Keys of words that are shown as they are would look like this. */
const RAW_KEY = /\b(?:case|escalate|oncall|plan|statistics|setup|words)\.[a-z]\w*/i;

describe('the looks of escalation', function () {
  this.timeout(120_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
    await beginEscalation(scene.sandbox.channel);
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  for (const { as, locale, theme, width, customer } of [
    { as: 'camille', locale: 'en', theme: 'dark', width: 1280, customer: 'Contoso' },
    { as: 'camille', locale: 'fr', theme: 'light', width: 390, customer: 'Fabrikam' },
    { as: 'dmitri', locale: 'ru', theme: 'contrast', width: 390, customer: 'Trey Research' },
  ] as const) {
    it(`are without fault in ${locale}, ${theme}, ${width} px`, async () => {
      const t = words(locale);
      const chat = await scene.open(as, { lang: locale, theme, width, height: 2400 });
      const faults: string[] = [];
      const picture = (card: Locator, name: string): Promise<void> => keepPicture(card, `escalation-${locale}-${theme}-${width}-${name}`);
      const look = async (card: Locator, name: string): Promise<Locator> => {
        await picture(card, name);
        const key = RAW_KEY.exec(await textOf(card));
        if (key !== null) faults.push(`${name}: ${key[0]}`);
        for (const fault of await faultsOfLooks(chat)) faults.push(`${name}: ${fault}`);
        return card;
      };

      // The channel speaks the language of who sets it up.
      await chat.go(CHANNEL);
      await look(await mention(chat, 'escalation setup'), 'channel');
      await chat.go(BOT.name);
      const plan = await look(await chat.ask('escalation'), 'plan');
      await chat.press(plan, t('plan.tryOut'));
      await look(plan, 'preview');
      await look(await chat.ask('oncall'), 'oncall');
      await look(await chat.ask('setup check'), 'setup-check');
      await look(chat.cardIn(await chat.next(() => sendFile(chat, 'plan.yaml', WRONG_PLAN))), 'plan-problems');
      const form = await look(await chat.ask(`escalate ${customer}: Azure`), 'form');
      await form.getByRole('textbox', { name: t('fields.tried') }).fill('1');
      await form.getByRole('radio', { name: t('impacts.stopped') }).check();
      await chat.press(form, t('escalate.form.submit'));
      await look(form, 'escalated');
      const reference = REFERENCE.exec(await textOf(form))?.[0] ?? assert.fail(await textOf(form));
      const own = await look(await chat.cardWith(t('case.requester.living')), 'own-open');
      await look(await chat.ask('cases'), 'cases');
      await look(await chat.ask(`case ${reference}`), 'details');

      await chat.go(CHANNEL);
      const card = await look(await chat.cardWith(reference), 'open');
      await chat.press(card, t('case.buttons.take'));
      await card.locator('.badge', { hasText: t('case.states.taken') }).waitFor();
      await look(card, 'taken');
      await chat.press(card, t('case.buttons.customer'));
      await card.locator('.badge', { hasText: t('case.states.customer') }).waitFor();
      await look(card, 'waiting');
      await chat.press(card, t('case.buttons.more'));
      await picture(card, 'more');
      await chat.press(card, t('case.buttons.resolve'));
      await card.getByRole('combobox', { name: t('case.inputs.cause') }).selectOption('fixed');
      await card.getByRole('textbox', { name: t('case.inputs.resolution') }).fill('OK');
      await picture(card, 'resolve');
      await chat.press(card, t('case.buttons.resolveDo'));
      await card.locator('.badge', { hasText: t('case.states.resolved') }).waitFor();
      await look(chat.thread(reference), 'thread');
      await chat.go(BOT.name);
      await own.getByText(t('case.requester.solved')).waitFor();
      await look(own, 'own-resolved');
      const figures = await look(await chat.ask('statistics'), 'statistics');
      await chat.press(figures, t('statistics.by.customer'));
      await look(figures, 'statistics-customer');

      assert.deepEqual(faults, []);
    });
  }
});
