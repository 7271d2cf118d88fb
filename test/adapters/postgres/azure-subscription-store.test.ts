import assert from 'node:assert/strict';
import { postgresAzureSubscriptionStore } from '../../../src/adapters/postgres/azure-subscription-store.ts';
import type { AzureSubscription } from '../../../src/domain/azure-filing.ts';
import type { AzureSubscriptionStore } from '../../../src/ports/azure-subscription-store.ts';
import { freshDatabase } from '../../support/database.ts';

const TENANT = 'c0000000-0000-4000-8000-000000000001';
const EARLY = new Date('2026-11-20T08:00:00Z');
const LATE = new Date('2026-11-20T09:00:00Z');
const one = (name: string) => [{ id: '3c8b1e44-90a8-4f3a-9b6c-11f1f2f3f4f5', name }];

describe('Azure subscriptions of customers', () => {
  let store: AzureSubscriptionStore;
  beforeEach(async () => (store = postgresAzureSubscriptionStore(await freshDatabase())));

  it('are not known before they were stored', async () => {
    assert.equal(await store.load(TENANT), undefined);
  });

  it('are found again by the tenant, in whatever case', async () => {
    await store.save(TENANT.toUpperCase(), { value: one('Production'), readAt: EARLY });

    assert.deepEqual(await store.load(TENANT), { value: one('Production'), readAt: EARLY });
  });

  it('keep what is wrong with their payment, and lose nothing else where that is not understood', async () => {
    const value = [{ ...one('Production')[0], trouble: 'past-due' }] as readonly AzureSubscription[];
    await store.save(TENANT, { value, readAt: EARLY });
    assert.deepEqual((await store.load(TENANT))?.value, value);

    await store.save(TENANT, { value: JSON.parse(JSON.stringify(value).replace('past-due', 'new')), readAt: LATE });
    assert.deepEqual(
      (await store.load(TENANT))?.value.map(({ name, trouble }) => [name, trouble]),
      [['Production', undefined]],
    );
  });

  it('are replaced by a later reading, not by an earlier one that came late', async () => {
    await store.save(TENANT, { value: one('New name'), readAt: LATE });
    await store.save(TENANT, { value: one('Old name'), readAt: EARLY });

    assert.deepEqual(await store.load(TENANT), { value: one('New name'), readAt: LATE });
  });
});
