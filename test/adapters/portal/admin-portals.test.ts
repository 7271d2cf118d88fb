import assert from 'node:assert/strict';
import fc from 'fast-check';
import { adminPortals } from '../../../src/adapters/portal/admin-portals.ts';
import { PRODUCTS } from '../../../src/domain/product.ts';

const TENANT = '7a0e2d2e-54b6-4b1c-93c7-6ab6f8ba1c55';
const known = { tenantId: TENANT, domain: 'fabrikam.onmicrosoft.com' };
const global = adminPortals('global');
const usgov = adminPortals('usgov');

describe('admin portals', () => {
  it('open a new Azure request by the domain of the customer (B38)', () => {
    assert.deepEqual(global.newRequest(known, 'azure'), {
      url: 'https://portal.azure.com/fabrikam.onmicrosoft.com#blade/Microsoft_Azure_Support/HelpAndSupportBlade/newsupportrequest',
      portal: 'Azure portal',
    });
  });

  it('open it by the tenant id where the domain is not known', () => {
    assert.match(
      global.newRequest({ tenantId: TENANT, domain: undefined }, 'azure')?.url ?? '',
      new RegExp(`^https://portal.azure.com/${TENANT}#`),
    );
  });

  for (const product of ['microsoft365', 'dynamics365', 'ems'] as const)
    it(`open a request about ${product} in the admin center of the customer (B27)`, () => {
      const link = global.newRequest(known, product);

      assert.deepEqual(link, {
        url: `https://portal.office.com/Partner/BeginClientSession.aspx?CTID=${TENANT}&CSDEST=Support`,
        portal: 'Microsoft 365 admin center',
      });
    });

  it('open no portal of Microsoft for the product of a publisher (B39)', () => {
    assert.equal(global.newRequest(known, 'marketplace'), undefined);
  });

  it('depend on the cloud (B12)', () => {
    assert.match(usgov.newRequest(known, 'azure')?.url ?? '', /^https:\/\/portal\.azure\.us\/fabrikam/);
  });

  it('give no link rather than a guessed one', () => {
    assert.equal(usgov.newRequest({ tenantId: TENANT, domain: undefined }, 'azure'), undefined);
    assert.equal(usgov.serviceHealth(known), undefined);
    assert.equal(global.serviceHealth({ ...known, tenantId: 'not-a-guid' }), undefined);
  });

  it('open the service health of the customer (B13)', () => {
    assert.match(global.serviceHealth(known)?.url ?? '', new RegExp(`CTID=${TENANT}&CSDEST=ServiceStatus$`));
  });

  it('never leave the hosts of the table, whatever a domain or tenant id is', () => {
    const hosts = new Set(['portal.azure.com', 'portal.azure.us', 'portal.office.com', 'portal.office365.us', 'partner.microsoft.com']);
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('evil.example/#', '..//evil.example', '{tid}', '@evil.example', 'a.b?c=d', '$&.example'),
    );

    fc.assert(
      fc.property(text, text, fc.constantFrom(...PRODUCTS), fc.constantFrom(global, usgov), (tenantId, domain, product, portals) => {
        for (const link of [portals.newRequest({ tenantId, domain }, product), portals.serviceHealth({ tenantId, domain })]) {
          if (link === undefined) continue;
          const { protocol, host, search } = new URL(link.url);
          assert.equal(protocol, 'https:');
          assert.ok(hosts.has(host), link.url);
          assert.ok(search === '' || /^\?(CTID=[0-9a-f-]{36}&CSDEST=\w+|category=csp)$/i.test(search), link.url);
        }
      }),
    );
  });
});
