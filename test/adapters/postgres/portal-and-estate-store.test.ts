import assert from 'node:assert/strict';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresEstateStore } from '../../../src/adapters/postgres/estate-store.ts';
import { postgresPortalStore } from '../../../src/adapters/postgres/portal-store.ts';
import type { AdminPortal } from '../../../src/domain/admin-portal.ts';
import { freshDatabase } from '../../support/database.ts';

const TENANT = 'c0000000-0000-4000-8000-000000000001';
const EARLY = new Date('2026-11-20T08:00:00Z');
const LATE = new Date('2026-11-20T09:00:00Z');
const portal = (service: AdminPortal['service'], url = 'https://admin.microsoft.com/'): AdminPortal => ({
  service,
  name: 'Name',
  url,
  source: 'graph',
});

describe('portals and subscriptions of customers', () => {
  let database: Database;
  before(async () => (database = await freshDatabase()));

  it('are not known before they were stored', async () => {
    assert.equal(await postgresPortalStore(database).of(TENANT), undefined);
    assert.equal(await postgresEstateStore(database).of(TENANT), undefined);
  });

  it('are kept with their age, and never replaced by older ones', async () => {
    const portals = postgresPortalStore(database);
    const estates = postgresEstateStore(database);
    const subscriptions = [{ name: 'Azure plan', product: 'azure' as const, active: true }];
    await portals.save(TENANT.toUpperCase(), [portal('exchange'), portal(undefined)], LATE);
    await portals.save(TENANT, [], EARLY);
    await estates.save(TENANT, { readAt: LATE, subscriptions });
    await estates.save(TENANT, { readAt: EARLY, subscriptions: [] });

    assert.deepEqual(await portals.of(TENANT), { portals: [portal('exchange'), portal(undefined)], readAt: LATE });
    assert.deepEqual(await estates.of(TENANT.toUpperCase()), { readAt: LATE, subscriptions });
  });

  it('lose links that are not trusted any more, and services of another release', async () => {
    const stored = JSON.stringify([portal(undefined, 'https://evil.example/'), { ...portal(undefined), service: 'brand-new' }]);
    const row = { tenant_id: 'other', fetched_at: LATE, portals: stored };
    await database.kysely.insertInto('customer_portals').values(row).execute();

    assert.deepEqual((await postgresPortalStore(database).of('other'))?.portals, [portal(undefined)]);
  });
});
