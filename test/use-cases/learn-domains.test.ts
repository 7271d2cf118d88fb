import assert from 'node:assert/strict';
import sinon from 'sinon';
import { postgresCustomerStore } from '../../src/adapters/postgres/customer-store.ts';
import type { CustomerStore } from '../../src/ports/customer-store.ts';
import { learnDomains } from '../../src/use-cases/learn-domains.ts';
import { freshDatabase } from '../support/database.ts';
import { NEVER, OWN_TENANT, aCustomer, backEndFailure } from '../support/use-case-fixtures.ts';

describe('learnDomains', () => {
  let customers: CustomerStore;

  beforeEach(async () => {
    customers = postgresCustomerStore(await freshDatabase());
    const own = aCustomer({ tenantId: OWN_TENANT, sources: ['own-tenant'] });
    await customers.replaceAll({ customers: [aCustomer(), own], missing: [] }, new Date());
  });

  it('adds the customer’s own domains to those known (B31, B35)', async () => {
    const directory = telling(['contoso.example', 'contoso.onmicrosoft.com'], undefined);
    await learnDomains({ directory, customers })(aCustomer().tenantId, NEVER);

    const { domains = [] } = (await customers.byTenantId(aCustomer().tenantId)) ?? {};
    assert.deepEqual(domains.toSorted(), ['contoso.example', 'contoso.onmicrosoft.com']);
  });

  it('learns the customer’s language, which no refresh of the list takes away', async () => {
    const before = await customers.byTenantId(aCustomer().tenantId);
    await learnDomains({ directory: telling([], 'fr-FR'), customers })(aCustomer().tenantId, NEVER);
    await customers.replaceAll({ customers: [aCustomer({ name: 'Contoso Group' })], missing: [] }, new Date());

    const { language, name } = (await customers.byTenantId(aCustomer().tenantId)) ?? {};
    assert.deepEqual([before?.language, language, name], [undefined, 'fr-FR', 'Contoso Group']);
  });

  it('keeps the language when none is told any more', async () => {
    await learnDomains({ directory: telling([], 'fr'), customers })(aCustomer().tenantId, NEVER);
    await learnDomains({ directory: telling([], undefined), customers })(aCustomer().tenantId, NEVER);

    assert.equal((await customers.byTenantId(aCustomer().tenantId))?.language, 'fr');
  });

  it('asks nothing about the own tenant, nor about a tenant that is no customer', async () => {
    const directory = telling([], 'fr');
    await learnDomains({ directory, customers })(OWN_TENANT, NEVER);
    await learnDomains({ directory, customers })('c0000000-0000-4000-8000-00000000ffff', NEVER);

    assert.equal(directory.profileOf.callCount, 0);
  });

  it('leaves a failure to the queue', async () => {
    const directory = { profileOf: () => Promise.reject(backEndFailure('THROTTLED')) };

    await assert.rejects(learnDomains({ directory, customers })(aCustomer().tenantId, NEVER), { code: 'THROTTLED' });
  });
});

function telling(domains: readonly string[], language: string | undefined) {
  return { profileOf: sinon.fake.resolves({ domains, language }) };
}
