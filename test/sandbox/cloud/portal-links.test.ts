import assert from 'node:assert/strict';
import { z } from 'zod';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { GRAPH, itemsOf, PARTNER_CENTER, startTestCloud, type Answer, type TestCloud } from './calls.ts';

describe('sandbox cloud: portals and subscriptions', () => {
  let cloud: TestCloud;
  let graph: string;
  let partnerCenter: string;
  before(async () => {
    cloud = await startTestCloud();
    graph = await cloud.userToken(GRAPH);
    partnerCenter = await cloud.userToken(PARTNER_CENTER);
  });
  after(() => cloud.stop());

  const details = (name: string, token = graph): Promise<Answer> =>
    cloud.call('graph', `/v1.0/tenantRelationships/delegatedAdminCustomers/${customerNamed(name).tenantId}/serviceManagementDetails`, {
      token,
    });
  const ofCustomer = (name: string, what: string, token = partnerCenter): Promise<Answer> =>
    cloud.call('partnerCenter', `/v1/customers/${customerNamed(name).tenantId}/${what}`, { token });
  const named = async (answer: Promise<Answer>, member: string) => itemsOf(await answer).map((item) => item[member]);

  it('gives links of services that fit what the customer subscribes to', async () => {
    assert.deepEqual(await named(details('Trey Research'), 'id'), ['Azure', 'AzureActiveDirectory']);
    assert.ok((await named(details('Fabrikam'), 'id')).includes('Dynamics365BusinessCentral'));
    assert.ok(
      (await named(details('Litware'), 'serviceManagementUrl')).includes(
        'https://admin.teams.microsoft.com/?delegatedOrg=litware.onmicrosoft.com',
      ),
    );
  });

  it('names for Contoso an unknown service, and links to a foreign host and without TLS', async () => {
    const urls = (await named(details('Contoso'), 'serviceManagementUrl')).map((url) => new URL(String(url)));

    assert.ok((await named(details('Contoso'), 'id')).includes('QuantumWorkspaceHub'));
    assert.ok(urls.some(({ hostname }) => hostname === 'admin.microsoft.com.evil.example'));
    assert.ok(urls.some(({ protocol }) => protocol === 'http:'));
  });

  it('refuses the links to an application, and knows none without a relationship', async () => {
    const answers = [
      await details('Contoso', await cloud.appToken(GRAPH)),
      await details('Fourth Coffee'),
      await details('Nod Publishers'),
    ];

    assert.deepEqual(
      answers.map(({ status }) => status),
      [403, 404, 404],
    );
  });

  it('lists managed services, of which any link may be missing', async () => {
    const services = itemsOf(await ofCustomer('Contoso', 'managedservices'));

    const links = services.map((service) => Object.keys(z.record(z.string(), z.unknown()).parse(service['links'])).join(' '));
    assert.deepEqual(
      new Set(links),
      new Set(['adminService serviceHealth serviceTicket', 'serviceHealth serviceTicket', 'adminService', 'serviceTicket']),
    );
  });

  it('refuses managed services without access to the customer, and to an application', async () => {
    const app = await ofCustomer('Contoso', 'managedservices', await cloud.appToken(PARTNER_CENTER));

    assert.deepEqual([(await ofCustomer('Fourth Coffee', 'managedservices')).status, app.status], [403, 401]);
  });

  it('has customers with Azure only, with EMS, with marketplace products, and with subscriptions that do not count any more', async () => {
    assert.deepEqual(await named(ofCustomer('City Power & Light', 'subscriptions'), 'billingType'), ['usage']);
    assert.deepEqual(await named(ofCustomer('Østfjord Shipping AS', 'subscriptions'), 'offerName'), [
      'Enterprise Mobility + Security E3',
      'Azure plan',
    ]);
    assert.ok((await named(ofCustomer('Fabrikam', 'subscriptions'), 'isMicrosoftProduct')).includes(false));
    assert.deepEqual(await named(ofCustomer('Bellows College', 'subscriptions'), 'status'), ['suspended']);
    assert.deepEqual(await named(ofCustomer('Wingtip Toys', 'subscriptions'), 'status'), ['active', 'deleted', 'expired']);
  });
});
