import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openDatabase, type Database } from '../../../src/adapters/postgres/database.ts';
import { postgresHealthStore } from '../../../src/adapters/postgres/health-store.ts';
import { postgresIncidentStore } from '../../../src/adapters/postgres/incident-store.ts';
import type { HealthStore } from '../../../src/ports/health-store.ts';
import type { IncidentStore } from '../../../src/ports/incident-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { anIssue, aSnapshot, later, NOON, someDetails } from '../../support/health-fixtures.ts';

describe('incidents over all customers', () => {
  let database: Database;
  let health: HealthStore;
  let incidents: IncidentStore;
  let asked: string[];
  let announced: string[];
  beforeEach(async () => {
    database = await freshDatabase();
    [asked, announced] = [[], []];
    health = healthOn(database);
    incidents = storeOn(database);
  });
  afterEach(() => database.close());

  const healthOn = (on: Database): HealthStore =>
    postgresHealthStore(on, {
      enqueueAll: async (_transaction, name, jobs) => {
        assert.equal(name, 'announce-incident');
        announced.push(...jobs.map(({ key, data, afterSeconds }) => `${data.id} ${afterSeconds ?? 'at once'} as ${key}`));
      },
    });
  const storeOn = (on: Database, keepDays?: number): IncidentStore =>
    postgresIncidentStore(
      on,
      {
        within: () => ({
          enqueue: async (name, { id }, { key } = {}) =>
            void (name === 'announce-incident' ? announced : asked).push(
              name === 'announce-incident' ? `${id} as ${key}` : `${name} ${id}`,
            ),
        }),
      },
      keepDays,
    );

  /** Who is hit now, as `issue tenant`. */
  async function hits(): Promise<string[]> {
    const rows = await database.kysely.selectFrom('incident_customer').selectAll().where('ended_at', 'is', null).execute();
    return rows.map(({ issue_id, tenant_id }) => `${issue_id} ${tenant_id}`).toSorted();
  }
  const polled = (tenantId: string, failing: boolean) =>
    database.kysely
      .insertInto('health_poll')
      .values({ tenant_id: tenantId, due_at: NOON, ...(failing && { failed_since: NOON, failures: 1 }) })
      .execute();

  describe('come in with the health of customers', () => {
    it('one for the same issue of several', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1'), anIssue('EX2')]));
      await health.save(aSnapshot('b', later(1), [anIssue('EX1')]));

      const incident = await incidents.byId('EX1');

      assert.deepEqual(await hits(), ['EX1 a', 'EX1 b', 'EX2 a']);
      assert.deepEqual(incident, {
        ...anIssue('EX1'),
        featureGroup: undefined,
        endedAt: undefined,
        resolved: false,
        posts: [],
        firstSeenAt: NOON,
        resolvedAt: undefined,
        nextUpdateAt: undefined,
        postsKnown: false,
      });
    });

    it('newer words replace older ones, and never the other way round', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1', { modifiedAt: later(5), title: 'newer' })]));
      await health.save(aSnapshot('b', later(1), [anIssue('EX1', { title: 'older' })]));
      const kept = await incidents.byId('EX1');
      await health.save(
        aSnapshot('b', later(2), [anIssue('EX1', { modifiedAt: later(6), title: 'newest', status: 'serviceInterruption' })]),
      );

      const { title, status } = (await incidents.byId('EX1')) ?? {};

      assert.deepEqual([kept?.title, title, status], ['newer', 'newest', 'serviceInterruption']);
    });

    it('leave a customer that does not list them any more, and come back', async () => {
      const saved = [
        await health.save(aSnapshot('a', NOON, [anIssue('EX1')])),
        await health.save(aSnapshot('a', later(1), [anIssue('EX1')])),
        await health.save(aSnapshot('a', later(2), [])),
      ];
      const gone = await hits();
      await health.save(aSnapshot('a', later(3), [anIssue('EX1')]));

      assert.deepEqual([saved, gone, await hits()], [[true, false, true], [], ['EX1 a']]);
    });

    it('an older reading that comes late changes nothing', async () => {
      await health.save(aSnapshot('a', later(1), []));

      assert.equal(await health.save(aSnapshot('a', NOON, [anIssue('EX1')])), false);
      assert.deepEqual([await hits(), await incidents.byId('EX1')], [[], undefined]);
    });

    it('the same reading again only makes the stored one younger', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1')]));
      await health.save(aSnapshot('a', later(5), [anIssue('EX1')]));
      await health.save(aSnapshot('a', later(4), [anIssue('EX1')]));

      assert.deepEqual((await health.latest('a'))?.fetchedAt, later(5));
    });

    it('an issue that is listed under two services is one', async () => {
      const [overview] = aSnapshot('a', NOON, [anIssue('EX1')]).overviews;
      assert.ok(overview);

      await health.save({ tenantId: 'a', fetchedAt: NOON, overviews: [overview, { ...overview, id: 'other', service: 'Other' }] });

      assert.deepEqual(await hits(), ['EX1 a']);
    });

    it('thousands of issues at once', async () => {
      await health.save(
        aSnapshot(
          'a',
          NOON,
          Array.from({ length: 1200 }, (_, n) => anIssue(`EX${n}`)),
        ),
      );

      assert.equal((await hits()).length, 1200);
    });

    it('from twenty customers at the same time through two replicas, each with the issues in another order', async () => {
      const other = await openDatabase(database.url);
      const stores = [health, healthOn(other)] as const;
      const ids = Array.from({ length: 40 }, (_, n) => `EX${n}`);
      for (const round of [0, 1, 2]) {
        await Promise.all(
          Array.from({ length: 20 }, (_, n) => {
            const own = ids
              .map((id) => anIssue(id, { modifiedAt: later(round), title: `round ${round}` }))
              .toSorted(() => ((n * 7) % 3) - 1);
            return (n % 2 === 0 ? stores[0] : stores[1]).save(aSnapshot(`t${n}`, later(round), n % 2 === 0 ? own : own.toReversed()));
          }),
        );
      }
      await other.close();

      assert.equal((await hits()).length, 800);
      assert.deepEqual(new Set((await incidents.byIds(ids)).map(({ title }) => title)), new Set(['round 2']));
    });

    it('many at once with their newest posts only, which would be most of the bytes', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1'), anIssue('EX2')]));
      const [first, last] = [NOON, later(5)].map((at) => ({ at, text: 'We look into it.' }));
      await incidents.saveDetails(someDetails('EX1', { posts: [first, last].filter((post) => post !== undefined) }), later(6));

      const found = new Map((await incidents.byIds(['EX1', 'EX2', 'none'])).map(({ id, posts }) => [id, posts]));

      assert.deepEqual(
        found,
        new Map([
          ['EX1', [last]],
          ['EX2', []],
        ]),
      );
    });

    it('one that counted as over is open again when a customer lists it', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1')]));
      await health.save(aSnapshot('a', later(1), []));
      await incidents.endUnlisted('EX1', later(2));
      const over = await incidents.byId('EX1');
      await health.save(aSnapshot('a', later(3), [anIssue('EX1')]));

      assert.deepEqual([over?.resolved, (await incidents.byId('EX1'))?.resolved], [true, false]);
    });

    it('one that Microsoft has resolved is not opened by a list that lags behind', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1')]));
      await incidents.saveDetails(someDetails('EX1', { resolved: true, modifiedAt: later(1) }), later(1));
      await health.save(aSnapshot('b', later(2), [anIssue('EX1')]));

      assert.equal((await incidents.byId('EX1'))?.resolved, true);
    });
  });

  describe('are announced', () => {
    it('at once when they are new or changed, and together when only customers come or go', async () => {
      const rounds: string[][] = [];
      const poll = async (tenantId: string, minutes: number, ids: readonly string[], modifiedAt = NOON): Promise<void> => {
        announced = [];
        await health.save(
          aSnapshot(
            tenantId,
            later(minutes),
            ids.map((id) => anIssue(id, { modifiedAt })),
          ),
        );
        rounds.push(announced);
      };
      await poll('a', 0, ['EX1', 'EX2']);
      await poll('b', 1, ['EX1']);
      await poll('b', 2, ['EX1']);
      await poll('b', 3, ['EX1', 'EX2'], later(3));
      await poll('b', 4, ['EX2'], later(3));

      assert.deepEqual(rounds, [
        ['EX1 at once as EX1', 'EX2 at once as EX2'],
        ['EX1 5 as EX1 customers'],
        [],
        ['EX1 at once as EX1', 'EX2 at once as EX2'],
        ['EX1 5 as EX1 customers'],
      ]);
    });

    it('when their posts are read, and not when they are read again without any news', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1')]));
      announced = [];
      for (const minutes of [1, 2]) await incidents.saveDetails(someDetails('EX1'), later(minutes));
      await incidents.saveDetails(someDetails('EX1', { modifiedAt: later(3) }), later(4));

      assert.deepEqual(announced, ['EX1 as EX1', 'EX1 as EX1']);
    });

    it('when nobody lists them any more, and when they begin again', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1')]));
      await health.save(aSnapshot('a', later(1), []));
      announced = [];
      await incidents.endUnlisted('EX1', later(2));
      await health.save(aSnapshot('a', later(3), [anIssue('EX1')]));

      assert.deepEqual(announced, ['EX1 as EX1', 'EX1 at once as EX1']);
    });
  });

  describe('have their details read', () => {
    const due = async (now: Date, limit = 10) =>
      (await incidents.takeDue(now, limit)).map(({ issueId, tenantId }) => `${issueId} ${tenantId}`);

    it('when they are new and when they changed, worst first, once in a minute', async () => {
      const worst = anIssue('EX2', { status: 'serviceInterruption' });
      await health.save(aSnapshot('a', NOON, [anIssue('EX1'), worst, anIssue('EX3', { highImpact: true })]));
      const first = await due(NOON);
      const again = [await due(later(0.5)), await due(later(1), 1)];
      for (const id of ['EX1', 'EX2', 'EX3']) await incidents.saveDetails(someDetails(id), NOON);
      await health.save(aSnapshot('a', later(5), [anIssue('EX1', { modifiedAt: later(5) }), worst, anIssue('EX3')]));

      assert.deepEqual([first, again, await due(later(5))], [['EX2 a', 'EX3 a', 'EX1 a'], [[], ['EX2 a']], ['EX1 a']]);
    });

    it('as a customer whose health can be read', async () => {
      for (const tenantId of ['a', 'b', 'c']) {
        await health.save(aSnapshot(tenantId, NOON, [anIssue('EX1')]));
        await polled(tenantId, tenantId !== 'b');
      }

      assert.deepEqual(await due(NOON), ['EX1 b']);
    });

    it('when no customer lists them any more, every ten minutes', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1')]));
      await due(NOON);
      await incidents.saveDetails(someDetails('EX1'), NOON);
      const hit = await due(later(20));
      await health.save(aSnapshot('a', later(20), []));

      assert.deepEqual([hit, await due(later(20)), await due(later(29)), await due(later(30))], [[], ['EX1 a'], [], ['EX1 a']]);
    });

    it('as soon as the last customer lists them no more, however lately they were read', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1')]));
      await due(NOON);
      await incidents.saveDetails(someDetails('EX1'), NOON);
      await health.save(aSnapshot('a', later(1), []));

      assert.deepEqual([await due(later(1)), await due(later(2))], [['EX1 a'], []]);
    });

    it('as soon as they changed, however lately they were read', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1')]));
      await due(NOON);
      await health.save(aSnapshot('a', later(0.1), [anIssue('EX1', { modifiedAt: later(0.1) })]));

      assert.deepEqual([await due(later(0.2)), await due(later(0.3))], [['EX1 a'], []]);
    });

    it('when only customers list them whose health cannot be read', async () => {
      for (const tenantId of ['a', 'b']) await health.save(aSnapshot(tenantId, NOON, [anIssue('EX1')]));
      await incidents.saveDetails(someDetails('EX1'), NOON);
      await polled('a', true);
      await polled('b', false);
      await health.save(aSnapshot('b', later(1), []));

      assert.deepEqual(await due(later(20)), ['EX1 b']);
    });

    it('without a customer when none is left that ever saw them', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1')]));
      await database.kysely.deleteFrom('incident_customer').execute();

      assert.deepEqual(await due(NOON), ['EX1 undefined']);
    });

    it('for ten days after the end, until the report is there', async () => {
      await health.save(aSnapshot('a', NOON, [anIssue('EX1')]));
      await due(NOON);
      await incidents.saveDetails(someDetails('EX1', { resolved: true, status: 'serviceRestored' }), NOON);
      const days = [await due(later(5 * 60)), await due(later(6 * 60)), await due(later(11 * 24 * 60))];
      await incidents.saveDetails(
        someDetails('EX1', { resolved: true, status: 'postIncidentReviewPublished', modifiedAt: later(1) }),
        later(1),
      );

      assert.deepEqual([days, await due(later(24 * 60))], [[[], ['EX1 a'], []], []]);
    });

    it('by one of two replicas', async () => {
      await health.save(
        aSnapshot(
          'a',
          NOON,
          Array.from({ length: 50 }, (_, n) => anIssue(`EX${n}`)),
        ),
      );
      const other = await openDatabase(database.url);
      const replicas = [incidents, storeOn(other)] as const;

      const taken = (
        await Promise.all(Array.from({ length: 8 }, (_, n) => (n % 2 === 0 ? replicas[0] : replicas[1]).takeDue(NOON, 20)))
      ).flat();
      await other.close();

      assert.equal(new Set(taken.map(({ issueId }) => issueId)).size, taken.length);
    });
  });

  describe('take over their details', () => {
    beforeEach(() => health.save(aSnapshot('a', NOON, [anIssue('EX1', { modifiedAt: later(1) })])));

    it('with the posts and the promise of the next', async () => {
      await incidents.saveDetails(someDetails('EX1', { modifiedAt: later(1), title: 'Told' }), later(2));

      const incident = await incidents.byId('EX1');

      assert.deepEqual(
        [incident?.title, incident?.posts.length, incident?.postsKnown, incident?.nextUpdateAt, incident?.featureGroup],
        ['Told', 1, true, new Date('2026-03-02T16:30:00Z'), 'Mail'],
      );
    });

    it('unless something newer is stored', async () => {
      await incidents.saveDetails(someDetails('EX1', { title: 'Old', resolved: true }), later(2));

      assert.deepEqual([(await incidents.byId('EX1'))?.title, asked], ['Trouble EX1', []]);
    });

    it('and ask those who follow it, once, when it is over', async () => {
      const over = someDetails('EX1', { modifiedAt: later(2), resolved: true, endedAt: later(2) });
      await incidents.saveDetails(over, later(3));
      await incidents.saveDetails({ ...over, modifiedAt: later(4) }, later(5));

      const incident = await incidents.byId('EX1');

      assert.deepEqual(
        [incident?.resolvedAt, incident?.endedAt, incident?.nextUpdateAt, asked],
        [later(3), later(2), undefined, ['ask-followers EX1']],
      );
    });

    it('of nothing that is not stored', async () => {
      await incidents.saveDetails(someDetails('TM1', { resolved: true }), NOON);

      assert.deepEqual([await incidents.byId('TM1'), asked], [undefined, []]);
    });
  });

  describe('count as over', () => {
    beforeEach(() => health.save(aSnapshot('a', NOON, [anIssue('EX1')])));

    it('when nobody lists them, once', async () => {
      await health.save(aSnapshot('a', later(1), []));
      await incidents.endUnlisted('EX1', later(2));
      await incidents.endUnlisted('EX1', later(3));

      assert.deepEqual([(await incidents.byId('EX1'))?.resolvedAt, asked], [later(2), ['ask-followers EX1']]);
    });

    it('not while a customer lists them', async () => {
      await incidents.endUnlisted('EX1', later(2));

      assert.deepEqual([(await incidents.byId('EX1'))?.resolved, asked], [false, []]);
    });

    it('and are forgotten after the days that are set, with the ledger of who was told', async () => {
      await health.save(aSnapshot('a', later(1), [anIssue('EX2')]));
      await incidents.endUnlisted('EX1', later(2));
      for (const issue_id of ['EX1', 'EX2']) {
        await database.kysely
          .insertInto('incident_change')
          .values({ issue_id, revision: 1, at: NOON, kinds: ['new'], facts: '{}' })
          .execute();
        const row = {
          issue_id,
          place_id: randomUUID(),
          state: 'sent',
          wanted_revision: 1,
          urgency: 1,
          created_at: NOON,
          state_at: NOON,
        } as const;
        await database.kysely.insertInto('delivery').values(row).execute();
      }
      const week = 7 * 24 * 60;
      const kept = storeOn(database, 7);

      assert.deepEqual([await kept.prune(later(week)), await kept.prune(later(week + 3))], [0, 1]);
      for (const table of ['incident_change', 'delivery'] as const) {
        assert.deepEqual(await database.kysely.selectFrom(table).select('issue_id').execute(), [{ issue_id: 'EX2' }]);
      }
      assert.equal(await incidents.byId('EX1'), undefined);
    });
  });
});
