import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import { postgresCustomerStore } from '../../../src/adapters/postgres/customer-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresDigestStore } from '../../../src/adapters/postgres/digest-store.ts';
import { postgresHealthStore } from '../../../src/adapters/postgres/health-store.ts';
import { postgresTagStore } from '../../../src/adapters/postgres/tag-store.ts';
import { postgresWatchStore } from '../../../src/adapters/postgres/watch-store.ts';
import type { Period } from '../../../src/domain/digest.ts';
import type { ChangeKind } from '../../../src/domain/incident-change.ts';
import type { HealthIssue } from '../../../src/domain/service-health.ts';
import type { DigestKind, Watch } from '../../../src/domain/watch.ts';
import type { DigestScope, DigestStore } from '../../../src/ports/digest-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { anIssue, aSnapshot, later, NOON } from '../../support/health-fixtures.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';
import { aCustomer } from '../../support/use-case-fixtures.ts';
import { aWatch } from '../../support/watches.ts';

const tenant = (n: number): string => `c0000000-0000-4000-8000-00000000000${n}`;
const [A, B, C] = [tenant(1), tenant(2), tenant(3)];
const ALL: Watch = aWatch({ classification: 'all' });
const EVERYTHING: DigestScope = { watches: [ALL], view: 'all' };
/** From an hour to two hours after noon. */
const PERIOD: Period = { from: later(60), to: later(120) };

