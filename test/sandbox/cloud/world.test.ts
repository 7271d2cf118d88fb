import assert from 'node:assert/strict';
import { CUSTOMERS } from '../../../src/sandbox/cloud/customers.ts';
import { groupsOf } from '../../../src/sandbox/cloud/groups.ts';

describe("the sandbox's world", () => {
  it('has 40 customers, each with an id, a domain and a name of its own', () => {
    for (const values of [
      CUSTOMERS.map(({ tenantId }) => tenantId),
      CUSTOMERS.map(({ domain }) => domain),
      CUSTOMERS.map(({ name }) => name),
    ])
      assert.equal(new Set(values).size, 40);
  });

  it('has exactly one customer named plain Contoso among several that begin so', () => {
    const names = CUSTOMERS.map(({ name }) => name).filter((name) => name.startsWith('Contoso'));

    assert.deepEqual(names, ['Contoso', 'Contoso GmbH', 'Contoso Énergie SAS']);
  });

  it('writes ids and domains as a directory does', () => {
    for (const { tenantId, domain, customDomains } of CUSTOMERS) {
      assert.match(tenantId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      for (const name of [domain, ...customDomains]) assert.match(name, /^[a-z0-9.-]+\.(onmicrosoft\.com|example)$/);
    }
  });

  it('puts nobody into a group who is unknown', () => {
    assert.deepEqual(groupsOf('somebody'), []);
  });
});
