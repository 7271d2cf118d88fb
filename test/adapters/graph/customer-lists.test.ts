import assert from 'node:assert/strict';
import { graphContracts } from '../../../src/adapters/graph/contracts.ts';
import { graphDelegatedAdminCustomers } from '../../../src/adapters/graph/delegated-admin-customers.ts';
import { CUSTOMERS, customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

describe('customer lists of Graph', () => {
  let backEnds: SandboxBackEnds;
  before(async () => (backEnds = await sandboxBackEnds()));
  after(() => backEnds.cloud.stop());
  afterEach(() => (backEnds.cloud.state.behaviour.largestPage = undefined));

  it('lists every contract, paged, with its domain', async () => {
    backEnds.cloud.state.behaviour.largestPage = 7;

    const customers = await graphContracts(backEnds.graph).list(UNHURRIED);

    const { tenantId, name, domain } = customerNamed('Contoso');
    assert.equal(customers.length, CUSTOMERS.filter(({ reseller }) => reseller).length);
    assert.deepEqual(
      customers.find((customer) => customer.tenantId === tenantId),
      { tenantId, name, domain, domains: [domain], sources: ['contract'] },
    );
  });

  it('lists every customer with a GDAP relationship, paged, without a domain', async () => {
    backEnds.cloud.state.behaviour.largestPage = 7;

    const customers = await graphDelegatedAdminCustomers(backEnds.graph).list(UNHURRIED);

    const { tenantId, name } = customerNamed('Relecloud');
    assert.equal(customers.length, CUSTOMERS.filter(({ gdap }) => gdap !== 'none').length);
    assert.deepEqual(
      customers.find((customer) => customer.tenantId === tenantId),
      { tenantId, name, domain: undefined, domains: [], sources: ['delegated-admin'] },
    );
  });

  it('gives no half of a list', async () => {
    backEnds.cloud.state.behaviour.largestPage = 7;
    const lift = backEnds.cloud.script.fault({ api: 'graph', path: /skiptoken/, times: Infinity, reset: 'before' });

    await assert.rejects(graphContracts(backEnds.graph).list(UNHURRIED), { code: 'UNREACHABLE' });
    lift();
  });
});
