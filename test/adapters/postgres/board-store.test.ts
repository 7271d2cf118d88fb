import assert from 'node:assert/strict';
import { postgresBoardStore } from '../../../src/adapters/postgres/board-store.ts';
import { postgresCustomerStore } from '../../../src/adapters/postgres/customer-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresHealthPollStore } from '../../../src/adapters/postgres/health-poll-store.ts';
import { postgresHealthStore } from '../../../src/adapters/postgres/health-store.ts';
import { postgresTagStore } from '../../../src/adapters/postgres/tag-store.ts';
import type { CustomerView } from '../../../src/domain/customer-view.ts';
import type { HealthIssue } from '../../../src/domain/service-health.ts';
import type { BoardStore } from '../../../src/ports/board-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { anIssue, aSnapshot, later, NOON } from '../../support/health-fixtures.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';
import { aCustomer } from '../../support/use-case-fixtures.ts';

const tenant = (n: number): string => `c0000000-0000-4000-8000-00000000000${n}`;
const [A, B, C, D] = [tenant(1), tenant(2), tenant(3), tenant(4)];
const PAGE = { limit: 10, offset: 0 };
const FAILURE = { code: 'CONSENT_MISSING', status: undefined, vendorCode: 'AADSTS65001', correlationId: undefined } as const;

