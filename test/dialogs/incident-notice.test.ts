import assert from 'node:assert/strict';
import { incidentNoticeCard } from '../../cards/incident-notice.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { Customer } from '../../src/domain/customer.ts';
import type { Seen } from '../../src/ports/delivery-ledger.ts';
import { noticeFor } from '../../src/domain/incident-notice.ts';
import type { Colleague } from '../../src/domain/roles.ts';
import { DEFAULT_WATCH, hitIndex, type WatchPlace } from '../../src/domain/watch.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, aSnapshot, someDetails } from '../support/health-fixtures.ts';
import { buttonsOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const UNSEEN: Seen = { by: undefined, at: undefined };
let made = 8000;

describe('The living card of an incident', () => {
  let database: Database;
  let desk: Helpdesk;
  let id: string;
  before(async () => {
    database = await freshDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    desk = await openHelpdesk({ database });
    id = `EX${++made}`;
  });

  async function listedFor(...customers: readonly Customer[]): Promise<void> {
    const at = desk.clock.now();
    for (const { tenantId } of customers)
      await desk.polled(aSnapshot(tenantId, at, [anIssue(id, { title: 'Mail is delayed', modifiedAt: at })]));
    await desk.stores.incidents.saveDetails(someDetails(id, { title: 'Mail is delayed', modifiedAt: at }), at);
  }

  /** A chat or channel of a person that watches everything and asks to be seen. */
  function aPlace(person: Colleague, where: Partial<Pick<WatchPlace, 'scope' | 'conversationId'>> = {}): Promise<WatchPlace> {
    const facts = {
      scope: 'personal' as const,
      conversationId: `chat-of-${person.id}`,
      personId: person.id,
      personName: person.displayName,
      label: undefined,
      locale: 'en' as const,
      timeZone: 'Europe/London',
      access: { mayWatch: true, groupIds: [] },
      ...where,
    };
    return desk.deps.watches.ensure(facts, [{ ...DEFAULT_WATCH, askSeen: true }], desk.clock.now());
  }

  /** The row of the ledger, and the card in the user's chat. */
  async function told(user: User, place: WatchPlace, row: { readonly uncertain?: boolean } = {}): Promise<void> {
    const planned = { state: 'queued', reason: undefined, ring: 'new', urgency: 1, dueAt: undefined, askSeen: true } as const;
    const at = desk.clock.now();
    const deliveries = [{ placeId: place.id, ...planned }];
    await desk.deps.announcements.announce(id, at, async () => ({ change: undefined, deliveries, again: undefined }));
    const card =
      row.uncertain === true ? { card_uncertain: true, state: 'uncertain' as const } : { activity_id: 'the-card', state: 'sent' as const };
    await database.kysely
      .updateTable('delivery')
      .set({ ring: null, ...card })
      .where('place_id', '=', place.id)
      .where('issue_id', '=', id)
      .execute();
    await database.kysely
      .updateTable('delivery')
      .set({ conversation_id: place.conversationId })
      .where('activity_id', 'is not', null)
      .execute();
    const current = await desk.deps.announcements.current(id, at);
    assert.ok(current !== undefined);
    const notice = noticeFor(place, current.incident, hitIndex(current.hits), { seen: UNSEEN, now: at });
    user.messages.set('the-card', incidentNoticeCard('en', notice));
  }

  async function toldInOwnChat(): Promise<{ readonly adele: User; readonly place: WatchPlace }> {
    const adele = desk.user();
    const place = await aPlace(desk.people.adele);
    await told(adele, place);
    desk.jobs.length = 0;
    return { adele, place };
  }

  describe('“I have seen it”', () => {
    it('is noted, and the card says so at once; everybody else gets it from whoever sends', async () => {
      await listedFor(CONTOSO, FABRIKAM);
      const { adele, place } = await toldInOwnChat();

      const card = await adele.clicks('notice.seen');

      shows(card, t('notice.seen', { moment: '20 Nov 2026, 09:00' }), 'Contoso, Fabrikam Residences');
      assert.deepEqual(
        adele.lastTurn.map(({ replaced }) => replaced),
        [true],
      );
      assert.ok(!buttonsOf(card).some(({ verb }) => verb === 'notice.seen'));
      assert.deepEqual(await desk.deps.ledger.seenOf(id, place.id), { by: 'Adele Vance', at: desk.clock.now() });
      assert.deepEqual(
        desk.jobs.map(({ name }) => name),
        ['send-deliveries'],
      );
    });

    it('pressed again, on a card that was not changed yet, is answered with who has', async () => {
      await listedFor(CONTOSO);
      const channel = { scope: 'team', conversationId: `19:${id}@thread.tacv2` } as const;
      const place = await aPlace(desk.people.camille, channel);
      const [adele, camille] = [desk.user(desk.people.adele, channel), desk.user(desk.people.camille, channel)];
      await told(adele, place);
      await told(camille, place);
      await adele.clicks('notice.seen');
      desk.clock.move(60_000);

      shows(await camille.clicks('notice.seen'), t('notice.seenBy', { person: 'Adele Vance', moment: '20 Nov 2026, 09:00' }));
    });

    it('shows the card as the incident stands now, not as it stood', async () => {
      await listedFor(CONTOSO);
      const { adele } = await toldInOwnChat();
      desk.clock.move(60_000);
      const over = { title: 'Mail is delayed', resolved: true, status: 'serviceRestored', rawStatus: 'serviceRestored' } as const;
      await desk.stores.incidents.saveDetails(someDetails(id, { ...over, modifiedAt: desk.clock.now() }), desk.clock.now());

      shows(await adele.clicks('notice.seen'), t('statuses.serviceRestored'));
    });

    it('is not noted for a card of another chat: that is an old card', async () => {
      await listedFor(CONTOSO);
      const { adele, place } = await toldInOwnChat();
      const mei = desk.user(desk.people.mei);

      const card = await mei.press(adele.button('notice.seen'));

      shows(card, t('notices.old-card.title'));
      assert.deepEqual(await desk.deps.ledger.seenOf(id, place.id), UNSEEN);
    });

    it('is not noted for an issue that was never told here, nor for a card without a form', async () => {
      await listedFor(CONTOSO);
      const { adele } = await toldInOwnChat();
      const button = adele.button('notice.seen');

      for (const data of [{ ...button.data, issueId: 'EX1' }, { ...button.data, placeId: 'x' }, {}]) {
        shows(await adele.press({ ...button, data }), t('notices.old-card.title'));
      }
    });

    it('is not for people without a role', async () => {
      await listedFor(CONTOSO);
      const { place } = await toldInOwnChat();
      const stranger = { ...desk.people.adele, roles: [] };
      const adele = desk.user(stranger);
      await told(adele, place);

      await adele.clicks('notice.seen');

      assert.deepEqual(await desk.deps.ledger.seenOf(id, place.id), UNSEEN);
    });

    it('shows nothing by rights of the place that were looked at too long ago', async () => {
      await listedFor(CONTOSO, FABRIKAM);
      const { adele } = await toldInOwnChat();
      desk.clock.move(25 * 3_600_000);
      desk.fakes.view = desk.viewing('none');

      const card = await adele.clicks('notice.seen');

      assert.doesNotMatch(textsOf(card), /Contoso/);
      assert.deepEqual(
        adele.lastTurn.map(({ replaced }) => replaced),
        [false],
      );
    });
  });

  it('tells where it is when it is pressed, which mends a row that did not know', async () => {
    await listedFor(CONTOSO);
    const adele = desk.user();
    const place = await aPlace(desk.people.adele);
    await told(adele, place, { uncertain: true });

    await adele.clicks('notice.seen');

    assert.deepEqual(await desk.deps.ledger.cardIn(id, place.id), { conversationId: place.conversationId, activityId: 'the-card' });
    assert.equal((await desk.deps.ledger.totals(id)).states.uncertain, 0);
  });

  describe('for one customer', () => {
    it('gives the text for the only one that is hit, below the card', async () => {
      await listedFor(CONTOSO);
      const { adele } = await toldInOwnChat();

      shows(await adele.clicks('notice.text'), t('incident.text.title', { customer: 'Contoso' }));
      assert.deepEqual(
        adele.lastTurn.map(({ replaced }) => replaced),
        [false],
      );
    });

    it('takes the customer in force, where it is among several', async () => {
      await listedFor(CONTOSO, FABRIKAM);
      const { adele } = await toldInOwnChat();
      await adele.says('customer Fabrikam Residences');

      shows(await adele.clicks('notice.text'), t('incident.text.title', { customer: 'Fabrikam Residences' }));
    });

    it('lets one of several be chosen, on the card of the incident, and leaves this one as it is', async () => {
      await listedFor(CONTOSO, FABRIKAM);
      const { adele } = await toldInOwnChat();

      for (const verb of ['notice.text', 'notice.report']) {
        shows(await adele.clicks(verb), t('incident.remarks.choose-customer'), t('incident.forWhom'));
        assert.deepEqual(
          adele.lastTurn.map(({ replaced }) => replaced),
          [false],
          verb,
        );
      }
    });

    it('begins a report with what is known of the incident', async () => {
      await listedFor(CONTOSO);
      const { adele } = await toldInOwnChat();

      await adele.clicks('notice.report');

      const draft = await desk.deps.drafts.open(desk.people.adele.id, desk.clock.now());
      assert.deepEqual([draft?.tenantId, draft?.linkedIssueId], [CONTOSO.tenantId, id]);
      assert.deepEqual(
        adele.lastTurn.map(({ replaced }) => replaced),
        [false],
      );
    });

    it('asks whether the person may see the customer', async () => {
      await listedFor(CONTOSO);
      const { adele } = await toldInOwnChat();
      desk.fakes.check = desk.access('denied');

      assert.doesNotMatch(textsOf(await adele.clicks('notice.text')), /ready to copy/);
    });
  });
});

describe('The card of an incident that was announced', () => {
  it('says how many were told, and gives the list to those who may have it', async () => {
    const desk = await openHelpdesk();
    const id = `EX${++made}`;
    await desk.polled(aSnapshot(CONTOSO.tenantId, desk.clock.now(), [anIssue(id)]));
    const adele = desk.user();
    const place = await desk.deps.watches.ensure(
      {
        scope: 'personal',
        conversationId: `chat-of-${desk.people.adele.id}`,
        personId: desk.people.adele.id,
        personName: 'Adele Vance',
        label: undefined,
        locale: 'en',
        timeZone: undefined,
        access: undefined,
      },
      [DEFAULT_WATCH],
      desk.clock.now(),
    );
    const planned = { state: 'queued', reason: undefined, ring: 'new', urgency: 1, dueAt: undefined, askSeen: false } as const;
    const deliveries = [{ placeId: place.id, ...planned }];
    await desk.deps.announcements.announce(id, desk.clock.now(), async () => ({ change: undefined, deliveries, again: undefined }));
    desk.clock.move(5 * 60_000);

    const card = await adele.says(`incident ${id}`);

    shows(card, 'Told here in Teams: 1 waiting. Delayed: the longest has waited for 5 min.');
    assert.ok(buttonsOf(card).some(({ verb }) => verb === 'notice.file'));
    const sales = buttonsOf(await desk.user(desk.people.mei).says(`incident ${id}`));
    assert.ok(!sales.some(({ verb }) => verb === 'notice.file'));
  });
});
