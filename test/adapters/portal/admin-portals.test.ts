import assert from 'node:assert/strict';
import fc from 'fast-check';
import { adminPortals } from '../../../src/adapters/portal/admin-portals.ts';
import { isMicrosoftLink } from '../../../src/domain/microsoft-link.ts';
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

  it('list the Azure requests of the customer, by its domain or its tenant id', () => {
    const list = '#blade/Microsoft_Azure_Support/HelpAndSupportBlade/managesupportrequest';

    assert.equal(global.azureRequests(known)?.url, `https://portal.azure.com/fabrikam.onmicrosoft.com${list}`);
    assert.equal(global.azureRequests({ tenantId: TENANT, domain: undefined })?.url, `https://portal.azure.com/${TENANT}${list}`);
    assert.equal(usgov.azureRequests({ tenantId: TENANT, domain: undefined }), undefined);
  });

  it('list what was sent by a route, where there is such a page', () => {
    assert.equal(global.requestsOf('partner-center', known)?.portal, 'Partner Center');
    assert.deepEqual(global.requestsOf('azure-support', known), global.azureRequests(known));
    assert.equal(global.requestsOf('admin-center', known), undefined);
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

  it('open the Azure portal by the domain for those without admin rights, and by nothing else (B38)', () => {
    assert.equal(global.azureByDomain(known)?.url, 'https://portal.azure.com/fabrikam.onmicrosoft.com');
    assert.equal(usgov.azureByDomain(known)?.url, 'https://portal.azure.us/fabrikam.onmicrosoft.com');
    assert.equal(global.azureByDomain({ tenantId: TENANT, domain: undefined }), undefined);
  });

  it('open the health of Azure in the customer’s directory', () => {
    assert.match(
      global.azureHealth(known)?.url ?? '',
      /^https:\/\/portal\.azure\.com\/fabrikam\.onmicrosoft\.com#view\/Microsoft_Azure_Health/,
    );
  });

  it('show an issue in the customer’s own service health', () => {
    assert.equal(global.issue(known, 'EX900101')?.url, global.serviceHealth(known)?.url);
  });

  it('know the usual portals of a customer, in its context (B18)', () => {
    const urls = new Map(global.ofServices({ ...known, own: false }).map(({ service, url }) => [service, url]));

    assert.equal(urls.get('teams'), 'https://admin.teams.microsoft.com/?delegatedOrg=fabrikam.onmicrosoft.com');
    assert.equal(urls.get('business-central'), `https://businesscentral.dynamics.com/${TENANT}/admin`);
    assert.equal(urls.size, 14);
  });

  it('leave out the portals that need a domain where it is not known', () => {
    const services = global.ofServices({ tenantId: TENANT, domain: undefined, own: false }).map(({ service }) => service);

    assert.ok(!services.includes('exchange') && services.includes('azure') && services.includes('microsoft365'));
  });

  it('open the own tenant without naming a customer (B50, B51)', () => {
    for (const { url } of global.ofServices({ ...known, own: true })) assert.doesNotMatch(url, /fabrikam|7a0e2d2e|CTID/);
  });

  it('never leave the hosts of the table, whatever a domain or tenant id is', () => {
    const hosts = new Set(['portal.azure.com', 'portal.azure.us', 'portal.office.com', 'portal.office365.us', 'partner.microsoft.com']);
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('evil.example/#', '..//evil.example', '{tid}', '@evil.example', 'a.b?c=d', '$&.example'),
    );

    fc.assert(
      fc.property(text, text, fc.constantFrom(...PRODUCTS), fc.constantFrom(global, usgov), (tenantId, domain, product, portals) => {
        const customer = { tenantId, domain };
        const others = [portals.azureHealth(customer), portals.azureByDomain(customer), portals.issue(customer, domain)];
        for (const link of [...others, ...portals.ofServices({ ...customer, own: false })])
          assert.ok(link === undefined || isMicrosoftLink(link.url));
        for (const link of [portals.newRequest(customer, product), portals.serviceHealth(customer)]) {
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