describe('the store of digests', () => {
  let database: Database;
  let store: DigestStore;
  beforeEach(async () => {
    database = await freshDatabase();
    store = postgresDigestStore(database);
    const customers = ['Alpine', 'Blue Yonder', 'Contoso'].map((name, at) => aCustomer({ tenantId: tenant(at + 1), name }));
    await postgresCustomerStore(database).replaceAll({ customers, missing: [] }, NOON);
  });
  afterEach(() => database.close());

  describe('of places', () => {
    async function place(some: { readonly due?: Date | undefined; readonly checkedAt?: Date; readonly mayWatch?: boolean } = {}) {
      const id = randomUUID();
      const conversationId = `a:${id}`;
      await database.kysely
        .insertInto('watch_place')
        .values({
          id,
          scope: 'personal',
          conversation_id: conversationId,
          person_id: id,
          person_name: 'Adele Vance',
          locale: 'en',
          digest: 'daily',
          digest_due_at: 'due' in some ? (some.due ?? null) : NOON,
          may_watch: some.mayWatch ?? true,
          checked_at: some.checkedAt ?? NOON,
          created_at: NOON,
          updated_at: NOON,
        })
        .execute();
      const address = { conversationId, scope: 'personal', serviceUrl: 'https://smba.example/', tenantId: 't', botId: '28:b' } as const;
      await postgresConversationStore(database).learn({ ...address, personId: id, accountId: '29:a', teamId: undefined }, NOON);
      return { id, conversationId };
    }
    const dueAt = async (now: Date): Promise<string[]> => (await store.due(now, 10)).map(({ placeId }) => placeId);

    it('gives those whose digest is due, the longest due first, with their addresses', async () => {
      const second = await place({ due: later(5) });
      const first = await place();
      await place({ due: later(60) });
      await place({ due: undefined });

      const due = await store.due(later(10), 10);

      assert.deepEqual(
        due.map(({ placeId, address }) => [placeId, address.conversationId]),
        [
          [first.id, first.conversationId],
          [second.id, second.conversationId],
        ],
      );
      assert.deepEqual(due[0]?.stand, { dueAt: NOON, digestedUntil: undefined });
      assert.equal((await store.due(later(10), 1)).length, 1);
    });

    it('leaves out whose rights are not known to be in force, and where the bot is not any more', async () => {
      await place({ mayWatch: false });
      await place({ checkedAt: later(-24 * 60) });
      const gone = await place();
      await postgresConversationStore(database).retire(gone.conversationId, NOON);

      assert.deepEqual(await dueAt(later(1)), []);
    });

    it('has a digest that is switched on again begin anew', async () => {
      const { id } = await place();
      await store.move(id, { dueAt: NOON, digestedUntil: undefined }, { dueAt: later(60), digestedUntil: later(1) });
      const watches = postgresWatchStore(database);
      const set = async (digest: DigestKind): Promise<void> => {
        const now = (await watches.byId(id)) ?? assert.fail();
        const { highImpactRings, toldOfUnseen, quiet } = now;
        const digestAt = { minute: 13 * 60, weekday: 1 };
        await watches.set(now, { highImpactRings, toldOfUnseen, quiet, timeZone: 'UTC', digest, digestAt }, 'someone', later(2));
      };
      await set('none');
      assert.deepEqual(await dueAt(later(60)), []);
      await set('daily');

      assert.deepEqual((await store.due(later(60), 1))[0]?.stand, { dueAt: later(60), digestedUntil: undefined });
    });

    it('moves a place on once only, and back', async () => {
      const { id } = await place();
      const stand = { dueAt: NOON, digestedUntil: undefined };
      const done = { dueAt: later(24 * 60), digestedUntil: later(1) };

      const moved = await Promise.all([store.move(id, stand, done), store.move(id, stand, done)]);

      assert.deepEqual(moved.toSorted(), [false, true]);
      assert.deepEqual(await dueAt(later(2)), []);
      assert.equal(await store.move(id, done, stand), true);
      assert.deepEqual(await dueAt(later(2)), [id]);
      assert.equal(await store.move(id, done, stand), false);
    });
  });

  describe('of what happened', () => {
    const read = (tenantId: string, at: Date, ...issues: readonly HealthIssue[]): Promise<boolean> =>
      postgresHealthStore(database, NO_JOBS).save(aSnapshot(tenantId, at, issues));
    const ends = (id: string, at: Date) =>
      database.kysely
        .updateTable('incident')
        .set({ resolved_at: at, status: 'serviceRestored', badness: 10 })
        .where('id', '=', id)
        .execute();
    const change = (issueId: string, revision: number, at: Date, kinds: ChangeKind[]) =>
      database.kysely.insertInto('incident_change').values({ issue_id: issueId, revision, at, kinds, facts: '{}' }).execute();
    const lines = async (scope = EVERYTHING, period = PERIOD): Promise<string[]> =>
      (await store.incidents(scope, period)).rows.map(({ incident, customersHit }) => `${incident.id} ${customersHit}`);

    it('gives what was open in the period: what is open still first, worst first', async () => {
      const [small, over, high] = [anIssue('EX1'), anIssue('EX2', { status: 'serviceInterruption' }), anIssue('EX3', { highImpact: true })];
      await read(A, later(10), small, over, high);
      await read(B, later(70), small);
      await ends('EX2', later(90));

      assert.deepEqual(await lines(), ['EX3 1', 'EX1 2', 'EX2 1']);
      assert.equal((await store.incidents(EVERYTHING, PERIOD)).total, 3);
    });

    it('leaves out what was over before, and what came after', async () => {
      await read(A, later(10), anIssue('EX1'));
      await read(A, later(30));
      await ends('EX1', later(30));
      await read(B, later(130), anIssue('EX2'));

      assert.deepEqual(await lines(), []);
    });

    it('counts customers whom it hit in the period, and names the first', async () => {
      for (const [at, tenantId] of [A, B, C].entries()) await read(tenantId, later(10 + at), anIssue('EX1'));
      await read(A, later(30));
      await read(B, later(90));

      const { rows } = await store.incidents(EVERYTHING, PERIOD);

      assert.deepEqual([rows[0]?.customersHit, rows[0]?.customers], [2, ['Blue Yonder', 'Contoso']]);
    });

    it('tells the end of one whose last customer was well shortly before the period', async () => {
      await read(A, later(10), anIssue('EX1'));
      await read(A, later(55));
      await ends('EX1', later(65));

      assert.deepEqual(await lines(), ['EX1 1']);
    });

    it('tells which kinds of change were announced in it, each once, in their order', async () => {
      await read(A, later(10), anIssue('EX1'));
      await change('EX1', 1, later(10), ['new']);
      await change('EX1', 2, later(70), ['post', 'customers']);
      await change('EX1', 3, later(80), ['worse', 'post']);
      await change('EX1', 4, later(121), ['resolved']);

      const { rows } = await store.incidents(EVERYTHING, PERIOD);

      assert.deepEqual(rows[0]?.changes, ['worse', 'post', 'customers']);
    });

    it('is narrowed to the customers in view', async () => {
      await read(A, later(10), anIssue('EX1'));
      await read(B, later(10), anIssue('EX1'), anIssue('EX2'));
      await database.kysely
        .insertInto('delegated_relationship')
        .values({
          id: 'r',
          tenant_id: A,
          name: 'r',
          status: 'active',
          raw_status: 'active',
          auto_extends: false,
          activated_at: NOON,
          ends_at: null,
          provider_tenant_id: null,
          roles: [],
          modified_at: null,
          assignments_read_at: NOON,
        })
        .execute();
      await database.kysely.insertInto('access_assignment').values({ relationship_id: 'r', group_id: 'group', roles: [] }).execute();

      assert.deepEqual(await lines({ watches: [ALL], view: { groupIds: ['group'], at: later(120) } }), ['EX1 1']);
      assert.deepEqual(await lines({ watches: [ALL], view: 'none' }), []);
    });

    it('is what one of the watches is about: customers, a tag, services, kinds; recorded ones too', async () => {
      await postgresTagStore(database).add(C, 'Gold', { actor: 'someone', at: NOON });
      const meetings = anIssue('TM1', { service: 'Microsoft Teams', classification: 'advisory' });
      await read(A, later(10), anIssue('EX1'), meetings);
      await read(B, later(10), anIssue('EX1'));
      await read(C, later(10), anIssue('EX2', { classification: 'unknown' }));
      const of = async (...watches: Partial<Watch>[]): Promise<string[]> =>
        (await lines({ watches: watches.map((watch) => ({ ...ALL, ...watch })), view: 'all' })).toSorted();

      assert.deepEqual(await of({ customers: { kind: 'list', tenantIds: [A] } }), ['EX1 1', 'TM1 1']);
      assert.deepEqual(await of({ customers: { kind: 'tag', tag: 'Gold', key: 'gold' } }), ['EX2 1']);
      assert.deepEqual(await of({ services: ['Microsoft Teams'] }), ['TM1 1']);
      assert.deepEqual(await of({ classification: 'incident', mode: 'record' }), ['EX1 2', 'EX2 1']);
      assert.deepEqual(await of({ classification: 'advisory' }, { customers: { kind: 'list', tenantIds: [B] } }), ['EX1 1', 'TM1 1']);
      assert.deepEqual(await of(), []);
    });

    it('is given customer by customer for a file, bounded', async () => {
      await read(B, later(10), anIssue('EX1'));
      await read(A, later(20), anIssue('EX1'));
      await read(A, later(90));

      const { rows, total } = await store.hits(EVERYTHING, PERIOD, 100);

      assert.deepEqual(
        rows.map(({ incident, customer, since, endedAt, customersHit }) => [incident.id, customer.name, since, endedAt, customersHit]),
        [
          ['EX1', 'Alpine', later(20), later(90), 2],
          ['EX1', 'Blue Yonder', later(10), undefined, 2],
        ],
      );
      assert.equal(total, 2);
      assert.equal((await store.hits(EVERYTHING, PERIOD, 1)).rows.length, 1);
    });
  });
});
