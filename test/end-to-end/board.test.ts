import assert from 'node:assert/strict';
import { LOCALES } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import { customerNamed } from '../../src/sandbox/cloud/customers.ts';
import type { Chat } from '../support/chat.ts';
import { textOf } from './card-reading.ts';
import { faultsOfLooks } from './looks.ts';
import { keepPicture, startScene, type Scene } from './scene.ts';

const en = words('en');
/** An issue that the sandbox has from the beginning. */
const ISSUE = 'EX1083742';

describe('all customers at a glance', function () {
  this.timeout(90_000);
  let scene: Scene;
  before(async function () {
    scene = await startScene(this);
    await everybodyRead(await scene.open('adele'));
    await scene.closePages();
  });
  afterEach(() => scene?.closePages());
  after(() => scene?.stop());

  /** The first readings of all customers take some seconds. */
  async function everybodyRead(chat: Chat): Promise<void> {
    const board = await chat.ask('board');
    for (;;) {
      const text = await textOf(board);
      if (text.includes(ISSUE) && text.includes(en('board.showFailing', { count: '' }).trim())) return;
      await chat.press(board, en('words.refresh'));
    }
  }

  it('opens an issue from the board, and tells whose health cannot be read and what to do (B13)', async () => {
    const adele = await scene.open('adele');
    const board = await adele.ask('board');
    assert.match(await textOf(board), new RegExp(en('board.troubled')));
    await keepPicture(board, 'board-en-light-1280');

    const issue = adele.cardIn(await adele.pressForMessage(board, ISSUE));
    assert.match(await textOf(issue), new RegExp(ISSUE));

    await adele.press(board, /^Cannot be read/);
    assert.match(await textOf(board), /Lamna Healthcare[\s\S]*ServiceHealth\.Read\.All/);
    await keepPicture(board, 'board-failing-en-light-1280');
  });

  it('narrows the list by its form', async () => {
    const adele = await scene.open('adele');
    const list = await adele.ask('incidents');
    await adele.press(list, en('board.filter.show'));
    await list.getByLabel(en('board.filter.classification')).selectOption({ label: en('classifications.advisory') });
    await adele.choose(list, en('board.filter.customer'), 'contoso', /^Contoso \(/);
    await keepPicture(list, 'incidents-filter-en-light-1280');
    await adele.press(list, en('board.filter.apply'));

    const text = await textOf(list);
    assert.match(text, /Contoso · Advisory/);
    assert.doesNotMatch(text, new RegExp(ISSUE));
    await keepPicture(list, 'incidents-filtered-en-light-1280');
  });

  it('gives the list as a file: allowed, written to OneDrive, opened', async () => {
    const adele = await scene.open('adele');
    const list = await adele.ask('incidents contoso');
    const offer = await adele.pressForMessage(list, en('csv.button'));
    await keepPicture(adele.cardIn(offer), 'file-offer-en-light-1280');

    const given = await adele.next(() => offer.getByRole('button', { name: 'Allow' }).click());
    const link = given.getByRole('link', { name: 'Open' });
    const url = (await link.getAttribute('href')) ?? '';

    const file = scene.sandbox.channel.drive.content(url)?.toString('utf8') ?? '';
    assert.match(file, /^\uFEFFCustomer,Tenant ID,/);
    assert.match(file, new RegExp(`\r\nContoso,[^,]+,,${ISSUE},`));
    assert.equal(await offer.count(), 0);
    await keepPicture(adele.cardIn(given), 'file-given-en-light-1280');
  });

  it('gives no file to who declines', async () => {
    const adele = await scene.open('adele');
    const list = await adele.ask('incidents');
    const offer = await adele.pressForMessage(list, en('csv.button'));

    const answer = await adele.next(() => offer.getByRole('button', { name: 'Decline' }).click());

    assert.match(await textOf(adele.cardIn(answer)), new RegExp(en('notices.file-declined.title')));
    assert.equal(await offer.count(), 0);
  });

  it('groups customers by tags, and shows what hits the group', async () => {
    const camille = await scene.open('camille', { lang: 'en' });
    const customer = await camille.ask('customer contoso');
    await camille.press(customer, en('tags.edit'));
    await customer.getByLabel(en('tags.label')).fill('Gold, VIP');
    await keepPicture(customer, 'tags-en-light-1280');
    await camille.press(customer, en('tags.save'));
    assert.match(await textOf(customer), /#Gold #VIP/);

    const group = await camille.ask('customers #gold');
    await camille.choose(group, en('tags.group.addTitle'), 'fabrikam', /^Fabrikam \(/);
    await camille.press(group, en('tags.group.add'));
    assert.match(await textOf(group), /Contoso[\s\S]*Fabrikam/);
    await keepPicture(group, 'group-en-light-1280');

    await camille.press(group, en('tags.group.issues'));
    assert.match(await textOf(group), new RegExp(ISSUE));
  });

  it('narrows a long list by service and tag, goes to its next page and opens an issue', async () => {
    const { tenantId } = customerNamed('Litware');
    addIssues(tenantId, 'Power BI', 10);
    const adele = await scene.open('adele');
    await adele.press(await adele.ask('health Litware'), en('words.refresh'));
    const customer = await adele.ask('customer Litware');
    await adele.press(customer, en('tags.edit'));
    await customer.getByLabel(en('tags.label')).fill('Branch offices');
    await adele.press(customer, en('tags.save'));

    const list = await adele.ask('incidents');
    await adele.press(list, en('board.filter.show'));
    await list.getByLabel(en('board.filter.service')).selectOption({ label: 'Power BI' });
    await list.getByLabel(en('board.filter.tag')).selectOption({ label: 'Branch offices' });
    await adele.press(list, en('board.filter.apply'));
    const first = await textOf(list);
    await adele.press(list, en('board.next'));
    await keepPicture(list, 'incidents-page-2-en-light-1280');
    const second = await textOf(list);
    const id = /PB\d+/.exec(second)?.[0] ?? 'none';
    const issue = await textOf(adele.cardIn(await adele.pressForMessage(list, id)));

    assert.ok(first.includes(en('board.range', { from: 1, to: 8, count: 10 })), first);
    assert.ok(second.includes(en('board.range', { from: 9, to: 10, count: 10 })) && !first.includes(id), second);
    assert.ok(issue.includes(id) && issue.includes('Litware'), issue);
  });

  /** Issues that only one customer has. */
  function addIssues(tenantId: string, service: string, count: number): void {
    const { issues } = scene.sandbox.cloud.state;
    const like = issues.find(({ issue }) => issue.id === ISSUE)?.issue;
    assert.ok(like !== undefined);
    for (let n = 0; n < count; n += 1) {
      const id = `PB10955${n}0`;
      issues.push({ issue: { ...like, id, title: `Reports load slowly (${n})`, service }, tenantIds: new Set([tenantId]) });
    }
  }

  for (const locale of LOCALES) {
    const [theme, width] = locale === 'en' ? (['dark', 1280] as const) : (['light', 390] as const);
    it(`looks right in ${locale}, ${theme}, ${width} px`, async () => {
      const t = words(locale);
      const chat = await scene.open('adele', { lang: locale, theme, width, height: 2400 });
      const looks = `${locale}-${theme}-${width}`;
      const faults: string[] = [];
      const check = async (name: string): Promise<void> => {
        await keepPicture(await chat.lastCard(), `${name}-${looks}`);
        for (const fault of await faultsOfLooks(chat)) faults.push(`${name}: ${fault}`);
      };
      const board = await chat.ask('board');
      await check('board');
      await chat.press(board, new RegExp(`^${t('board.showFailing', { count: '' }).split(/\s*:/)[0]}`));
      await check('board-failing');
      const list = await chat.ask('incidents');
      await check('incidents');
      await chat.press(list, t('board.filter.show'));
      await check('incidents-filter');
      await chat.ask('customers #gold');
      await check('group');
      await chat.pressForMessage(await chat.ask('incidents'), t('csv.button'));
      await check('file-offer');

      assert.deepEqual(faults, []);
    });
  }
});