describe('the lists over all customers', () => {
  let database: Database;
  let board: BoardStore;
  beforeEach(async () => {
    database = await freshDatabase();
    board = postgresBoardStore(database);
    const customers = ['Alpine', 'Blue Yonder', 'Contoso', 'Datum'].map((name, at) => aCustomer({ tenantId: tenant(at + 1), name }));
    await postgresCustomerStore(database).replaceAll({ customers, missing: [] }, NOON);
    await postgresHealthPollStore(database).reconcile(NOON, { apartMs: 0, withinMs: 0 });
  });
  afterEach(() => database.close());

  async function read(tenantId: string, issues: readonly HealthIssue[], at = NOON): Promise<void> {
    await postgresHealthStore(database, NO_JOBS).save(aSnapshot(tenantId, at, issues));
    await postgresHealthPollStore(database).succeeded(tenantId, at, later(60));
  }
  const fails = (tenantId: string, at = NOON): Promise<void> => postgresHealthPollStore(database).failed(tenantId, FAILURE, at, later(60));
  const tag = (tenantId: string, name: string) => postgresTagStore(database).add(tenantId, name, { actor: 'someone', at: NOON });

  /** Lets a group see one customer. */
  async function groupSees(tenantId: string): Promise<CustomerView> {
    const relationship = {
      id: `r-${tenantId}`,
      tenant_id: tenantId,
      name: 'r',
      status: 'active',
      raw_status: 'active',
      auto_extends: false,
    };
    await database.kysely
      .insertInto('delegated_relationship')
      .values({
        ...relationship,
        activated_at: NOON,
        ends_at: null,
        provider_tenant_id: null,
        roles: [],
        modified_at: null,
        assignments_read_at: NOON,
      })
      .execute();
    await database.kysely
      .insertInto('access_assignment')
      .values({ relationship_id: relationship.id, group_id: 'group', roles: [] })
      .execute();
    return { groupIds: ['group'], at: later(1) };
  }

  describe('count customers', () => {
    const STALE = later(-15);

    it('in trouble, well, or not known: each once', async () => {
      await read(A, [anIssue('EX1')]);
      await read(B, [], later(-5));
      await read(C, [anIssue('EX1')], later(-60));

      const counts = await board.counts('all', {}, STALE);

      assert.deepEqual(counts, { troubled: 1, well: 1, unknown: 2, failing: 0, oldestReadAt: later(-5) });
    });

    it('whose last reading failed never as well, but still in trouble when they were just before (B13)', async () => {
      await read(A, [anIssue('EX1')]);
      await fails(A, later(1));
      await read(B, []);
      await fails(B, later(1));
      await fails(C, later(1));

      const counts = await board.counts('all', {}, STALE);

      assert.deepEqual(counts, { troubled: 1, well: 0, unknown: 3, failing: 3, oldestReadAt: NOON });
    });

    it('without any services as not known', async () => {
      await postgresHealthStore(database, NO_JOBS).save({ tenantId: A, fetchedAt: NOON, overviews: [] });
      await postgresHealthPollStore(database).succeeded(A, NOON, later(5));

      assert.deepEqual(await board.counts('all', {}, STALE), { troubled: 0, well: 0, unknown: 4, failing: 0, oldestReadAt: undefined });
    });

    it('in view, and of one tag, only', async () => {
      await read(A, []);
      await read(B, []);
      await tag(A, 'Gold');

      const [ofTag, ofNobody, ofGroup] = [
        await board.counts('all', { tag: 'GOLD' }, STALE),
        await board.counts('none', {}, STALE),
        await board.counts(await groupSees(B), {}, STALE),
      ];

      assert.deepEqual([ofTag.well + ofTag.unknown, ofNobody.well + ofNobody.unknown, ofGroup.well + ofGroup.unknown], [1, 0, 1]);
    });
  });

  describe('of incidents', () => {
    const ids = async (...args: Parameters<BoardStore['incidents']>): Promise<string[]> =>
      (await board.incidents(...args)).rows.map(({ incident, customersHit }) => `${incident.id} ${customersHit}`);

    it('have the worst first: status, high impact, customers hit, newest', async () => {
      const down = anIssue('EX5', { status: 'serviceInterruption' });
      const wide = anIssue('EX2');
      const high = anIssue('EX3', { highImpact: true });
      const newer = anIssue('EX4', { startedAt: later(9) });
      await read(A, [anIssue('EX1'), wide, high, newer, down]);
      await read(B, [wide]);

      assert.deepEqual(await ids('all', {}, PAGE), ['EX5 1', 'EX3 1', 'EX2 2', 'EX4 1', 'EX1 1']);
    });

    it('leave out what is over, and whom it does not hit any more', async () => {
      await read(A, [anIssue('EX1'), anIssue('EX2')]);
      await read(B, [anIssue('EX1')]);
      await read(B, [], later(1));
      await database.kysely.updateTable('incident').set({ resolved_at: NOON }).where('id', '=', 'EX2').execute();

      assert.deepEqual(await ids('all', {}, PAGE), ['EX1 1']);
    });

    it('can be narrowed to a customer, a service, a classification and a tag', async () => {
      await read(A, [anIssue('EX1'), anIssue('TM1', { service: 'Microsoft Teams', classification: 'advisory' })]);
      await read(B, [anIssue('EX1')]);
      await tag(B, 'Gold');

      assert.deepEqual(await ids('all', { tenantId: A.toUpperCase() }, PAGE), ['EX1 2', 'TM1 1']);
      assert.deepEqual(await ids('all', { service: 'Microsoft Teams' }, PAGE), ['TM1 1']);
      assert.deepEqual(await ids('all', { classification: 'incident' }, PAGE), ['EX1 2']);
      assert.deepEqual(await ids('all', { tag: 'göld' }, PAGE), ['EX1 1']);
      assert.deepEqual(await ids('all', { tenantId: B, service: 'Microsoft Teams' }, PAGE), []);
    });

    it('show of customers out of view neither incidents nor numbers', async () => {
      await read(A, [anIssue('EX1'), anIssue('EX2')]);
      await read(B, [anIssue('EX1')]);
      const view = await groupSees(B);

      assert.deepEqual(await ids(view, {}, PAGE), ['EX1 1']);
      assert.deepEqual(await ids(view, { tenantId: A }, PAGE), []);
      assert.deepEqual(await ids('none', {}, PAGE), []);
      assert.deepEqual(await board.services(view), ['Exchange Online']);
      assert.deepEqual(
        (await board.customersHit('EX1', view, PAGE)).customers.map(({ name }) => name),
        ['Blue Yonder'],
      );
      assert.deepEqual(
        (await board.hits(view, {}, 10)).rows.map(({ customer }) => customer.name),
        ['Blue Yonder'],
      );
    });

    it('come in pages that tell how many there are', async () => {
      await read(A, [anIssue('EX1'), anIssue('EX2'), anIssue('EX3')]);

      const second = await board.incidents('all', {}, { limit: 2, offset: 2 });

      assert.deepEqual([second.rows.map(({ incident }) => incident.id), second.total], [['EX3'], 3]);
    });
  });

  it('of customers that an incident hits go by name', async () => {
    await read(C, [anIssue('EX1')]);
    await read(A, [anIssue('EX1')]);

    const { customers, total } = await board.customersHit('EX1', 'all', { limit: 1, offset: 0 });

    assert.deepEqual([customers.map(({ name }) => name), total], [['Alpine'], 2]);
  });

  it('of hits have a line for each incident and customer, with tags, and tell when they were cut', async () => {
    await read(B, [anIssue('EX1')]);
    await read(A, [anIssue('EX1'), anIssue('EX2', { highImpact: true })]);
    await tag(B, 'VIP');
    await tag(B, 'Gold');

    const all = await board.hits('all', {}, 10);
    const cut = await board.hits('all', {}, 2);
    const [ofOne] = (await board.hits('all', { tenantId: B }, 10)).rows;

    const lines = all.rows.map(
      ({ incident, customer, tags, customersHit }) => `${incident.id} ${customer.name} ${tags.join()} ${customersHit}`,
    );
    assert.deepEqual(lines, ['EX2 Alpine  1', 'EX1 Alpine  2', 'EX1 Blue Yonder Gold,VIP 2']);
    assert.deepEqual([cut.rows.length, cut.total], [2, 3]);
    assert.deepEqual([ofOne?.customer.name, ofOne?.customersHit, ofOne?.since], ['Blue Yonder', 2, NOON]);
  });

  it('of failing customers have the longest failing first, with the reason', async () => {
    await fails(D, later(2));
    await fails(B, later(1));

    const { customers, total } = await board.failing('all', PAGE);

    assert.deepEqual(
      customers.map(({ customer, poll }) => [customer.name, poll.failedSince, poll.failure?.code, poll.dueAt]),
      [
        ['Blue Yonder', later(1), 'CONSENT_MISSING', later(60)],
        ['Datum', later(2), 'CONSENT_MISSING', later(60)],
      ],
    );
    assert.equal(total, 2);
    assert.deepEqual((await board.failing('none', PAGE)).customers, []);
  });

  it('of services name those with open incidents', async () => {
    await read(A, [anIssue('TM1', { service: 'Microsoft Teams' }), anIssue('EX1'), anIssue('EX2')]);

    assert.deepEqual(await board.services('all'), ['Exchange Online', 'Microsoft Teams']);
  });
});
