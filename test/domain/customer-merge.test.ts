import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CUSTOMER_SOURCES, type Customer } from '../../src/domain/customer.ts';
import { mergeCustomers } from '../../src/domain/customer-merge.ts';

const OWN = '00000000-0000-4000-8000-0000000000aa';
const TENANT = '00000000-0000-4000-8000-000000000001';

function told(some: Partial<Customer>): Customer {
  return { tenantId: TENANT, name: 'Fabrikam', domain: undefined, domains: [], sources: ['contract'], ...some };
}

describe('mergeCustomers', () => {
  it('prefers the name of Partner Center, whichever list comes first', () => {
    const contract = told({ name: 'Fabrikam old', domain: 'fabrikam.onmicrosoft.com', sources: ['contract'] });
    const partnerCenter = told({ name: 'Fabrikam Inc.', sources: ['partner-center'] });

    for (const lists of [
      [[contract], [partnerCenter]],
      [[partnerCenter], [contract]],
    ]) {
      const merged = mergeCustomers(lists, OWN).find(({ tenantId }) => tenantId === TENANT);
      assert.deepEqual(merged, {
        tenantId: TENANT,
        name: 'Fabrikam Inc.',
        domain: 'fabrikam.onmicrosoft.com',
        domains: ['fabrikam.onmicrosoft.com'],
        sources: ['partner-center', 'contract'],
      });
    }
  });

  it('unites domains in small letters, without doubles', () => {
    const lists = [
      [told({ domain: 'Fabrikam.example', domains: ['fabrikam.EXAMPLE', 'shop.example'] })],
      [told({ domains: ['shop.example'] })],
    ];

    assert.deepEqual(mergeCustomers(lists, OWN)[0]?.domains, ['fabrikam.example', 'shop.example']);
  });

  it('takes tenant ids of any case for the same tenant', () => {
    const lists = [[told({ tenantId: TENANT.replaceAll('0', 'A') })], [told({ tenantId: TENANT.replaceAll('0', 'a') })]];

    assert.equal(mergeCustomers(lists, OWN).length, 2);
  });

  it('marks the own tenant, listed or not (B44)', () => {
    const listed = mergeCustomers([[told({ tenantId: OWN, name: 'Northwind Cloud Partners' })]], OWN);
    const unlisted = mergeCustomers([], OWN);

    assert.deepEqual(listed[0]?.sources, ['contract', 'own-tenant']);
    assert.equal(listed[0]?.name, 'Northwind Cloud Partners');
    assert.deepEqual(unlisted, [{ tenantId: OWN, name: OWN, domain: undefined, domains: [], sources: ['own-tenant'] }]);
  });

  it('keeps every tenant exactly once, and every source and domain told of it', () => {
    const customer = fc.record({
      tenantId: fc.constantFrom('t1', 't2', 't3', OWN),
      name: fc.constantFrom('', 'A', 'B'),
      domain: fc.option(fc.constantFrom('a.example', 'B.example'), { nil: undefined }),
      domains: fc.subarray(['c.example', 'D.example']),
      sources: fc.subarray([...CUSTOMER_SOURCES], { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(fc.array(customer)), (lists) => {
        const merged = mergeCustomers(lists, OWN);
        assert.deepEqual(
          merged.map(({ tenantId }) => tenantId).toSorted(),
          [...new Set([...lists.flat().map((one) => one.tenantId), OWN])].toSorted(),
        );
        for (const one of lists.flat()) {
          const result = merged.find(({ tenantId }) => tenantId === one.tenantId);
          assert.ok(one.sources.every((source) => result?.sources.includes(source)));
          assert.ok(one.domains.every((domain) => result?.domains.includes(domain.toLowerCase())));
          assert.notEqual(result?.name, '');
        }
      }),
    );
  });
});
