import assert from 'node:assert/strict';
import { customerNamed, CUSTOMERS } from '../../../src/sandbox/cloud/customers.ts';
import { GRAPH, itemsOf, PARTNER_CENTER, startTestCloud, type TestCloud } from './calls.ts';

const RELATIONSHIPS = '/v1.0/tenantRelationships/delegatedAdminRelationships';
const contoso = customerNamed('Contoso').tenantId;

describe('sandbox cloud: customers that change', () => {
  let cloud: TestCloud;
  let graph: string;
  let partnerCenter: string;
  beforeEach(async () => {
    cloud = await startTestCloud();
    graph = await cloud.userToken(GRAPH);
    partnerCenter = await cloud.userToken(PARTNER_CENTER);
  });
  afterEach(() => cloud.stop());

  const ask = (path: string) => cloud.call('graph', path, { token: graph });
  async function relationship() {
    const filter = encodeURIComponent(`customer/tenantId eq '${contoso}'`);
    return itemsOf(await ask(`${RELATIONSHIPS}?$filter=${filter}`))[0];
  }
  async function names(): Promise<unknown[][]> {
    const lists = [
      await cloud.call('partnerCenter', '/v1/customers', { token: partnerCenter }),
      await ask('/v1.0/contracts'),
      await ask('/v1.0/tenantRelationships/delegatedAdminCustomers'),
    ];
    return lists.map((list) =>
      itemsOf(list).map(({ displayName, companyProfile }) => displayName ?? (companyProfile as { companyName: string }).companyName),
    );
  }

  it('lets the relationship of Contoso expire, end and be in force again', async () => {
    const before = await relationship();
    cloud.controls.press('relationship.contoso', 'expiring');
    const expiring = await relationship();
    cloud.controls.press('relationship.contoso', 'ended');
    const ended = await relationship();
    await assert.rejects(() => cloud.userToken(GRAPH, contoso), /AADSTS50020/);
    cloud.controls.press('relationship.contoso');

    assert.deepEqual(
      [before, expiring, ended, await relationship()].map((each) => each?.['status']),
      ['active', 'expiring', 'terminated', 'active'],
    );
    assert.ok(await cloud.userToken(GRAPH, contoso));
    assert.notEqual(expiring?.['lastModifiedDateTime'], before?.['lastModifiedDateTime']);
  });

  it('lets a customer come: in every list, with health that can be read', async () => {
    const { tenantId } = customerNamed('Tailwind Traders');
    await assert.rejects(() => cloud.userToken(GRAPH, tenantId), /AADSTS50020/);

    cloud.controls.press('customers.newcomer');

    for (const list of await names()) assert.ok(list.includes('Tailwind Traders'));
    const issues = await cloud.call('graph', '/v1.0/admin/serviceAnnouncement/issues', { token: await cloud.userToken(GRAPH, tenantId) });
    assert.equal(itemsOf(issues).length, 1);
    cloud.controls.press('customers.newcomer');
    assert.deepEqual(cloud.state.customers, CUSTOMERS);
  });

  it('lets a customer go: from every list, with the relationship', async () => {
    cloud.controls.press('customers.leaver');

    for (const list of await names()) assert.ok(list.length > 30 && !list.includes('Wingtip Toys'));
    assert.ok(!itemsOf(await ask(RELATIONSHIPS)).some(({ displayName }) => /Wingtip Toys/.test(String(displayName))));
    await assert.rejects(() => cloud.userToken(GRAPH, customerNamed('Wingtip Toys').tenantId), /AADSTS50020/);
    cloud.controls.press('customers.leaver');
    assert.ok((await names()).every((list) => list.includes('Wingtip Toys')));
  });

  it('lets relationships and their assignments fail', async () => {
    const { id } = (await relationship()) ?? {};
    cloud.controls.press('relationships.fail');

    assert.deepEqual(
      [(await ask(RELATIONSHIPS)).status, (await ask(`${RELATIONSHIPS}/${String(id)}/accessAssignments`)).status],
      [500, 500],
    );
    assert.equal((await ask('/v1.0/contracts')).status, 200);
  });

  for (const [choice, expected] of [
    ['graph', [500, 200]],
    ['partner-center', [200, 500]],
    ['both', [500, 500]],
    ['work', [200, 200]],
  ] as const)
    it(`portal links: ${choice}`, async () => {
      cloud.controls.press('portals', choice);

      const details = await ask(`/v1.0/tenantRelationships/delegatedAdminCustomers/${contoso}/serviceManagementDetails`);
      const services = await cloud.call('partnerCenter', `/v1/customers/${contoso}/managedservices`, { token: partnerCenter });

      assert.deepEqual([details.status, services.status], expected);
    });
});
