import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Watch } from '../../src/domain/watch.ts';
import { DEFAULT_WATCH } from '../../src/domain/watch.ts';
import type { HealthIssue } from '../../src/domain/service-health.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, aSnapshot } from '../support/health-fixtures.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { buttonsOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const CHANNEL = '19:general@thread.tacv2';
const MAIL = anIssue('EX1', { title: 'Mail is delayed' });

describe('digests and files', () => {
  let database: Database;
  let desk: Helpdesk;
  let adele: User;
  let chat: string;
  beforeEach(async () => {
    database = await freshDatabase();
    desk = await openHelpdesk({ database });
    chat = `a:${randomUUID()}`;
    adele = desk.user(desk.people.adele, { conversationId: chat });
  });
  afterEach(() => database.close());

  const read = (customer: typeof CONTOSO, ...issues: readonly HealthIssue[]) =>
    desk.polled(aSnapshot(customer.tenantId, desk.clock.now(), issues));
  const place = (some: Partial<Omit<Watch, 'id'>> = {}, person: Colleague = desk.people.adele) =>
    desk.deps.watches.ensure(
      {
        scope: 'personal',
        conversationId: chat,
        personId: person.id,
        personName: person.displayName,
        label: undefined,
        locale: 'en',
        timeZone: 'Europe/London',
        access: { mayWatch: true, groupIds: [] },
      },
      [{ ...DEFAULT_WATCH, ...some }],
      desk.clock.now(),
    );
  const press = (verb: string, data: Readonly<Record<string, unknown>> = {}, user = adele) => user.press({ verb, data, messageId: 'm' });

  describe('the digest asked for', () => {
    it('tells below the card what happened in the last day here, recorded and silenced too', async () => {
      const { id, version } = await place({ mode: 'record' });
      const silence = {
        id: randomUUID(),
        tenantId: undefined,
        service: undefined,
        until: new Date('2026-12-01T00:00:00Z'),
        personName: 'x',
      };
      await desk.deps.watches.silence({ id, version }, silence, desk.people.adele.id, desk.clock.now());
      await read(CONTOSO, MAIL);

      const card = await press('digest.now');

      assert.equal(adele.lastTurn[0]?.replaced, false);
      shows(card, t('digest.eyebrow.daily'), t('digest.open', { open: 1 }), 'Mail is delayed', 'Contoso');
      assert.match(textsOf(card), /19 Nov 2026, 09:00 – 20 Nov 2026, 09:00/);
    });

    it('goes on to the last week on the same card', async () => {
      await place();
      await press('digest.now');

      const card = await adele.clicks('digest.now', {}, { kind: 'weekly' });

      assert.equal(adele.lastTurn[0]?.replaced, true);
      shows(card, t('digest.eyebrow.weekly'), t('digest.quiet'), t('digest.quietText'));
      assert.match(textsOf(card), /13 Nov 2026, 09:00 – 20 Nov 2026, 09:00/);
    });

    it('shows nobody customers whom the person may not see', async () => {
      await place();
      await read(CONTOSO, MAIL);
      desk.fakes.view = desk.viewing('none');

      assert.doesNotMatch(textsOf(await press('digest.now')), /Mail is delayed|Contoso/);
    });

    it('needs a place, and a role', async () => {
      shows(await press('digest.now'), t('notices.old-card.title'));
      shows(await press('digest.now', { kind: 'hourly' }), t('notices.old-card.title'));

      await place();
      const nobody = desk.user({ ...desk.people.adele, roles: [] }, { conversationId: chat });
      assert.doesNotMatch(textsOf(await press('digest.now', {}, nobody)), /digest/i);
    });

    it('gives no file in a channel', async () => {
      chat = CHANNEL;
      await place();
      await read(CONTOSO, MAIL);
      const inTeam = desk.user(desk.people.adele, { scope: 'team', conversationId: CHANNEL });

      const card = await press('digest.now', {}, inTeam);

      shows(card, 'Mail is delayed');
      assert.deepEqual(
        buttonsOf(card).filter(({ verb }) => verb === 'digest.csv'),
        [],
      );
    });
  });

  const uploadInfo = {
    uploadUrl: 'https://northwind-my.sharepoint.com/upload/1',
    contentUrl: 'https://northwind-my.sharepoint.com/file.csv',
    name: 'digest.csv',
  };
  const written = (): string => Buffer.from(desk.fakes.upload.lastCall.args[1]).toString('utf8');
  const lines = (): string[] => written().trimEnd().split('\r\n');
  const offered = () => desk.fakes.offer.lastCall.args[1];

  describe('the file of a digest', () => {
    beforeEach(async () => {
      await place();
      await read(CONTOSO, MAIL);
      await read(FABRIKAM, MAIL);
    });

    it('has a line for each issue and customer of the time that the card told of', async () => {
      await press('digest.now');
      await adele.pressesOnly(adele.button('digest.csv'));
      const { name, description, context } = offered();
      desk.clock.move(60_000);
      await read(FABRIKAM);
      await adele.answersFile('accept', { context, uploadInfo });

      assert.match(name, /^digest-2026-11-20-0900\.csv$/);
      assert.equal(description, t('csv.digest.description', { count: 2 }));
      assert.deepEqual(context, { kind: 'digest', from: '2026-11-19T09:00:00.000Z', to: '2026-11-20T09:00:00.000Z' });
      assert.equal(
        lines()[0],
        '\uFEFFCustomer,Tenant ID,Issue,What,Service,Kind,Status,High impact,Since (Europe/London),Over since (Europe/London),Seen at the customer since (Europe/London),Gone at the customer since (Europe/London),Customers hit',
      );
      assert.equal(
        lines()[1],
        `Contoso,${CONTOSO.tenantId},EX1,Mail is delayed,Exchange Online,Incident,Degraded,no,2026-03-02 12:00,,2026-11-20 09:00,,2`,
      );
      assert.match(lines()[2] ?? '', /^Fabrikam Residences,.*,2026-11-20 09:00,2026-11-20 09:01,2$/);
    });

    it('holds only what the person may see when it is accepted', async () => {
      await press('digest.now');
      await adele.pressesOnly(adele.button('digest.csv'));
      desk.fakes.view = desk.viewing('none');
      await adele.answersFile('accept', { context: offered().context, uploadInfo });

      assert.equal(lines().length, 1);
    });

    it('is made for no other time than a digest tells of, whatever an offer says', async () => {
      for (const [from, to] of [
        ['2026-11-20T09:00:00Z', '2026-11-20T08:00:00Z'],
        ['2026-11-01T09:00:00Z', '2026-11-20T08:00:00Z'],
        ['2026-11-20T08:00:00Z', '2026-11-20T10:00:00Z'],
        ['2026-01-01T08:00:00Z', '2026-01-02T08:00:00Z'],
        ['yesterday', 'today'],
      ]) {
        await adele.answersFile('accept', { context: { kind: 'digest', from, to }, uploadInfo });
        shows(adele.card, t('notices.old-card.title'));
      }
      assert.equal(desk.fakes.upload.callCount, 0);
    });
  });

  describe('the file of who was told', () => {
    let camille: User;
    beforeEach(async () => {
      camille = desk.user(desk.people.camille);
      await read(CONTOSO, MAIL);
    });

    async function told(placeName: string, some: Readonly<Record<string, unknown>> = {}): Promise<void> {
      const person = { ...desk.people.adele, id: randomUUID(), displayName: placeName };
      chat = `a:${randomUUID()}`;
      const { id } = await place({}, person);
      const at = desk.clock.now();
      await database.kysely
        .insertInto('delivery')
        .values({ issue_id: 'EX1', place_id: id, state: 'sent', wanted_revision: 1, urgency: 1, created_at: at, state_at: at, ...some })
        .execute();
    }

    it('has a line for each chat: how it went, why not, who has seen it and when', async () => {
      await told('=Adele', { ask_seen: true, seen_at: new Date('2026-11-20T08:30:00Z'), seen_by: 'x', seen_by_name: 'Camille Laurent' });
      await told('Mei Tanaka', { state: 'muted', reason: 'quiet' });
      await told('Pierre Roche', { ask_seen: true });
      await camille.pressesOnly({ verb: 'notice.file', data: { issueId: 'EX1' }, messageId: 'm' });
      assert.equal(offered().description, t('csv.deliveries.description', { count: 3, issue: 'EX1' }));
      await camille.answersFile('accept', { context: offered().context, uploadInfo });

      assert.match(offered().name, /^told-of-EX1-2026-11-20-0900\.csv$/);
      assert.equal(lines()[0], '\uFEFFChat or channel,Kind,Delivery,Reason,Since (Europe/London),Seen by,Seen at (Europe/London)');
      assert.deepEqual(lines().slice(1).toSorted(), [
        "'=Adele,personal chat,sent,,2026-11-20 09:00,Camille Laurent,2026-11-20 08:30",
        'Mei Tanaka,personal chat,held back,quiet hours,2026-11-20 09:00,,',
        'Pierre Roche,personal chat,sent,,2026-11-20 09:00,not yet,',
      ]);
    });

    it('is for those who may administer, and of incidents that they may know of', async () => {
      await told('Mei Tanaka');
      const context = { kind: 'deliveries', issueId: 'EX1' };
      const mei = desk.user(desk.people.mei);
      await mei.answersFile('accept', { context, uploadInfo });
      shows(mei.card, t('notices.not-permitted.title', { ability: t('abilities.administer') }));

      desk.fakes.view = desk.viewing('none');
      await camille.answersFile('accept', { context, uploadInfo });
      shows(camille.card, t('notices.no-such-incident.title', { query: 'EX1' }));
      assert.equal(desk.fakes.upload.callCount, 0);
    });
  });
});
