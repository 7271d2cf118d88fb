import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { postgresDeliveryStore } from '../../../src/adapters/postgres/delivery-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import type { DeliveryOutcome, DeliveryStore, DueDelivery, Posting } from '../../../src/ports/delivery-store.ts';
import { announcing } from '../../support/announcing.ts';
import { freshDatabase } from '../../support/database.ts';
import { anIssue, later, NOON } from '../../support/health-fixtures.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';

const LONG_MS = 60_000;
const FAILURE = { code: 'THROTTLED', status: 429, correlationId: undefined };

describe('delivery store', () => {
  let database: Database;
  let given: ReturnType<typeof announcing>;
  let store: DeliveryStore;
  beforeEach(async () => {
    database = await freshDatabase();
    given = announcing(database);
    store = postgresDeliveryStore(database, NO_JOBS);
    await given.customers('a');
  });
  afterEach(() => database.close());

  /** Incidents begin, and are announced at minute 1. */
  const begin = async (...ids: readonly string[]): Promise<void> => {
    await given.polled('a', 0, ...ids.map((id) => anIssue(id)));
    for (const id of ids) await given.announce(id, 1);
  };
  const note = (sender: string, { issueId, place }: DueDelivery, posting: Posting, revision = 1) =>
    store.posting(sender, [{ issueId, placeId: place.id, posting, revision }], later(2));
  const outcome = <Kind extends object>({ issueId, place, wantedRevision }: DueDelivery, how: Kind) =>
    ({ issueId, placeId: place.id, wantedRevision, ...how }) as Kind & DeliveryOutcome;
  const claimOne = async (sender: string, minutes = 2): Promise<DueDelivery> => {
    const [due] = await store.claim(sender, later(minutes), 10);
    assert.ok(due !== undefined);
    return due;
  };
  const card = { conversationId: 'a:adele', activityId: '1' };

  it('wakes what quiet hours held back a part at a time, that which waits longest first', async () => {
    const { id } = await given.place('adele', { settings: { quiet: { from: 0, to: 780 } } });
    await begin('EX1');
    await sql`
      insert into delivery (issue_id, place_id, state, reason, wanted_revision, urgency, due_at, created_at, state_at)
      select 'X' || n, ${id}, 'muted', 'quiet', 1, 1, ${later(59)}, ${NOON}, ${NOON} from generate_series(1, 1000) n`.execute(
      database.kysely,
    );
    await store.hold('one', LONG_MS, later(60));

    await store.claim('one', later(60), 1);
    const after = await given.row('EX1', id);
    await store.claim('one', later(60), 1);

    assert.deepEqual([after?.state, (await given.row('EX1', id))?.state], ['muted', 'queued']);
  });

  describe('has one sender', () => {
    it('until it says that it is done', async () => {
      const first = await store.hold('one', LONG_MS, later(1));
      const second = await store.hold('two', LONG_MS, later(1));
      const still = await store.hold('one', LONG_MS, later(1));
      await store.release('one');

      assert.deepEqual([first, second, still, await store.hold('two', LONG_MS, later(1))], [true, false, true, true]);
    });

    it('of many that ask at once', async () => {
      const held = await Promise.all(Array.from({ length: 8 }, (_none, index) => store.hold(`sender ${index}`, LONG_MS, later(1))));

      assert.equal(held.filter(Boolean).length, 1);
    });

    it('and gives nothing to another', async () => {
      await given.place('adele');
      await begin('EX1');
      await store.hold('one', LONG_MS, later(1));

      assert.deepEqual(await store.claim('two', later(2), 10), []);
      const due = await claimOne('one');
      assert.deepEqual(await note('two', due, 'card'), []);
    });

    it('whose death makes uncertain what may be there, and frees the rest', async () => {
      const names = ['card', 'line', 'update', 'none'] as const;
      for (const name of names) await given.place(name);
      await begin('EX1');
      await store.hold('one', 1, later(1));
      const rows = await store.claim('one', later(2), 10);
      for (const due of rows) {
        const posting = due.place.personId as (typeof names)[number];
        if (posting !== 'none') await note('one', due, posting);
      }

      while (!(await store.hold('two', LONG_MS, later(3))));

      const left = await database.kysely
        .selectFrom('delivery')
        .innerJoin('watch_place', 'id', 'place_id')
        .selectAll('delivery')
        .select('person_id')
        .execute();
      assert.deepEqual(
        Object.fromEntries(left.map((row) => [row.person_id, [row.state, row.card_uncertain, row.claimed_until, row.posting]])),
        {
          card: ['uncertain', true, null, null],
          line: ['uncertain', false, null, null],
          update: ['queued', false, null, null],
          none: ['queued', false, null, null],
        },
      );
      assert.equal((await store.claim('two', later(4), 10)).length, 2);
    });

    it('which, when it was only slow, spoils nothing of its successor', async () => {
      await given.place('adele');
      await begin('EX1');
      await store.hold('one', 1, later(1));
      const slow = await claimOne('one');
      while (!(await store.hold('two', LONG_MS, later(3))));
      const due = await claimOne('two', 3);
      await note('two', due, 'card');

      await store.settle('one', [outcome(slow, { kind: 'back', dueAt: undefined, revision: undefined })], later(3));

      const row = await given.row('EX1', due.place.id);
      assert.deepEqual([row?.posting, row?.claimed_until !== null], ['card', true]);
    });
  });

  describe('gives what is due', () => {
    beforeEach(() => store.hold('s', LONG_MS, later(1)));

    it('with the place, its address and its watches', async () => {
      const place = await given.place('adele');
      await begin('EX1');

      const due = await claimOne('s');

      assert.deepEqual({ ...due.place, version: place.version }, place);
      assert.deepEqual(
        [due.issueId, due.address?.conversationId, due.ring, due.wantedRevision, due.card],
        ['EX1', 'a:adele', 'new', 1, undefined],
      );
    });

    it('the most urgent first, one row of a place at a time', async () => {
      for (const name of ['adele', 'dmitri']) await given.place(name);
      await begin('EX1');
      await given.polled('a', 1, anIssue('EX1'), anIssue('EX2', { highImpact: true }));
      await given.announce('EX2', 1);

      const first = await store.claim('s', later(2), 10);
      const second = await store.claim('s', later(2), 10);

      assert.deepEqual([first.map(({ issueId }) => issueId), second], [['EX2', 'EX2'], []]);
    });

    it('nothing faster than a conversation may be written to, and says when it may', async () => {
      await given.place('adele');
      const ids = Array.from({ length: 8 }, (_none, index) => `EX${index}`);
      await begin(...ids);
      let sent = 0;
      for (let [due] = await store.claim('s', later(2), 1); due !== undefined; [due] = await store.claim('s', later(2), 1)) {
        await note('s', due, 'card');
        await store.settle('s', [outcome(due, { kind: 'shown', card, revision: 1, anew: true })], later(2));
        sent++;
      }

      const next = await store.nextDue();

      assert.equal(sent, 5);
      assert.equal((next?.getTime() ?? 0) - later(2).getTime(), 2_100);
    });

    it('what was muted until now, and tells when that is', async () => {
      const place = await given.place('adele', { settings: { quiet: { from: 700, to: 780 } } });
      await begin('EX1');
      const next = await store.nextDue();
      const before = await store.claim('s', later(59), 10);

      const due = await claimOne('s', 60);

      assert.deepEqual([next, before, due.place.id, due.wasMuted], [later(60), [], place.id, true]);
    });
  });

  describe('writes down how it went', () => {
    let due: DueDelivery;
    beforeEach(async () => {
      await given.place('adele');
      await begin('EX1');
      await store.hold('s', LONG_MS, later(1));
      due = await claimOne('s');
    });
    const row = () => given.row('EX1', due.place.id);
    const change = async (minutes = 3): Promise<void> => {
      await given.told('EX1', minutes, { status: 'serviceInterruption', rawStatus: 'serviceInterruption' });
      await given.announce('EX1', minutes);
    };

    it('and takes out of the row what rings as it goes out', async () => {
      const [noted] = await note('s', due, 'card');
      await store.settle('s', [outcome(due, { kind: 'shown', card, revision: 1, anew: true })], later(2));

      const stored = await row();
      assert.equal(noted?.ring, 'new');
      assert.deepEqual(
        [stored?.state, stored?.shown_revision, stored?.ring, stored?.activity_id, stored?.posting],
        ['sent', 1, null, '1', null],
      );
    });

    it('and puts it back when it did not go out', async () => {
      const [noted] = await note('s', due, 'card');
      await store.settle(
        's',
        [outcome(due, { kind: 'later', dueAt: later(4), failure: FAILURE, card: undefined, revision: undefined, ring: noted?.ring })],
        later(2),
      );

      const stored = await row();
      assert.deepEqual(
        [stored?.state, stored?.due_at, stored?.ring, stored?.attempts, stored?.failure],
        ['queued', later(4), 'new', 1, { code: 'THROTTLED', status: 429 }],
      );
    });

    it('and queues again at once what a change has overtaken, to ring for that', async () => {
      await note('s', due, 'card');
      await change();
      await store.settle('s', [outcome(due, { kind: 'shown', card, revision: 1, anew: true })], later(4));

      const stored = await row();
      assert.deepEqual([stored?.state, stored?.shown_revision, stored?.wanted_revision, stored?.claimed_until], ['queued', 1, 2, null]);
      assert.equal(stored?.ring, 'worse');
    });

    it('and refuses the note for what is older than the newest change', async () => {
      await change();

      assert.deepEqual(await note('s', due, 'card', 1), []);
      assert.equal((await note('s', due, 'card', 2)).length, 1);
    });

    it('of a card that was deleted by hand, so that it is posted anew', async () => {
      await store.settle('s', [outcome(due, { kind: 'shown', card, revision: 1, anew: true })], later(2));
      await change();
      const again = await claimOne('s', 4);
      await store.settle('s', [outcome(again, { kind: 'missing' })], later(4));

      const stored = await row();
      assert.deepEqual([stored?.state, stored?.activity_id, stored?.shown_revision, stored?.reposted], ['queued', null, null, true]);
    });

    it('of a card that may be there, and finds it again by an answer on it', async () => {
      await note('s', due, 'card');
      await store.settle('s', [outcome(due, { kind: 'uncertain', failure: FAILURE, card: undefined, revision: 1 })], later(2));
      const uncertain = await row();
      await store.foundCard('EX1', 'no id', card, later(3));
      await store.foundCard('EX1', due.place.id, card, later(3));
      // Forged, or late: the card is known.
      await store.foundCard('EX1', due.place.id, { ...card, activityId: 'other' }, later(3));

      const found = await row();
      assert.deepEqual([uncertain?.state, uncertain?.card_uncertain, uncertain?.ring], ['uncertain', true, null]);
      assert.deepEqual([found?.state, found?.card_uncertain, found?.activity_id, found?.shown_revision], ['queued', false, '1', null]);
    });
  });
});
