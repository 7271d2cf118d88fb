import assert from 'node:assert/strict';
import sinon from 'sinon';
import { postgresHealthPollStore } from '../../src/adapters/postgres/health-poll-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { Customer } from '../../src/domain/customer.ts';
import type { HealthIssue } from '../../src/domain/service-health.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, aSnapshot } from '../support/health-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, OWN, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const FAILURE = { code: 'CONSENT_MISSING', status: 400, vendorCode: 'AADSTS65001', correlationId: undefined } as const;
const MAIL = anIssue('EX1', { title: 'Mail is delayed', highImpact: true });
const MEETINGS = anIssue('TM1', { title: 'Meetings start late', service: 'Microsoft Teams', classification: 'advisory' });

describe('Lists over all customers', () => {
  let database: Database;
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    database = await freshDatabase();
    desk = await openHelpdesk({ database });
    await postgresHealthPollStore(database).reconcile(desk.clock.now(), { apartMs: 0, withinMs: 0 });
    adele = desk.user();
  });
  afterEach(() => database.close());

  async function read({ tenantId }: Customer, ...issues: readonly HealthIssue[]): Promise<void> {
    await desk.polled(aSnapshot(tenantId, desk.clock.now(), issues));
    await postgresHealthPollStore(database).succeeded(tenantId, desk.clock.now(), desk.clock.now());
  }
  const fails = ({ tenantId }: Customer) =>
    postgresHealthPollStore(database).failed(tenantId, FAILURE, desk.clock.now(), new Date(desk.clock.now().getTime() + 600_000));
  const tag = ({ tenantId }: Customer, name: string) => desk.deps.tags.add(tenantId, name, { actor: 'someone', at: desk.clock.now() });
  const issuesOn = (card: Parameters<typeof buttonsOf>[0]): readonly unknown[] =>
    buttonsOf(card).flatMap(({ data }) => (data['command'] === 'incident' ? [data['text']] : []));

  describe('the board', () => {
    it('counts customers and shows the worst issues, each to be opened (B13, B14)', async () => {
      await read(CONTOSO, MEETINGS, MAIL);
      await read(FABRIKAM, MAIL);
      await read(OWN);

      const card = await adele.says('board');

      shows(card, t('board.trouble', { count: 2 }), 'Mail is delayed', 'Meetings start late', t('health.highImpact'));
      shows(card, t('board.hits', { count: 2 }), t('board.oldest', { age: 'now' }));
      assert.deepEqual(issuesOn(card), ['EX1', 'TM1']);
    });

    it('forgets knowledge that is too old, and says how old the rest is', async () => {
      await read(CONTOSO, MAIL);
      desk.clock.move(10 * 60_000);
      shows(await adele.says('board'), t('board.trouble', { count: 1 }), t('board.oldest', { age: '10 minutes ago' }));

      desk.clock.move(6 * 60_000);
      shows(await adele.says('board'), t('board.noTrouble'), t('board.notRead'));
    });

    it('is brought up to date in place', async () => {
      await adele.says('board');
      await read(CONTOSO, MAIL);

      shows(await adele.clicks('board.refresh'), t('board.trouble', { count: 1 }));

      assert.equal(adele.lastTurn[0]?.replaced, true);
    });

    it('shows nobody to whom the person has no access, and says so', async () => {
      await read(CONTOSO, MAIL);
      desk.fakes.view = desk.viewing({ groupIds: ['nothing'], at: desk.clock.now() });

      const card = await adele.says('board');

      // The partner's own tenant is everybody's.
      shows(card, t('board.noTrouble'), t('board.ofAccess'));
      assert.deepEqual(issuesOn(card), []);
    });

    it('lists whose health cannot be read: why, since when, what to do, when it is tried again', async () => {
      await read(CONTOSO);
      await fails(CONTOSO);
      await adele.says('board');

      const card = await adele.clicks('board.failing');

      shows(card, 'Contoso', t('board.remedies.consent.means'), t('board.remedies.consent.next'), 'AADSTS65001', '09:10');
      await read(CONTOSO);
      shows(await adele.clicks('board.failing'), t('board.failing.none'));
    });
  });

  describe('the list of issues', () => {
    beforeEach(async () => {
      await read(CONTOSO, MAIL, MEETINGS);
      await read(FABRIKAM, MAIL);
    });

    it('is that of all customers', async () => {
      assert.deepEqual(issuesOn(await adele.says('incidents')), ['EX1', 'TM1']);
    });

    it('is that of a customer named, which is in force then', async () => {
      assert.deepEqual(issuesOn(await adele.says('incidents fabrikam residences')), ['EX1']);
      shows(await adele.says('whoami'), 'Fabrikam Residences');
    });

    it('is that of a service when no customer is called so, and of a tag', async () => {
      await tag(FABRIKAM, 'Gold');

      assert.deepEqual(issuesOn(await adele.says('incidents teams')), ['TM1']);
      const gold = await adele.says('incidents #GOLD');
      assert.deepEqual(issuesOn(gold), ['EX1']);
      shows(gold, t('board.hits', { count: 1 }));
    });

    it('offers customers to choose from where several are meant, and goes on with the choice', async () => {
      await adele.says('incidents fabrikam');

      assert.deepEqual(issuesOn(await adele.clicks('customer.choose', {}, { tenantId: FABRIKAM.tenantId })), ['EX1']);
    });

    it('goes through its pages, and back to the first when a page is gone', async () => {
      const many = Array.from({ length: 11 }, (_, n) => anIssue(`SP${n}`, { service: 'SharePoint' }));
      desk.clock.move(1000);
      await read(CONTOSO, ...many);
      await adele.says('incidents sharepoint');
      shows(adele.card, t('board.range', { from: 1, to: 8, count: 11 }));

      const second = await adele.clicks('board.page', {}, { offset: 8 });
      shows(second, t('board.range', { from: 9, to: 11, count: 11 }));
      assert.equal(buttonsOf(second).find(({ verb }) => verb === 'board.page')?.data['service'], 'SharePoint');

      desk.clock.move(1000);
      await read(CONTOSO, MAIL);
      shows(await adele.press({ verb: 'board.page', data: { service: 'SharePoint', offset: 8 }, messageId: 'm' }), t('board.noneOpen'));
    });

    it('is narrowed by its form, which shows what is chosen', async () => {
      await tag(CONTOSO, 'Gold');
      await adele.says('incidents');
      const form = await adele.clicks('board.form');
      assert.equal(inputOf(form, 'service')?.['value'], '*');

      const list = await adele.clicks('board.filter', { service: 'Microsoft Teams', classification: '*', tag: 'Gold', customer: '' });
      assert.deepEqual(issuesOn(list), ['TM1']);
      shows(list, 'Microsoft Teams · \\#Gold');
      assert.equal(inputOf(await adele.clicks('board.form'), 'service')?.['value'], 'Microsoft Teams');

      const ofFabrikam = await adele.clicks('board.filter', {
        service: '*',
        classification: 'incident',
        tag: '*',
        customer: FABRIKAM.tenantId,
      });
      assert.deepEqual(issuesOn(ofFabrikam), ['EX1']);
    });

    it('of a customer to whom the person has no access is refused, whatever a card says', async () => {
      desk.fakes.check = desk.access('denied');

      const card = await adele.press({ verb: 'board.page', data: { tenantId: CONTOSO.tenantId }, messageId: 'm' });

      shows(card, t('notices.access-denied.title', { customer: 'Contoso' }));
    });

    it('takes nothing else from a card', async () => {
      for (const data of [{ offset: -1 }, { classification: 'other' }, { tenantId: 'x' }, { service: 'x'.repeat(101) }])
        shows(await adele.press({ verb: 'board.page', data, messageId: 'm' }), t('notices.old-card.title'));
    });
  });

  describe('the file', () => {
    const uploadInfo = {
      uploadUrl: 'https://northwind-my.sharepoint.com/upload/1',
      contentUrl: 'https://northwind-my.sharepoint.com/file.csv',
      name: 'open-issues.csv',
      uniqueId: 'unique-1',
      fileType: 'csv',
    };
    const written = (): string => Buffer.from(desk.fakes.upload.lastCall.args[1]).toString('utf8');
    const offered = () => desk.fakes.offer.lastCall.args[1];

    beforeEach(async () => {
      await read(CONTOSO, MAIL, MEETINGS);
      await read(FABRIKAM, MAIL);
      await tag(CONTOSO, '=Gold');
    });

    it('is offered in the own chat, with what it holds, and made when it is accepted', async () => {
      await adele.says('incidents');
      await adele.pressesOnly(adele.button('board.csv'));
      const { name, description, sizeInBytes, context } = offered();
      await adele.answersFile('accept', { context, uploadInfo });

      assert.equal(desk.fakes.offer.lastCall.args[0], desk.people.adele.id);
      assert.match(name, /^open-issues-2026-11-20-0900\.csv$/);
      assert.equal(description, t('csv.description', { count: 3 }));
      const lines = written().split('\r\n');
      assert.equal(
        lines[0],
        '\uFEFFCustomer,Tenant ID,Tags,Issue,What,Service,Kind,Status,High impact,Since (Europe/London),Last change (Europe/London),Seen at the customer since (Europe/London),Customers hit',
      );
      assert.equal(
        lines[1],
        `Contoso,${CONTOSO.tenantId},'=Gold,EX1,Mail is delayed,Exchange Online,Incident,Degraded,yes,2026-03-02 12:00,2026-03-02 12:00,2026-11-20 09:00,2`,
      );
      assert.deepEqual(
        lines.slice(1).map((line) => line.split(',')[3]),
        ['EX1', 'EX1', 'TM1', undefined],
      );
      assert.equal(sizeInBytes, desk.fakes.upload.lastCall.args[1].byteLength);
      assert.deepEqual(desk.fakes.upload.lastCall.args[0], uploadInfo);
      assert.deepEqual(
        [adele.files[0]?.name, adele.files[0]?.contentUrl, adele.files[0]?.content],
        [uploadInfo.name, uploadInfo.contentUrl, { uniqueId: 'unique-1', fileType: 'csv' }],
      );
      assert.deepEqual(adele.removed, ['the-offer']);
    });

    it('is parted by semicolons for French and Russian', async () => {
      const pierre = desk.user(desk.people.adele, { locale: 'fr' });
      await pierre.says('incidents fabrikam residences');
      await pierre.pressesOnly(pierre.button('board.csv'));
      await pierre.answersFile('accept', { context: offered().context, uploadInfo });

      assert.match(written(), /^\uFEFFClient;ID du locataire;/);
      assert.equal(written().trim().split('\r\n').length, 2);
      assert.deepEqual(offered().context, { tenantId: FABRIKAM.tenantId });
    });

    it('holds only what the person may see when it is accepted', async () => {
      await adele.says('incidents');
      await adele.pressesOnly(adele.button('board.csv'));
      desk.fakes.view = desk.viewing('none');
      await adele.answersFile('accept', { context: offered().context, uploadInfo });

      assert.equal(written().trim().split('\r\n').length, 1);

      desk.fakes.check = desk.access('denied');
      desk.fakes.upload.resetHistory();
      await adele.answersFile('accept', { context: { tenantId: CONTOSO.tenantId }, uploadInfo });
      assert.equal(desk.fakes.upload.callCount, 0);
      shows(adele.card, t('notices.access-denied.title', { customer: 'Contoso' }));
    });

    it('is not made for who declines, and not offered where there is nothing in it', async () => {
      await adele.answersFile('decline', { context: {} });
      shows(adele.card, t('notices.file-declined.title'));
      assert.deepEqual(adele.removed, ['the-offer']);

      shows(await adele.press({ verb: 'board.csv', data: { service: 'Viva' }, messageId: 'm' }), t('notices.file-empty.title'));
      assert.equal(desk.fakes.upload.callCount + desk.fakes.offer.callCount, 0);
    });

    it('that cannot be written is said so, with a way to get it anew', async () => {
      desk.fakes.upload = sinon.fake.rejects(desk.teamsFailure());
      await adele.answersFile('accept', { context: { tag: '=gold' }, uploadInfo });

      shows(adele.card, t('notices.file-not-saved.title'), 'ERR-1');
      await adele.pressesOnly(adele.button('board.csv'));
      assert.deepEqual(offered().context, { tag: '=gold' });
    });

    it('asked for in a channel is in the own chat, or needs one first', async () => {
      const inTeam = desk.user(desk.people.adele, { scope: 'team', conversationId: '19:general@thread.tacv2' });
      await inTeam.says('incidents');
      shows(await inTeam.press(inTeam.button('board.csv')), t('notices.file-in-own-chat.title'));

      desk.fakes.offer = sinon.fake.resolves(false);
      shows(await inTeam.press(inTeam.button('board.csv')), t('notices.file-no-chat.title'));
    });

    it('is taken by no button that only looks like the answer', async () => {
      shows(await adele.press({ verb: 'file.accept', data: { context: {}, uploadInfo }, messageId: 'm' }), t('notices.old-card.title'));

      assert.equal(desk.fakes.upload.callCount, 0);
    });

    it('is offered nowhere where Teams gives bots none', async () => {
      const nowhere = desk.user();
      desk.deps.files.possible = false;

      assert.doesNotMatch(textsOf(await nowhere.says('board')), /as a file/);
    });
  });
});
