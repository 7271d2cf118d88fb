import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Insertable } from 'kysely';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresDeliveryLedger } from '../../../src/adapters/postgres/delivery-ledger.ts';
import { postgresDeliveryStore } from '../../../src/adapters/postgres/delivery-store.ts';
import { postgresHealthStore } from '../../../src/adapters/postgres/health-store.ts';
import { postgresIncidentStore } from '../../../src/adapters/postgres/incident-store.ts';
import type { DeliveryTable } from '../../../src/adapters/postgres/schema.ts';
import { postgresWatchStore } from '../../../src/adapters/postgres/watch-store.ts';
import { DELIVERY_STATES } from '../../../src/domain/delivery.ts';
import { DEFAULT_WATCH } from '../../../src/domain/watch.ts';
import { freshDatabase } from '../../support/database.ts';
import { anIssue, aSnapshot, later, NOON, someDetails } from '../../support/health-fixtures.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';
import { someContent } from '../../support/use-case-fixtures.ts';

const ADELE = { id: 'adele', displayName: 'Adele Vance' };
const CAMILLE = { id: 'camille', displayName: 'Camille Laurent' };

describe('delivery ledger', () => {
  let database: Database;
  let jobs: string[] = [];
  const queue = { within: () => ({ enqueue: async (name: string) => void jobs.push(name) }) };
  before(async () => {
    database = await freshDatabase();
  });
  beforeEach(() => {
    jobs = [];
  });
  after(() => database.close());

  const ledger = () => postgresDeliveryLedger(database, queue);
  let made = 0;
  async function anIncident(): Promise<string> {
    const id = `EX${++made}`;
    await postgresHealthStore(database, NO_JOBS).save(aSnapshot(someContent().tenantId, NOON, [anIssue(id)]));
    jobs = [];
    return id;
  }
  const end = (id: string) =>
    postgresIncidentStore(database, queue, 90).saveDetails(someDetails(id, { resolved: true, modifiedAt: later(60) }), later(60));

  async function aPlace(scope: 'personal' | 'team' = 'personal'): Promise<string> {
    const personId = randomUUID();
    const facts = {
      scope,
      conversationId: `conversation of ${personId}`,
      personId,
      personName: 'Adele Vance',
      label: scope === 'team' ? 'Incidents' : undefined,
      locale: 'en',
      timeZone: 'Europe/Paris',
      access: { mayWatch: true, groupIds: [] },
    } as const;
    return (await postgresWatchStore(database).ensure(facts, [DEFAULT_WATCH], NOON)).id;
  }

  /** A row with a card that asks to be seen, unless told otherwise. */
  async function aRow(issueId: string, some: Partial<Insertable<DeliveryTable>> = {}): Promise<string> {
    const placeId = some.place_id ?? randomUUID();
    await database.kysely
      .insertInto('delivery')
      .values({
        issue_id: issueId,
        place_id: placeId,
        state: 'sent',
        wanted_revision: 0,
        shown_revision: 0,
        urgency: 1,
        conversation_id: 'a:chat',
        activity_id: '1700000000000',
        ask_seen: true,
        created_at: NOON,
        state_at: NOON,
        ...some,
      })
      .execute();
    return placeId;
  }
  const rowOf = (issueId: string, placeId: string) =>
    database.kysely
      .selectFrom('delivery')
      .selectAll()
      .where('issue_id', '=', issueId)
      .where('place_id', '=', placeId)
      .executeTakeFirstOrThrow();

  describe('sums up', () => {
    it('how many rows are in each state, how many of those asked have seen it, and since when the longest waits', async () => {
      const id = await anIncident();
      await aRow(id, { seen_at: later(5), seen_by_name: 'Adele Vance' });
      await aRow(id);
      await aRow(id, { state: 'updated', ask_seen: false });
      await aRow(id, { state: 'queued', activity_id: null, state_at: later(2) });
      await aRow(id, { state: 'queued', activity_id: null, state_at: later(1) });

      const totals = await ledger().totals(id);

      assert.deepEqual(totals.states, { queued: 2, sent: 2, updated: 1, failed: 0, gone: 0, muted: 0, uncertain: 0 });
      assert.deepEqual([totals.asked, totals.seen, totals.waitingSince], [2, 1, later(1)]);
    });

    it('nothing where nobody was to be told', async () => {
      const { states, asked, waitingSince } = await ledger().totals('EX0');

      assert.equal(Object.values(states).reduce((sum, count) => sum + count, 0) + asked, 0);
      assert.equal(waitingSince, undefined);
    });

    it('to as many as there are rows, whatever happens to them', async () => {
      const operation = fc.record({
        place: fc.nat(5),
        act: fc.constantFrom('add', 'see', 'found', 'remind', 'escalate', 'take back', ...DELIVERY_STATES),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (operations) => {
          const id = await anIncident();
          const places = Array.from({ length: 6 }, () => randomUUID());
          const there = new Set<string>();
          for (const { place, act } of operations) {
            const placeId = places[place] ?? '';
            const key = { issueId: id, placeId };
            if (act === 'see') await ledger().markSeen(id, placeId, ADELE, later(1));
            else if (act === 'found')
              await postgresDeliveryStore(database, queue).foundCard(id, placeId, { conversationId: 'c', activityId: '2' }, later(1));
            else if (act === 'remind') await ledger().remind(key, later(1), later(2));
            else if (act === 'take back') await ledger().postpone(key, later(3), { takeBack: true });
            else if (act === 'escalate') await ledger().escalated(id, later(4));
            else if (act !== 'add')
              await database.kysely.updateTable('delivery').set({ state: act }).where('place_id', '=', placeId).execute();
            else if (!there.has(placeId)) there.add(await aRow(id, { place_id: placeId, state: 'uncertain', card_uncertain: true }));
          }

          const { states, asked, seen } = await ledger().totals(id);

          assert.equal(
            Object.values(states).reduce((sum, count) => sum + count, 0),
            there.size,
          );
          assert.ok(seen <= asked && asked <= there.size);
        }),
        { numRuns: 25 },
      );
    });
  });

  it('lists its rows page by page, with whose chat or which channel it is', async () => {
    const id = await anIncident();
    const places = [await aPlace('team'), await aPlace()].toSorted();
    for (const placeId of places) await aRow(id, { place_id: placeId, state: 'muted', reason: 'quiet' });
    await aRow(await anIncident(), { place_id: places[0] ?? '' });

    const [first, ...rest] = await ledger().page(id, undefined, 1);
    const [second, ...none] = await ledger().page(id, first?.placeId, 5);

    assert.deepEqual([first?.placeId, second?.placeId, rest, none], [...places, [], []]);
    assert.deepEqual(
      [first, second].map((row) => row?.label).toSorted((a, b) => String(a).localeCompare(String(b))),
      ['Incidents', undefined],
    );
    assert.deepEqual([first?.personName, first?.state, first?.reason, first?.seen], ['Adele Vance', 'muted', 'quiet', undefined]);
  });

  describe('notes who has seen it', () => {
    it('the first one only, and has the card changed without a ring', async () => {
      const id = await anIncident();
      const placeId = await aRow(id);

      const first = await ledger().markSeen(id, placeId, ADELE, later(3));
      const again = await ledger().markSeen(id, placeId, CAMILLE, later(9));

      assert.deepEqual(
        [first, again],
        [
          { by: 'Adele Vance', at: later(3) },
          { by: 'Adele Vance', at: later(3) },
        ],
      );
      const row = await rowOf(id, placeId);
      assert.deepEqual([row.state, row.ring, row.urgency, row.seen_by], ['queued', null, 2, 'adele']);
      assert.equal(row.shown_revision, null);
      assert.deepEqual(jobs, ['send-deliveries']);
    });

    it('not at all where the change of the card cannot be asked for in the same transaction', async () => {
      const id = await anIncident();
      const placeId = await aRow(id);
      const broken = { within: () => ({ enqueue: () => Promise.reject(new Error('no queue')) }) };

      await assert.rejects(postgresDeliveryLedger(database, broken).markSeen(id, placeId, ADELE, later(3)));

      assert.deepEqual(await ledger().seenOf(id, placeId), { by: undefined, at: undefined });
      assert.equal((await rowOf(id, placeId)).state, 'sent');
    });

    it('once where two press at the same moment', async () => {
      const id = await anIncident();
      const placeId = await aRow(id);

      const both = await Promise.all([ADELE, CAMILLE].map((person) => ledger().markSeen(id, placeId, person, later(3))));

      assert.equal(new Set(both.map((seen) => seen?.by)).size, 1);
    });

    it('and has a card that is being changed just now changed once more', async () => {
      const id = await anIncident();
      const placeId = await aRow(id, { state: 'queued', wanted_revision: 0, claimed_until: later(1) });

      await ledger().markSeen(id, placeId, ADELE, later(3));

      const incident = await database.kysely.selectFrom('incident').select('revision').where('id', '=', id).executeTakeFirstOrThrow();
      assert.equal((await rowOf(id, placeId)).wanted_revision, incident.revision);
    });

    it('also at quiet hours, when a ring waits and nothing else does; a card that was removed by hand stays away', async () => {
      const id = await anIncident();
      const places = {
        quiet: await aRow(id, { state: 'muted', reason: 'quiet' }),
        removed: await aRow(id, { state: 'muted', reason: 'removed' }),
      };

      for (const placeId of Object.values(places)) await ledger().markSeen(id, placeId, ADELE, later(3));

      const rows = await Promise.all(Object.values(places).map((placeId) => rowOf(id, placeId)));
      assert.deepEqual(
        rows.map(({ state }) => state),
        ['queued', 'muted'],
      );
    });

    it('nowhere where nobody is asked, and of no place that there is not', async () => {
      const id = await anIncident();
      const silent = await aRow(id, { ask_seen: false });

      for (const placeId of [silent, randomUUID(), 'no id']) assert.equal(await ledger().markSeen(id, placeId, ADELE, NOON), undefined);
      assert.deepEqual(jobs, []);
    });
  });

  describe('waits for an acknowledgement', () => {
    const all = (now: Date) => ledger().unseen(now, 100);
    const of = async (issueId: string, now: Date) =>
      (await all(now)).filter((card) => card.issueId === issueId).map(({ placeId }) => placeId);

    it('of cards that are there, of open incidents, where one was asked for', async () => {
      const id = await anIncident();
      const over = await anIncident();
      const there = [await aRow(id), await aRow(id, { state: 'updated' }), await aRow(id, { state: 'queued' })];
      for (const state of ['muted', 'gone', 'failed', 'uncertain'] as const) await aRow(id, { state });
      await aRow(id, { ask_seen: false });
      await aRow(id, { seen_at: NOON });
      await aRow(id, { state: 'queued', activity_id: null });
      await aRow(over);
      await end(over);

      await ledger().awaitSeen(later(15));

      assert.deepEqual(await of(id, later(14)), []);
      assert.deepEqual((await of(id, later(15))).toSorted(), there.toSorted());
      assert.deepEqual(await of(over, later(99)), []);
    });

    it('from the first time on: a later look moves nothing', async () => {
      const id = await anIncident();
      const placeId = await aRow(id);
      await ledger().awaitSeen(later(15));

      await ledger().awaitSeen(later(30));

      assert.deepEqual(await of(id, later(15)), [placeId]);
    });

    it('and lets one remind, unless it was seen meanwhile', async () => {
      const id = await anIncident();
      const [placeId, seen] = [await aRow(id), await aRow(id)];
      await ledger().awaitSeen(later(15));
      await ledger().markSeen(id, seen, ADELE, later(3));
      const remind = (place: string) => ledger().remind({ issueId: id, placeId: place }, later(15), later(30));

      const reminded = await Promise.all([remind(placeId), remind(placeId), remind(seen)]);

      assert.deepEqual(reminded.toSorted(), [false, false, true]);
      assert.deepEqual(await of(id, later(99)), []);
    });

    it('once more where the reminder certainly was not sent', async () => {
      const id = await anIncident();
      const placeId = await aRow(id);
      const key = { issueId: id, placeId };
      await ledger().awaitSeen(later(15));
      await ledger().remind(key, later(15), later(30));

      await ledger().postpone(key, later(20), { takeBack: true });

      assert.deepEqual([await of(id, later(19)), await of(id, later(20))], [[], [placeId]]);
    });

    it('and counts where a reminder did not help either, until that is escalated', async () => {
      const id = await anIncident();
      const places = [await aRow(id), await aRow(id), await aRow(id)];
      await ledger().awaitSeen(later(15));
      for (const placeId of places) await ledger().remind({ issueId: id, placeId }, later(15), later(30));
      await ledger().markSeen(id, places[0] ?? '', ADELE, later(20));
      const inVain = async (now: Date) => (await ledger().unseenInVain(now, 50)).find(({ issueId }) => issueId === id)?.cards;

      assert.deepEqual([await inVain(later(29)), await inVain(later(30))], [undefined, 2]);
      await ledger().escalated(id, later(30), later(35));
      assert.deepEqual([await inVain(later(34)), await inVain(later(35))], [undefined, 2]);
      await ledger().escalated(id, later(35));
      assert.equal(await inVain(later(99)), undefined);
    });
  });

  it('knows the channels that want to be told of what nobody has seen, and no chat', async () => {
    const [channel, other, chat] = [await aPlace('team'), await aPlace('team'), await aPlace()];
    await database.kysely.updateTable('watch_place').set({ told_of_unseen: true }).where('id', 'in', [channel, chat]).execute();

    const ids = await ledger().toldOfUnseen(50);

    assert.ok(ids.includes(channel) && !ids.includes(other) && !ids.includes(chat));
  });
});
