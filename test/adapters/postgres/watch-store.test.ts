import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresWatchStore } from '../../../src/adapters/postgres/watch-store.ts';
import { DEFAULT_WATCH, MOST_SILENCES, MOST_WATCHES, type Silence, type WatchPlace } from '../../../src/domain/watch.ts';
import type { PlaceFacts, PlaceSettings, WatchStore } from '../../../src/ports/watch-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { later, NOON } from '../../support/health-fixtures.ts';
import { aWatch } from '../../support/watches.ts';

const ADELE: PlaceFacts = {
  scope: 'personal',
  conversationId: 'a:adele',
  personId: 'adele',
  personName: 'Adele Vance',
  label: undefined,
  locale: 'en',
  timeZone: 'Europe/London',
  access: { mayWatch: true, groupIds: ['helpdesk'] },
};
const CHANNEL: PlaceFacts = { ...ADELE, scope: 'team', conversationId: '19:channel@thread.tacv2', label: 'Helpdesk' };
const SETTINGS: PlaceSettings = {
  timeZone: 'Europe/Paris',
  quiet: { from: 1320, to: 420 },
  highImpactRings: false,
  toldOfUnseen: true,
  digest: 'daily',
  digestAt: { minute: 510, weekday: 2 },
};

describe('the store of watches', () => {
  let database: Database;
  let store: WatchStore;
  beforeEach(async () => {
    database = await freshDatabase();
    store = postgresWatchStore(database);
  });
  afterEach(() => database.close());

  const ensure = (facts: Partial<PlaceFacts> = {}, at = NOON): Promise<WatchPlace> =>
    store.ensure({ ...ADELE, ...facts }, [DEFAULT_WATCH], at);
  const known = async (place: WatchPlace | undefined): Promise<WatchPlace> => place ?? assert.fail('no such place');
  const audit = () => database.kysely.selectFrom('change_audit').selectAll().orderBy('id').execute();
  const learn = ({ conversationId = '', scope, personId }: PlaceFacts) =>
    postgresConversationStore(database).learn(
      {
        conversationId,
        scope,
        serviceUrl: 'https://teams.example',
        tenantId: 't',
        botId: 'b',
        personId,
        accountId: '29:1',
        teamId: undefined,
      },
      NOON,
    );
  const silence = (some: Partial<Silence> = {}): Silence => ({
    id: randomUUID(),
    tenantId: undefined,
    service: undefined,
    until: later(60),
    personName: 'Adele Vance',
    ...some,
  });
  /** A row of the ledger that waits. */
  const muted = (placeId: string, reason: string, dueAt: Date | null) =>
    database.kysely
      .insertInto('delivery')
      .values({
        issue_id: 'EX1',
        place_id: placeId,
        state: 'muted',
        reason,
        wanted_revision: 1,
        urgency: 1,
        due_at: dueAt,
        created_at: NOON,
        state_at: NOON,
      })
      .execute();
  const dueAt = async (): Promise<Date | null | undefined> =>
    (await database.kysely.selectFrom('delivery').select('due_at').executeTakeFirst())?.due_at;

  describe('makes a place', () => {
    it('with the watches it begins with, and all that is known of it', async () => {
      const { id, watches, ...place } = await ensure();
      const [watch, ...others] = watches;

      assert.match(id, /^[0-9a-f-]{36}$/);
      assert.deepEqual([watch, others], [{ id: watch?.id, ...DEFAULT_WATCH }, []]);
      assert.deepEqual(place, {
        version: 1,
        scope: 'personal',
        conversationId: 'a:adele',
        personId: 'adele',
        personName: 'Adele Vance',
        label: undefined,
        locale: 'en',
        timeZone: 'Europe/London',
        quiet: undefined,
        highImpactRings: true,
        toldOfUnseen: false,
        digest: 'none',
        digestAt: { minute: 480, weekday: 1 },
        mayWatch: true,
        groupIds: ['helpdesk'],
        checkedAt: NOON,
        silences: [],
      });
      assert.deepEqual(await store.personal('adele'), { id, watches, ...place });
      assert.deepEqual(await store.ofConversation('a:adele'), { id, watches, ...place });
      assert.deepEqual(await store.byId(id), { id, watches, ...place });
    });

    it('once for each person, however many replicas learn of the chat at the same time', async () => {
      // One round alone met the race now and then only.
      for (const personId of Array.from({ length: 25 }, (_, n) => `person ${n}`)) {
        const facts = { personId, conversationId: `a:${personId}` };

        const places = await Promise.all(Array.from({ length: 8 }, () => ensure(facts)));

        assert.equal(new Set(places.map(({ id }) => id)).size, 1);
        assert.equal((await ensure(facts)).watches.length, 1);
      }
    });

    it('that follows the person into another chat, language and zone; watches that were removed stay away', async () => {
      const first = await ensure();
      await store.remove(
        first,
        first.watches.map(({ id }) => id),
        'adele',
        NOON,
      );

      const moved = await ensure({ conversationId: 'a:again', locale: 'fr', timeZone: 'Europe/Paris', access: undefined }, later(5));

      assert.deepEqual(
        [moved.id, moved.conversationId, moved.locale, moved.timeZone, moved.watches, moved.checkedAt, moved.groupIds],
        [first.id, 'a:again', 'fr', 'Europe/Paris', [], NOON, ['helpdesk']],
      );
    });

    it('that keeps what an activity does not tell, and the zone that a person chose', async () => {
      const { id, version } = await ensure();
      await store.set({ id, version }, SETTINGS, 'adele', NOON);

      const place = await ensure({ conversationId: undefined, timeZone: 'Asia/Tokyo', access: undefined });

      assert.deepEqual([place.conversationId, place.timeZone], ['a:adele', 'Europe/Paris']);
    });

    it('for a channel, which takes the view of whoever set it up last; that is written down', async () => {
      const first = await ensure(CHANNEL);
      const second = await ensure({ ...CHANNEL, personId: 'camille', personName: 'Camille Laurent', access: undefined });

      assert.deepEqual([second.id, second.personName, second.groupIds, second.mayWatch], [first.id, 'Camille Laurent', [], false]);
      const [change, ...others] = await audit();
      assert.deepEqual(
        [change?.actor, change?.action, change?.before, change?.after, others.length],
        ['camille', 'view', { personId: 'adele' }, { personId: 'camille' }, 0],
      );
    });
  });

  describe('changes a place', () => {
    let place: WatchPlace;
    beforeEach(async () => {
      place = await ensure();
    });

    it('watch by watch, each change in the audit', async () => {
      const watch = aWatch({
        customers: { kind: 'list', tenantIds: ['c1', 'c2'] },
        services: ['Exchange Online'],
        mode: 'record',
        askSeen: true,
      });
      const added = await known(await store.put(place, watch, 'adele', later(1)));
      const tagged = { ...watch, customers: { kind: 'tag', tag: 'Gold', key: 'gold' } } as const;
      const changed = await known(await store.put(added, tagged, 'camille', later(1)));
      const removed = await known(await store.remove(changed, [watch.id, randomUUID()], 'camille', later(2)));

      assert.deepEqual(added.watches[1], watch);
      assert.deepEqual(changed.watches[1], tagged);
      assert.deepEqual([removed.watches, removed.version], [place.watches, 4]);
      assert.deepEqual(
        (await audit()).map(({ actor, subject, subject_id, action, before, after }) => [actor, subject, subject_id, action, before, after]),
        [
          ['adele', 'watch', place.id, 'put', null, watch],
          ['camille', 'watch', place.id, 'put', watch, tagged],
          ['camille', 'watch', place.id, 'remove', [tagged], null],
        ],
      );
    });

    it('by its settings; the next digest follows them', async () => {
      const set = await known(await store.set(place, SETTINGS, 'adele', NOON));

      const { timeZone, quiet, highImpactRings, toldOfUnseen, digest, digestAt } = set;
      assert.deepEqual({ timeZone, quiet, highImpactRings, toldOfUnseen, digest, digestAt }, SETTINGS);
      const due = async () => (await database.kysely.selectFrom('watch_place').select('digest_due_at').executeTakeFirst())?.digest_due_at;
      assert.deepEqual(await due(), new Date('2026-03-03T07:30:00Z'));

      const other = await known(await store.set(set, { ...SETTINGS, quiet: undefined }, 'adele', later(60 * 24)));
      assert.deepEqual([await due(), other.quiet], [new Date('2026-03-03T07:30:00Z'), undefined]);
      await store.set(other, { ...SETTINGS, digest: 'none' }, 'adele', later(60 * 24));
      assert.equal(await due(), null);
    });

    it('by silences; another one of the same thing takes its place, and ended ones go', async () => {
      const first = await known(await store.silence(place, silence({ tenantId: 'c1', until: later(10) }), 'adele', NOON));
      const other = silence({ tenantId: 'c1', until: later(90) });
      const second = await known(await store.silence(first, other, 'adele', later(1)));
      const service = silence({ service: 'Exchange Online', until: later(300) });
      const third = await known(await store.silence(second, service, 'adele', later(100)));

      assert.deepEqual([second.silences, third.silences], [[other], [service]]);
      assert.deepEqual((await known(await store.unsilence(third, service.id, 'adele', later(101)))).silences, []);
    });

    it('not when somebody else changed it meanwhile', async () => {
      const stale = place;
      await store.put(place, aWatch(), 'camille', NOON);

      assert.equal(await store.put(stale, aWatch({ id: randomUUID() }), 'adele', NOON), undefined);
      assert.equal(await store.remove(stale, [aWatch().id], 'adele', NOON), undefined);
      assert.equal(await store.set(stale, SETTINGS, 'adele', NOON), undefined);
      assert.equal(await store.silence(stale, silence(), 'adele', NOON), undefined);
      assert.equal(await store.unsilence(stale, randomUUID(), 'adele', NOON), undefined);
      assert.equal((await audit()).length, 1);
    });

    it('of two changes at once exactly one', async () => {
      const outcomes = await Promise.all(Array.from({ length: 6 }, () => store.put(place, aWatch({ id: randomUUID() }), 'adele', NOON)));

      assert.equal(outcomes.filter((one) => one !== undefined).length, 1);
      assert.equal((await store.personal('adele'))?.watches.length, 2);
    });

    it('within bounds', async () => {
      for (let n = 1; n < MOST_WATCHES; n++) place = await known(await store.put(place, aWatch({ id: randomUUID() }), 'adele', NOON));
      for (let n = 0; n < MOST_SILENCES; n++)
        place = await known(await store.silence(place, silence({ tenantId: `c${n}` }), 'adele', NOON));

      assert.equal(await store.put(place, aWatch(), 'adele', NOON), undefined);
      assert.equal(await store.silence(place, silence(), 'adele', NOON), undefined);
      const [one] = place.watches;
      assert.equal((await known(await store.put(place, { ...aWatch(), id: one?.id ?? '' }, 'adele', NOON))).watches.length, MOST_WATCHES);
    });

    it('never one of another place', async () => {
      const other = await ensure({ personId: 'mei', conversationId: 'a:mei' });

      await store.remove(
        place,
        other.watches.map(({ id }) => id),
        'adele',
        NOON,
      );

      assert.equal((await store.personal('mei'))?.watches.length, 1);
    });

    it('that does not exist: nothing happens', async () => {
      for (const id of [randomUUID(), 'no id', "'; drop table watch"]) {
        assert.equal(await store.byId(id), undefined);
        assert.equal(await store.put({ id, version: 1 }, aWatch(), 'adele', NOON), undefined);
      }
    });

    it('so that what waited for the end of a silence is looked at again at once (pitfall 24)', async () => {
      const silent = await known(await store.silence(place, silence(), 'adele', NOON));
      await muted(place.id, 'silence', later(60));

      await store.unsilence(silent, silent.silences[0]?.id ?? '', 'adele', later(5));

      assert.deepEqual(await dueAt(), later(5));
    });
  });

  describe('gives the places that can be told', () => {
    it('page by page, those of retired chats and those without watches left out', async () => {
      const adele = await ensure();
      const mei = await ensure({ personId: 'mei', conversationId: 'a:mei' });
      const nobody = await ensure({ personId: 'camille', conversationId: 'a:camille' });
      const unheard = await ensure({ personId: 'adam', conversationId: 'a:adam' });
      const omar = await ensure({ personId: 'omar', conversationId: undefined });
      await ensure({ personId: 'unknown', conversationId: undefined });
      const channel = await ensure(CHANNEL);
      for (const { conversationId, scope, personId } of [adele, mei, nobody, channel])
        await learn({ ...ADELE, conversationId, scope, personId });
      await postgresConversationStore(database).retire('a:mei', NOON);
      await store.remove(
        nobody,
        nobody.watches.map(({ id }) => id),
        'camille',
        NOON,
      );
      const account = { account_id: '29:omar', service_url: 'https://teams.example', tenant_id: 't', bot_id: 'b', learnt_at: NOON };
      await database.kysely
        .insertInto('person_account')
        .values({ person_id: 'omar', ...account })
        .execute();

      const all = await store.next(undefined, 100);
      const [first, ...others] = await store.next(undefined, 1);

      assert.deepEqual(
        all.map(({ id }) => id),
        [adele.id, omar.id, channel.id].toSorted(),
      );
      assert.deepEqual([first, others, await store.next(first?.id, 1)], [all[0], [], [all[1]]]);
      assert.ok(!all.some(({ id }) => id === unheard.id));
    });

    it('whose people were looked at longest ago, those never looked at first, those of retired chats not at all', async () => {
      await ensure({}, later(1));
      await ensure({ personId: 'mei', conversationId: 'a:mei' }, later(9));
      await ensure({ personId: 'camille', conversationId: 'a:camille', access: undefined });
      await ensure({ personId: 'adam', conversationId: 'a:adam' }, NOON);
      await ensure({ personId: 'omar', conversationId: 'a:omar' }, NOON);
      for (const personId of ['adele', 'mei', 'camille', 'adam', 'omar'])
        await learn({ ...ADELE, personId, conversationId: personId === 'adele' ? ADELE.conversationId : `a:${personId}` });
      // Where nobody can be told, the person is looked at on coming back.
      await postgresConversationStore(database).retire('a:omar', NOON);

      const people = async (limit: number) => (await store.unchecked(later(5), limit)).map(({ personId }) => personId);

      assert.deepEqual(
        [await people(10), await people(2)],
        [
          ['camille', 'adam', 'adele'],
          ['camille', 'adam'],
        ],
      );
    });

    it('and takes what was found out of a person into all their places; what waited for it is looked at again', async () => {
      const personal = await ensure({ access: undefined });
      const channel = await ensure({ ...CHANNEL, access: undefined });
      await muted(channel.id, 'access', null);

      await store.setAccess('adele', { mayWatch: false, groupIds: [] }, NOON);
      const stillMuted = await dueAt();
      await store.setAccess('adele', { mayWatch: true, groupIds: ['g1', 'g2'] }, later(5));

      assert.deepEqual([stillMuted, await dueAt()], [null, later(5)]);
      for (const { id } of [personal, channel]) {
        const { mayWatch, groupIds, checkedAt } = await known(await store.byId(id));
        assert.deepEqual([mayWatch, groupIds, checkedAt], [true, ['g1', 'g2'], later(5)]);
      }
    });

    it('and gives the channels that are told nothing any more, once', async () => {
      const lost = { mayWatch: false, groupIds: [] };
      await ensure();
      const channel = await ensure(CHANNEL);

      const silent = [await store.setAccess('adele', lost, NOON), await store.setAccess('adele', lost, later(5))];

      assert.deepEqual(silent, [[{ id: channel.id, conversationId: channel.conversationId, locale: channel.locale }], []]);
    });
  });
});
