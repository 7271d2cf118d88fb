import assert from 'node:assert/strict';
import { postgresAccessStore } from '../../../src/adapters/postgres/access-store.ts';
import { postgresCustomerStore } from '../../../src/adapters/postgres/customer-store.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresHealthStore } from '../../../src/adapters/postgres/health-store.ts';
import { postgresTagStore } from '../../../src/adapters/postgres/tag-store.ts';
import { postgresWatchReach } from '../../../src/adapters/postgres/watch-reach.ts';
import type { Watch } from '../../../src/domain/watch.ts';
import type { WatchReach } from '../../../src/ports/watch-reach.ts';
import { freshDatabase } from '../../support/database.ts';
import { anIssue, aSnapshot } from '../../support/health-fixtures.ts';
import { NO_JOBS } from '../../support/no-jobs.ts';
import { aRelationship, days, NOON } from '../../support/relationships.ts';
import { aCustomer, OWN_TENANT } from '../../support/use-case-fixtures.ts';
import { aWatch } from '../../support/watches.ts';

const A = 'c0000000-0000-4000-8000-000000000001';
const B = 'c0000000-0000-4000-8000-000000000002';

describe('what watches come to', () => {
  let database: Database;
  let reach: WatchReach;
  const helpdesk = { groupIds: ['helpdesk-group'], at: NOON };

  before(async () => {
    database = await freshDatabase();
    reach = postgresWatchReach(database, true);
    const own = aCustomer({ tenantId: OWN_TENANT, name: 'Northwind Cloud Partners', sources: ['own-tenant'] });
    const customers = [aCustomer({ tenantId: B, name: 'Blue Yonder' }), aCustomer({ tenantId: A, name: 'Alpine' }), own];
    await postgresCustomerStore(database).replaceAll({ customers, missing: [] }, NOON);
    await postgresTagStore(database).add(A, 'Gold', { actor: 'adele', at: NOON });
    const relationship = aRelationship({ tenantId: A });
    await postgresAccessStore(database).replaceAll([relationship], days(-1));
    await postgresAccessStore(database).replaceAssignments(relationship.id, relationship.assignments, NOON);
    const health = postgresHealthStore(database, NO_JOBS);
    await health.save(aSnapshot(A, NOON, [anIssue('EX1'), anIssue('TM1', { service: 'Microsoft Teams' })]));
    await health.save(
      aSnapshot(B, NOON, [anIssue('EX1'), anIssue('EX2', { classification: 'advisory' }), anIssue('EX3', { classification: 'unknown' })]),
    );
  });
  after(() => database.close());

  it('are the customers in view, by name', async () => {
    const names = async (view: Parameters<WatchReach['seen']>[1]) =>
      (await reach.seen([B, A.toUpperCase(), OWN_TENANT, 'nobody'], view)).map(({ name }) => name);

    assert.deepEqual(await names('all'), ['Alpine', 'Blue Yonder', 'Northwind Cloud Partners']);
    assert.deepEqual(await names(helpdesk), ['Alpine', 'Northwind Cloud Partners']);
    assert.deepEqual(await names('none'), []);
  });

  const open: readonly (readonly [string, readonly Partial<Watch>[], number])[] = [
    ['incidents of all customers, unknown kinds among them', [{}], 3],
    ['advisories', [{ classification: 'advisory' }], 1],
    ['everything', [{ classification: 'all' }], 4],
    ['a service', [{ services: ['Exchange Online', 'Planner'] }], 2],
    ['customers named', [{ customers: { kind: 'list', tenantIds: [A] } }], 2],
    ['a tag', [{ customers: { kind: 'tag', tag: 'gold', key: 'gold' } }], 2],
    [
      'several watches, each issue once',
      [{ customers: { kind: 'list', tenantIds: [A] } }, { customers: { kind: 'list', tenantIds: [B] } }],
      3,
    ],
  ];
  for (const [name, watches, count] of open) {
    it(`are open issues: ${name}`, async () => {
      assert.equal(await reach.openIssues(watches.map(aWatch), 'all'), count);
    });
  }

  it('are open issues of customers in view only', async () => {
    assert.deepEqual([await reach.openIssues([aWatch()], helpdesk), await reach.openIssues([aWatch()], 'none')], [2, 0]);
  });

  it('are those who may see a customer, as if an incident hit it', async () => {
    const alpine = { tenantId: A, name: 'Alpine', tagKeys: ['gold'], groupIds: ['helpdesk-group'], open: false };

    assert.deepEqual(await reach.asHit(A.toUpperCase(), NOON), alpine);
    assert.deepEqual(await reach.asHit(A, days(600)), { ...alpine, groupIds: [] });
    assert.equal((await reach.asHit(OWN_TENANT, NOON))?.open, true);
    assert.equal((await postgresWatchReach(database, false).asHit(B, NOON))?.open, true);
    assert.equal(await reach.asHit('nobody', NOON), undefined);
  });
});
