import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { FilingRoute } from '../../src/domain/filing-route.ts';
import { proposedSeverity } from '../../src/domain/severity.ts';
import { words } from '../../src/locales/words.ts';
import { customerNamed } from '../../src/sandbox/cloud/customers.ts';
import { PEOPLE } from '../../src/sandbox/world.ts';
import type { Chat } from '../support/chat.ts';
import { textOf } from './card-reading.ts';
import { picturesOf } from './looks.ts';
import { walkReport, type Onlooker } from './report-walk.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';
import { SITUATIONS } from './situations.ts';
import { storyOf } from './stories.ts';

/** From the sentence to the filed request (design.md, 4). */
const MOST_PRESSES = 5;
const REFERENCE = /PSR-[0-9A-Z]{6}/;

describe('a report, from one sentence to its end', function () {
  this.timeout(60_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  const filed = () => scene.sandbox.cloud.state.serviceRequests.all();
  const emailOf = (key: string) => PEOPLE.find((person) => person.key === key)?.email;

  async function walk(
    route: FilingRoute,
  ): Promise<{ readonly chat: Chat; readonly card: Locator; readonly presses: number; readonly portal: string }> {
    const story = storyOf(route);
    const chat = await scene.open(story.as, { height: 2400 });
    let shown = 0;
    const picture: Onlooker = async (_did, card) => keepPicture(card, `report-${route}-${story.locale}-${(shown += 1)}`);
    const { portal = '', ...walked } = await walkReport(chat, story, picture);
    return { chat, portal, ...walked };
  }

  it('is filed at Partner Center exactly once, in French, in at most five presses (B23, B25, B31, B54)', async () => {
    const { card, presses } = await walk('partner-center');

    const story = storyOf('partner-center');
    const text = await textOf(card);
    const reference = REFERENCE.exec(text)?.[0] ?? 'none';
    const ours = filed().filter(({ title, description }) => title.includes(reference) || description.includes(reference));
    const [request] = ours;
    assert.equal(ours.length, 1);
    assert.ok(request !== undefined && text.includes(request.id), 'the number is on the card');
    assert.ok(presses <= MOST_PRESSES, `${presses} presses`);
    assert.ok(request.description.includes(`${story.customer} (${customerNamed(story.customer).tenantId}`));
    assert.ok(request.description.includes(story.sentence));
    assert.equal(request.severity, proposedSeverity('little'));
    assert.equal(request.supportTopicId, story.details?.topicId);
    assert.equal(request.primaryContact?.email, emailOf(story.as));
  });

  for (const [route, portal] of [
    ['admin-center', /^https:\/\/portal\.office\.com\/Partner\/.*CTID=/],
    ['azure-portal', /^https:\/\/portal\.azure\.com\/treyresearch\.onmicrosoft\.com/],
  ] as const) {
    it(`is handed over for the ${route}, and ends with Microsoft’s number, in at most five presses (B27, B28, B31)`, async () => {
      const story = storyOf(route);
      const t = words(story.locale);
      const before = filed().length;

      const walked = await walk(route);

      const text = await textOf(walked.card);
      const pasted = await walked.card.locator('textarea').first().inputValue();
      assert.match(walked.portal, portal);
      assert.ok(walked.presses <= MOST_PRESSES, `${walked.presses} presses`);
      assert.ok(text.includes(story.number ?? '') && text.includes(t('states.filed')));
      for (const part of [REFERENCE, story.customer, story.sentence, story.reasons?.tried ?? '', emailOf(story.as) ?? '']) {
        assert.ok(typeof part === 'string' ? pasted.includes(part) : part.test(pasted), `the text to paste names ${String(part)}`);
      }
      assert.equal(filed().length, before, 'nothing is filed behind the person’s back');
      const list = await walked.chat.ask(`request ${story.number ?? ''}`);
      assert.match(await textOf(list), REFERENCE);
    });
  }

  for (const [route, rules] of [
    ['isv', 'B39, B40'],
    ['own-plan', 'B44, B52'],
  ] as const) {
    it(`ends in advice for ${route}: why, what it costs, where to go, and nothing filed (${rules})`, async () => {
      const t = words(storyOf(route).locale);
      const before = filed().length;

      const { card, presses } = await walk(route);

      const text = await textOf(card);
      for (const part of [
        t('report.advice.eyebrow'),
        t(`routes.names.${route}`),
        t(`report.advice.links.${route}`),
        storyOf(route).customer,
      ]) {
        assert.ok(text.includes(part), `the card says ${part}`);
      }
      assert.equal(presses, 0);
      assert.equal(filed().length, before);
    });
  }

  it('refuses a contact of the customer, says why, and takes an own one (B31)', async () => {
    const t = words('en');
    const mei = await scene.open('mei', { height: 2400 });
    const card = await mei.ask('Woodgrove Bank was billed twice for Azure in October');
    await card.getByRole('combobox', { name: t('fields.topicId') }).selectOption('90000001');
    await card.getByRole('button', { name: t('report.form.changeContact') }).click();
    const email = card.getByRole('textbox', { name: t('fields.contactEmail') });
    await email.fill('boss@woodgrove.example');

    await mei.press(card, t('report.review-next'));

    await card.getByText(t('problems.address-of-customer')).first().waitFor();
    await keepPicture(card, 'report-contact-refused');
    await email.fill('mei@northwindcloud.example');
    await mei.press(card, t('report.review-next'));
    await card.getByText(t('report.review.title')).waitFor();
    assert.match(await textOf(card), /mei@northwindcloud\.example/);
  });

  it('asks for what a sentence does not say, by typeahead and choices', async () => {
    const t = words('en');
    const mei = await scene.open('mei', { height: 2400 });
    await mei.ask('cancel');

    const card = await mei.ask('report');
    await keepPicture(card, 'report-subject');
    await mei.choose(card, t('fields.customer'), 'litw', /Litware/);
    await card.getByRole('textbox', { name: t('fields.title') }).fill('Files do not open in SharePoint');
    await card.getByRole('combobox', { name: t('fields.product') }).selectOption('microsoft365');
    await card.getByRole('combobox', { name: t('fields.nature') }).selectOption('break-fix');
    await card.getByRole('combobox', { name: t('fields.category') }).selectOption('performance-availability');
    await mei.press(card, t('report.next'));

    await card.getByText(t('report.health.title')).waitFor();
    assert.match(await textOf(card), /Litware/);
  });

  it('keeps what was typed, whichever button is pressed beside it', async () => {
    const t = words('en');
    const sentence = 'Southridge Video was billed twice for the same subscription in October';
    const story = storyOf('partner-center');
    await walkReport(await scene.open('camille', { lang: 'en', height: 2400 }), { ...story, locale: 'en', sentence });
    const mei = await scene.open('mei', { height: 2400 });
    await mei.ask('cancel');
    const card = await mei.ask(`${sentence}, says its bookkeeper`);
    const typed = {
      [t('fields.description')]: 'Invoices 4711 and 4712.',
      [t('fields.since')]: 'October',
      [t('fields.title')]: 'Billed twice',
    };
    for (const [name, text] of Object.entries(typed)) await card.getByRole('textbox', { name }).fill(text);

    await mei.press(card, t('similar.other'));
    await card.getByText(t('similar.text')).waitFor({ state: 'detached' });
    const onForm = Object.keys(typed).map((name) => card.getByRole('textbox', { name }).inputValue());
    assert.deepEqual(await Promise.all(onForm), Object.values(typed));

    await card.getByRole('spinbutton', { name: t('fields.peopleHit') }).fill('12');
    await mei.press(card, t('words.back'));
    await card.getByText(t('report.subject.title'), { exact: true }).waitFor();
    await mei.press(card, t('report.next'));
    await card.getByText(t('report.review.title'), { exact: true }).waitFor();
    const review = await textOf(card);
    for (const text of [...Object.values(typed), '12']) assert.ok(review.includes(text), review);
  });

  it('goes on with all that was said when a helpdesk agent is in a support group (B6)', async () => {
    const t = words('en');
    const { customer, told } = SITUATIONS.find(({ name }) => name === 'helpdesk-in-azure') ?? assert.fail();
    const mei = await scene.open('mei', { height: 2400 });
    const sentence = told.en.sentence.replace(customer, 'Woodgrove Bank');
    await mei.ask('cancel');
    const card = await mei.ask(sentence);

    await card.getByRole('textbox', { name: t('advice.handOver.note') }).fill('Restarted it.');
    await mei.press(card, t('report.advice.inSupportGroup'));
    await card.getByRole('radio', { name: t('criteria.service-down') }).check();
    assert.equal(await card.getByRole('textbox', { name: t('fields.tried') }).inputValue(), 'Restarted it.');
    await mei.press(card, t('report.next'));
    await card.getByText(t('report.form.title'), { exact: true }).waitFor();

    assert.ok((await textOf(card)).includes(t('routes.names.azure-portal')));
    assert.equal(await card.getByRole('textbox', { name: t('fields.title') }).inputValue(), sentence);
    assert.match(await card.getByRole('textbox', { name: t('fields.since') }).inputValue(), /\b10\b/);
  });

  for (const { as, locale, theme, width, customer } of [
    { as: 'mei', locale: 'en', theme: 'light', width: 1280, customer: 'Graphic Design Institute' },
    { as: 'adele', locale: 'en', theme: 'dark', width: 1280, customer: 'Litware' },
    { as: 'camille', locale: 'fr', theme: 'light', width: 390, customer: 'Alpine Ski House' },
    { as: 'dmitri', locale: 'ru', theme: 'contrast', width: 390, customer: 'Bellows College' },
  ] as const)
    it(`says what became of what is typed into it, and asks where it is about somebody else: ${locale}, ${theme}, ${width} px`, async () => {
      const t = words(locale);
      const chat = await scene.open(as, { lang: locale, theme, width, height: 2400 });
      const pictures = picturesOf(chat, `report-typed-${locale}-${theme}-${width}`);
      const sentenceOf = (route: FilingRoute): string =>
        SITUATIONS.find(({ name }) => name === route)?.told[locale].sentence ?? assert.fail();
      await chat.ask('cancel');
      await chat.ask(sentenceOf('partner-center').replace('Fabrikam', customer));

      const card = await chat.ask('4711, 4712');
      const added = await pictures.take(card, 'added');
      await chat.press(card, t('report.typed.takeAway'));
      await card.getByText(t('report.typed.takeAway')).waitFor({ state: 'detached' });
      const without = await textOf(card);
      await chat.press(card, t('report.review-next'));
      await card.getByText(t('report.review.title'), { exact: true }).waitFor();
      await chat.ask('4713');
      const question = await chat.ask(sentenceOf('admin-center'));
      await pictures.take(question, 'asked');
      await chat.press(question, t('report.aside.new', { other: 'Contoso' }));
      const another = await chat.lastCard();
      await another.getByText(t('report.health.title')).waitFor();
      const other = await pictures.take(another, 'kept');
      await chat.press(another, t('report.typed.goBack'));
      const back = await chat.lastCard();
      await back.getByText(customer).first().waitFor();

      assert.ok(added.includes('4711, 4712'), added);
      assert.ok(!without.includes('4711'), without);
      assert.ok(other.includes('Contoso') && !other.includes('4713'), other);
      assert.ok((await textOf(back)).includes('4713'));
      assert.deepEqual(pictures.faults, []);
    });

  it('ends without a request when the person says that a known incident is the cause (B19)', async () => {
    const t = words('en');
    const mei = await scene.open('mei', { height: 2400 });
    const before = filed().length;
    await mei.ask('cancel');
    const card = await mei.ask('Tailspin Toys gets its mail with a delay');

    await card
      .getByRole('button', { name: t('report.health.thatIsIt') })
      .first()
      .click();

    await card.getByText(t('notices.linked-to-issue.title')).waitFor();
    await keepPicture(card, 'report-linked');
    assert.match(await textOf(card), /Tailspin Toys.*EX1083742/);
    assert.equal(filed().length, before);
  });
});
