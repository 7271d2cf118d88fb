import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Customer, CustomerSource } from '../../src/domain/customer.ts';
import type { CustomerDirectory } from '../../src/ports/customer-directory.ts';
import type { CustomerStore } from '../../src/ports/customer-store.ts';
import { postgresCustomerStore } from '../../src/adapters/postgres/customer-store.ts';
import { refreshCustomers } from '../../src/use-cases/refresh-customers.ts';
import { freshDatabase } from '../support/database.ts';
import { NEVER, OWN_TENANT, aCustomer, backEndFailure, handClock } from '../support/use-case-fixtures.ts';

function directory(source: CustomerSource, answer: readonly Customer[] | Error): CustomerDirectory {
  return { source, list: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)) };
}

describe('refreshCustomers', () => {
  let store: CustomerStore;
  const clock = handClock();
  const log = sinon.fake();
  const other = aCustomer({ tenantId: 'c0000000-0000-4000-8000-000000000002', name: 'Fabrikam', sources: ['contract'] });

  beforeEach(async () => {
    store = postgresCustomerStore(await freshDatabase());
  });

  function refresh(...directories: readonly CustomerDirectory[]) {
    return refreshCustomers({ directories, store, ownTenant: { tenantId: OWN_TENANT }, clock, log })(NEVER);
  }

  it('stores what all directories know, and the own tenant', async () => {
    const result = await refresh(
      directory('partner-center', [aCustomer()]),
      directory('contract', [aCustomer({ sources: ['contract'] }), other]),
    );

    assert.deepEqual(result, { customers: 3, added: 3, removed: 0, missing: [] });
    assert.deepEqual((await store.byTenantId(aCustomer().tenantId))?.sources, ['partner-center', 'contract']);
    assert.deepEqual((await store.byTenantId(OWN_TENANT))?.sources, ['own-tenant']);
    assert.deepEqual(await store.refreshedAt(), clock.now());
  });

  it('removes who is gone, but nobody while a directory fails', async () => {
    await refresh(directory('partner-center', [aCustomer()]), directory('contract', [other]));

    const partial = await refresh(directory('partner-center', [aCustomer()]), directory('contract', backEndFailure('UNREACHABLE')));
    assert.deepEqual(partial, { customers: 2, added: 0, removed: 0, missing: ['contract'] });
    assert.notEqual(await store.byTenantId(other.tenantId), undefined);

    assert.equal((await refresh(directory('partner-center', [aCustomer()]), directory('contract', []))).removed, 1);
    assert.equal(await store.byTenantId(other.tenantId), undefined);
  });

  it('logs which directory failed, and why', async () => {
    log.resetHistory();
    await refresh(directory('partner-center', [aCustomer()]), directory('contract', backEndFailure('FORBIDDEN')));

    assert.deepEqual(log.args, [['customers not listed', { source: 'contract', code: 'FORBIDDEN', message: 'FORBIDDEN' }]]);
  });

  it('fails when no directory answers, and leaves the stored list alone', async () => {
    await refresh(directory('partner-center', [aCustomer()]));

    await assert.rejects(refresh(directory('partner-center', backEndFailure('SIGN_IN_NEEDED'))), { code: 'SIGN_IN_NEEDED' });
    assert.notEqual(await store.byTenantId(aCustomer().tenantId), undefined);
  });
});
