import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { LOCALES } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import { BOT, TEAM } from '../../src/sandbox/world.ts';
import type { Chat } from '../support/chat.ts';
import { allQuiet, allSent, readHealth } from '../support/readings.ts';
import { textOf } from './card-reading.ts';
import { pressControl } from './control-strip.ts';
import { faultsOfLooks } from './looks.ts';
import { mention } from './mention.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';

const en = words('en');
const CHANNEL = TEAM.channels[1].name;
/** Where nobody writes: whoever looks here sees nothing else. */
const ELSEWHERE = TEAM.channels[0].name;

describe('an incident is told', function () {
  this.timeout(120_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this, { told: true });
    // What the sandbox begins with would be told in the middle of the stories.
    scene.sandbox.cloud.state.issues.splice(0);
    await readHealth(scene.database);
    await allQuiet(scene.database);
  });
  afterEach(async () => {
    await press('resolve');
    await allQuiet(scene.database);
    await scene.closePages();
  });
  after(() => scene?.stop());

  /** Something happens in Microsoft's cloud, and the bot reads it. */
  async function press(control: string): Promise<void> {
    scene.sandbox.cloud.controls.press(`incident.${control}`);
    await readHealth(scene.database);
  }
  /** Of the incident started last. */
  const issueId = (): string => scene.sandbox.cloud.state.issues.at(-1)?.issue.id ?? '';
  /** A chat or channel in the list, where so much is unread. */
  const unread = (chat: Chat, name: string, count: number): Locator =>
    chat.page.locator('.list').getByRole('link', { name: new RegExp(`^${name}.* ${count} unread$`) });
  const cardsOf = (chat: Chat): Locator => chat.messages().filter({ has: chat.page.locator('.card'), hasText: issueId() });
  /** The card that a chat holds of it, as long as nothing else was asked. */
  async function theCard(chat: Chat): Promise<Locator> {
    const cards = cardsOf(chat);
    await cards.first().waitFor();
    assert.equal(await cards.count(), 1);
    return chat.cardWith(issueId());
  }
  /** Reads all there is in one's own chat, and looks elsewhere. */
  async function lookAway(chat: Chat): Promise<void> {
    await chat.go(BOT.name);
    await chat.go(ELSEWHERE);
  }

  it('by one card in each chat and channel, which changes in place, rings when it gets worse, and is green at its end', async () => {
    const adele = await scene.open('adele', { height: 1600 });
    const mei = await scene.open('mei', { height: 1600 });
    await adele.go(CHANNEL);
    await keepPicture(await mention(adele, 'watch all'), 'watch-channel-en');
    await lookAway(adele);

    await pressControl(adele, 'incident.start');
    await readHealth(scene.database);
    for (const name of [BOT.name, CHANNEL]) await unread(adele, name, 1).waitFor();
    await adele.go(CHANNEL);
    const post = adele.thread(issueId());
    await keepPicture(await theCard(adele), 'notice-channel-en');
    await adele.go(BOT.name);
    const card = await theCard(adele);
    await keepPicture(card, 'notice-new-en');
    assert.match(await textOf(card), /Contoso/);
    await lookAway(adele);

    await press('worsen');
    for (const name of [BOT.name, CHANNEL]) await unread(adele, name, 1).waitFor();
    await (await theCard(mei)).getByText(en('statuses.serviceDegradation')).first().waitFor();
    await adele.go(CHANNEL);
    await post.locator('.replies').getByText(issueId()).waitFor();
    assert.equal(await post.locator('.replies').getByRole('article').count(), 1);
    await lookAway(adele);

    await press('resolve');
    for (const name of [BOT.name, CHANNEL]) await unread(adele, name, 1).waitFor();
    await adele.go(BOT.name);
    await keepPicture(await theCard(adele), 'notice-over-en');
    assert.ok((await textOf(await theCard(adele))).includes(en('incident.isOver')));
    await adele.go(CHANNEL);
    await theCard(adele);
    assert.equal(await post.locator('.replies').getByRole('article').count(), 2);
    await keepPicture(post, 'notice-thread-en');
  });

  it('only after quiet hours that were set by the card, unless its impact becomes high', async () => {
    const adele = await scene.open('adele');
    const mei = await scene.open('mei', { height: 2400 });
    const london = (hoursFromNow: number): string =>
      new Date(Date.now() + hoursFromNow * 3_600_000).toLocaleTimeString('en-GB', {
        timeZone: 'Europe/London',
        hour: '2-digit',
        minute: '2-digit',
      });
    const settings = await mei.ask('watches');
    await mei.press(settings, en('watches.settings'));
    await settings.getByLabel(en('watches.set.quietFrom')).fill(london(-2));
    await settings.getByLabel(en('watches.set.quietTo'), { exact: true }).fill(london(2));
    await keepPicture(settings, 'watch-settings-quiet-en');
    await mei.press(settings, en('watches.save'));
    await keepPicture(settings, 'watches-quiet-en');

    await press('start');
    await theCard(adele);
    const before = await cardsOf(mei).count();
    await press('worsen');
    await press('worsen');
    const card = await theCard(mei);
    await keepPicture(card, 'notice-high-impact-en');

    assert.equal(before, 0);
    assert.ok((await textOf(card)).includes(en('health.highImpact')));
    await mei.press(settings, en('watches.settings'));
    for (const label of [en('watches.set.quietFrom'), en('watches.set.quietTo')])
      await settings.getByLabel(label, { exact: true }).fill('');
    await mei.press(settings, en('watches.save'));
    assert.ok((await textOf(settings)).includes(en('watches.remarks.set')));
  });

  it('about the customers that a person asks for by command, and no others', async () => {
    const mei = await scene.open('mei', { height: 2400 });
    const stopped = await mei.ask('unwatch all');
    await keepPicture(stopped, 'watches-stop-en');
    await mei.press(stopped, en('watches.stop.confirm'));
    await keepPicture(stopped, 'watches-none-en');
    const added = await mei.ask('watch Fabrikam');
    await keepPicture(added, 'watches-added-en');

    await press('start');
    const text = await textOf(await theCard(mei));
    const nothing = await textOf(await mei.ask('unwatch Fabrikam'));
    const everything = await textOf(await mei.ask('watch all'));

    assert.ok(text.includes('Fabrikam') && !text.includes('Contoso'), text);
    assert.ok(nothing.includes(en('watches.none')), nothing);
    assert.ok(everything.includes(en('watches.customers.all')), everything);
  });

  it('to people who say that they have seen it, where that is asked, and who was told can be looked up', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    const camille = await scene.open('camille', { lang: 'en', height: 2400 });
    const ask = async (answer: 'yes' | 'no'): Promise<void> => {
      const watches = await adele.ask('watches');
      await adele.press(watches, en('watches.edit'));
      await watches.getByLabel(en('watches.form.askSeen')).selectOption({ label: en(`watches.${answer}`) });
      await adele.press(watches, en('watches.save'));
    };
    await ask('yes');

    await press('start');
    const card = await theCard(adele);
    await keepPicture(card, 'notice-ask-en');
    await adele.press(card, en('notice.seenButton'));
    await keepPicture(card, 'notice-seen-en');
    const seen = await textOf(card);
    const incident = await camille.ask(`incident ${issueId()}`);
    await keepPicture(incident, 'incident-told-en');
    const told = await textOf(incident);
    const offer = camille.cardIn(await camille.pressForMessage(incident, en('notice.told.list')));
    await keepPicture(offer, 'incident-told-file-en');
    await ask('no');

    assert.ok(seen.includes(en('notice.seen', { moment: '' }).slice(0, 5)), seen);
    assert.equal(await card.getByRole('button', { name: en('notice.seenButton') }).count(), 0);
    assert.match(told, /Told here in Teams: .*\b\d+ sent/);
    assert.ok(told.includes(en('notice.told.seen', { seen: 1, count: 1 })), told);
  });

  it('in a digest too, which can be had at once', async () => {
    const adele = await scene.open('adele', { height: 2400 });
    await press('start');
    await theCard(adele);

    const digest = adele.cardIn(await adele.pressForMessage(await adele.ask('watches'), en('watches.digestNow')));
    await keepPicture(digest, 'digest-now-en');

    const text = await textOf(digest);
    assert.ok(text.includes(issueId()) && text.includes(en('digest.eyebrow.daily')), text);
  });

  for (const way of ['removed', 'blocked'] as const) {
    it(`to nobody who has ${way} the bot, and to them again once they have it back`, async () => {
      const adele = await scene.open('adele');
      const mei = await scene.open('mei');
      await pressControl(adele, 'app.mei', way);
      await press('start');
      await theCard(adele);
      await allSent(scene.database);
      const meanwhile = await cardsOf(mei).count();

      await mei.next(async () => {
        await pressControl(adele, 'app.mei', 'removed');
        await pressControl(adele, 'app.mei', 'installed');
      });
      await press('worsen');
      await theCard(mei);

      assert.equal(meanwhile, 0);
    });
  }

  for (const locale of ['fr', 'ru'] as const) {
    const as = locale === 'fr' ? 'camille' : 'dmitri';
    it(`in the language of the person: ${locale}`, async () => {
      const t = words(locale);
      const chat = await scene.open(as, { theme: 'dark', width: 390, height: 1600 });
      // The language is that of what was written last.
      await chat.ask('watches');
      await press('start');
      const card = await theCard(chat);
      await keepPicture(card, `notice-new-${locale}-dark-390`);
      const line = await chat.next(() => press('worsen'));
      const worse = await textOf(line);
      const changed = await textOf(card);
      await press('resolve');
      await card.getByText(t('incident.isOver')).waitFor();
      await keepPicture(card, `notice-over-${locale}-dark-390`);

      assert.ok(worse.includes(t('notice.line.more', { id: issueId() })), worse);
      assert.ok(changed.includes(t('statuses.serviceDegradation')), changed);
      assert.deepEqual(await faultsOfLooks(chat), []);
    });
  }

  for (const locale of LOCALES) {
    const [theme, width] = locale === 'en' ? (['dark', 1280] as const) : (['light', 390] as const);
    it(`by cards that look right in ${locale}, ${theme}, ${width} px`, async () => {
      const t = words(locale);
      const chat = await scene.open('adele', { lang: locale, theme, width, height: 2400 });
      const faults: string[] = [];
      const check = async (name: string): Promise<void> => {
        await keepPicture(await chat.lastCard(), `${name}-${locale}-${theme}-${width}`);
        for (const fault of await faultsOfLooks(chat)) faults.push(`${name}: ${fault}`);
      };
      await press('start');
      await theCard(chat);
      await check('notice');
      await chat.ask(`incident ${issueId()}`);
      await check('incident-told');
      await chat.pressForMessage(await chat.ask('watches'), t('watches.digestNow'));
      await check('digest');

      assert.deepEqual(faults, []);
    });
  }
});
