import assert from 'node:assert/strict';
import { LOCALES } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import { textOf } from './card-reading.ts';
import { picturesOf } from './looks.ts';
import { walkReport } from './report-walk.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { SITUATIONS } from './situations.ts';
import { storyIn, storyOf } from './stories.ts';
import { takeFile } from './take-file.ts';

const en = words('en');
/** A spreadsheet would take it for a formula. */
const OWN_TICKET = '+INC-4711';
const REFERENCE = /PSR-[0-9A-Z]{6}/;

/** As people look at the cards, each with a customer that has no other request. */
const LOOKS = [
  { as: 'adele', locale: 'en', theme: 'light', width: 1280, customer: 'Bellows College' },
  { as: 'camille', locale: 'en', theme: 'dark', width: 1280, customer: 'Litware' },
  { as: 'camille', locale: 'fr', theme: 'light', width: 390, customer: 'Alpine Ski House' },
  { as: 'dmitri', locale: 'ru', theme: 'contrast', width: 390, customer: 'Southridge Video' },
] as const;

/** What Microsoft writes, in two cards full. */
const LETTERS = Array.from(
  { length: 9 },
  (_, index) => `Letter ${index + 1}: ${'we have looked at the invoice once more. '.repeat(35)}End of it.`,
);

describe('requests that were filed', function () {
  this.timeout(90_000);
  let scene: Scene;
  /** A colleague's, with a long correspondence. */
  let other: { readonly reference: string; readonly number: string };
  before(async function () {
    scene = await startScene(this);
    other = await filedByMei();
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

  async function filedByMei(): Promise<typeof other> {
    const mei = await scene.open('mei', { height: 2400 });
    const story = storyIn('en', SITUATIONS.find(({ name }) => name === 'partner-center') ?? assert.fail());
    const { card } = await walkReport(mei, { ...story, sentence: story.sentence.replace(story.customer, 'Wingtip Toys') });
    const [reference = ''] = REFERENCE.exec(await textOf(card)) ?? [];
    const { serviceRequests } = scene.sandbox.cloud.state;
    const filed = serviceRequests.all().find(({ title }) => title.includes(reference)) ?? assert.fail();
    for (const letter of LETTERS) serviceRequests.addNote(filed, 'Support agent', letter);
    await scene.closePages();
    return { reference, number: filed.id };
  }

  for (const [index, { as, locale, theme, width, customer }] of LOOKS.entries()) {
    const look = `${locale}, ${theme}, ${width} px`;
    const t = words(locale);

    it(`have a wrong number put right, and go off our list and back: ${look}`, async () => {
      const chat = await scene.open(as, { lang: locale, theme, width, height: 2400 });
      const pictures = picturesOf(chat, `request-life-${locale}-${theme}-${width}`);
      const [wrong, right] = [`261121009000${index}1`, `261121009000${index}2`];
      const story = storyIn(locale, SITUATIONS.find(({ name }) => name === 'admin-center') ?? assert.fail());
      const { card } = await walkReport(chat, { ...story, sentence: story.sentence.replace(story.customer, customer), number: wrong });
      const number = card.getByRole('textbox', { name: t('request.number') });

      await card.getByRole('button', { name: t('request.correct') }).click();
      await number.fill(other.number);
      const notice = await chat.nextCard(() => chat.press(card, t('request.saveNumber')));
      const taken = await pictures.take(notice, 'number-taken');
      await pictures.take(card, 'correcting');
      await number.fill(right);
      await chat.press(card, t('request.saveNumber'));
      await card.getByText(right).first().waitFor();
      const corrected = await pictures.take(card, 'corrected');
      await chat.press(card, t('request.ended.mark.solved'));
      await card.getByText(t('request.ended.says.solved')).waitFor();
      await pictures.take(card, 'solved');
      const reference = REFERENCE.exec(corrected)?.[0] ?? assert.fail();
      const without = await textOf(await chat.ask('requests open'));
      await chat.press(card, t('request.ended.resume'));
      await card.getByText(t('request.ended.mark.solved')).waitFor();
      const again = await textOf(await chat.ask('requests open'));

      assert.ok(taken.includes(t('notices.number-taken-by.title', { reference: other.reference })), taken);
      assert.ok(corrected.includes(right) && !corrected.includes(wrong), corrected);
      assert.ok(!without.includes(reference), without);
      assert.ok(again.includes(reference), again);
      assert.deepEqual(pictures.faults, []);
    });

    it(`are followed by a colleague as long as wished, who reads all that was written: ${look}`, async () => {
      const chat = await scene.open(as, { lang: locale, theme, width, height: 2400 });
      const pictures = picturesOf(chat, `request-colleague-${locale}-${theme}-${width}`);
      const card = await chat.ask(`request ${other.reference}`);
      await pictures.take(card, 'not-followed');

      await chat.press(card, t('similar.follow'));
      await card.getByRole('button', { name: t('similar.leave') }).waitFor();
      const followed = await pictures.take(card, 'followed');
      await chat.press(card, t('similar.leave'));
      await card.getByRole('button', { name: t('similar.follow') }).waitFor();
      const left = await textOf(card);
      await chat.press(card, t('request.messages.readAll'));
      await card.getByRole('button', { name: t('request.messages.older') }).waitFor();
      const newest = await pictures.take(card, 'messages-newest');
      await chat.press(card, t('request.messages.older'));
      await card.getByRole('button', { name: t('request.messages.newer') }).waitFor();
      const older = await pictures.take(card, 'messages-older');
      await chat.press(card, t('request.messages.newer'));
      await card.getByText(LETTERS.at(-1) ?? '').waitFor();
      await chat.press(card, t('request.messages.back'));
      await card.getByText(t('request.way'), { exact: true }).waitFor();

      assert.ok(followed.includes(t('similar.followers')), followed);
      assert.ok(!left.includes(t('similar.followers')), left);
      for (const letter of LETTERS) assert.ok(older.includes(letter) || newest.includes(letter), `cut off: ${letter}`);
      assert.ok(!newest.includes(LETTERS[0] ?? ''), newest);
      assert.deepEqual(pictures.faults, []);
    });
  }
});
