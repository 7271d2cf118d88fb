import assert from 'node:assert/strict';
import { z } from 'zod';
import { customerNamed, CUSTOMERS } from '../../../src/sandbox/cloud/customers.ts';
import { GROUP_IDS } from '../../../src/sandbox/cloud/groups.ts';
import { GRAPH, itemsOf, nextPath, startTestCloud, type Answer, type Body, type TestCloud } from './calls.ts';

const Roles = z.object({ unifiedRoles: z.array(z.unknown()) });
const RELATIONSHIPS = '/v1.0/tenantRelationships/delegatedAdminRelationships';

describe('sandbox cloud: delegated administration and contracts', () => {
  let cloud: TestCloud;
  let token: string;
  before(async () => {
    cloud = await startTestCloud();
    token = await cloud.userToken(GRAPH);
  });
  after(() => cloud.stop());

  async function all(path: string): Promise<Body[]> {
    const answer: Answer = await cloud.call('graph', path, { token });
    const next = nextPath(answer);
    return [...itemsOf(answer), ...(next === undefined ? [] : await all(next))];
  }

  async function relationshipsOf(name: string): Promise<Body[]> {
    return all(`${RELATIONSHIPS}?$filter=${encodeURIComponent(`customer/tenantId eq '${customerNamed(name).tenantId}'`)}`);
  }

  async function activeGroups(name: string): Promise<unknown[]> {
    const [relationship] = await relationshipsOf(name);
    const assignments = await all(`${RELATIONSHIPS}/${String(relationship?.['id'])}/accessAssignments`);
    return assignments
      .filter(({ status }) => status === 'active')
      .map(({ accessContainer }) => (accessContainer as { accessContainerId: string }).accessContainerId);
  }

  it('pages the list of delegated customers by skip token', async () => {
    const customers = await all('/v1.0/tenantRelationships/delegatedAdminCustomers?$top=7');

    assert.deepEqual(
      customers.map(({ tenantId }) => tenantId),
      CUSTOMERS.filter(({ gdap }) => gdap !== 'none').map(({ tenantId }) => tenantId),
    );
  });

  it('refuses a page larger than 300', async () => {
    assert.equal((await cloud.call('graph', `${RELATIONSHIPS}?$top=301`, { token })).status, 400);
  });

  it('lists a contract for each customer that buys through the partner', async () => {
    const contracts = await all('/v1.0/contracts');

    assert.equal(contracts.length, CUSTOMERS.filter(({ reseller }) => reseller).length);
    assert.ok(contracts.every(({ id, customerId }) => id !== customerId));
  });

  it('has relationships in force, ended, waiting and unbound, and one of a reseller', async () => {
    const relationships = await all(RELATIONSHIPS);

    const statuses = new Set(relationships.map(({ status }) => status));
    for (const status of ['active', 'expiring', 'terminationRequested', 'expired', 'terminated', 'approvalPending', 'created'])
      assert.ok(statuses.has(status), status);
    assert.ok(relationships.some((each) => each['@odata.type'] === '#microsoft.graph.resellerDelegatedAdminRelationship'));
    assert.ok(relationships.some(({ customer }) => customer === null));
  });

  it('gives helpdesk and admin groups access to Contoso, and only admin groups to Humongous Insurance', async () => {
    assert.deepEqual(await activeGroups('Contoso'), [GROUP_IDS.adminAgents, GROUP_IDS.gdapTier2, GROUP_IDS.gdapHelpdesk]);
    assert.deepEqual(await activeGroups('Humongous Insurance'), [GROUP_IDS.adminAgents, GROUP_IDS.gdapTier2]);
  });

  it('has relationships that end within 30 days, some of which extend themselves, and one just later', async () => {
    const inDays = (date: unknown) => (Date.parse(String(date)) - cloud.state.startedAt.getTime()) / 86_400_000;
    const soon = (await all(RELATIONSHIPS)).filter(({ endDateTime }) => inDays(endDateTime) > 0 && inDays(endDateTime) <= 31);

    assert.deepEqual(
      soon
        .map(({ customer, endDateTime, autoExtendDuration }) => [
          inDays(endDateTime),
          (customer as { displayName: string }).displayName,
          autoExtendDuration,
        ])
        .toSorted(([a], [b]) => Number(a) - Number(b)),
      [
        [6, 'First Up Consultants', 'PT0S'],
        [12, 'Litware', 'PT0S'],
        [18, 'Tailspin Toys', 'P0D'],
        [25, 'Alpine Ski House', 'P180D'],
        [29, 'Trey Research', 'P180D'],
        [31, 'Wide World Importers', 'PT0S'],
      ],
    );
  });

  it('says the same of a relationship each time it is asked', async () => {
    assert.deepEqual(await relationshipsOf('Contoso'), await relationshipsOf('Contoso'));
  });

  it('gives the helpdesk fewer roles than the admin agents, and not the same ones everywhere', async () => {
    const roleCounts = async (name: string): Promise<number[]> => {
      const [relationship] = await relationshipsOf(name);
      const assignments = await all(`${RELATIONSHIPS}/${String(relationship?.['id'])}/accessAssignments`);
      return [GROUP_IDS.adminAgents, GROUP_IDS.gdapHelpdesk].map((groupId) => {
        const found = assignments.find((each) => (each['accessContainer'] as { accessContainerId: string }).accessContainerId === groupId);
        return Roles.parse(found?.['accessDetails']).unifiedRoles.length;
      });
    };

    assert.deepEqual(await Promise.all(['Contoso', 'Blue Yonder Airlines', "Margie's Travel"].map(roleCounts)), [
      [4, 1],
      [4, 2],
      [5, 1],
    ]);
  });

  it('cannot read the access assignments of Lucerne Publishing', async () => {
    const [relationship] = await relationshipsOf('Lucerne Publishing');

    const { status } = await cloud.call('graph', `${RELATIONSHIPS}/${String(relationship?.['id'])}/accessAssignments`, { token });

    assert.equal(status, 500);
  });

  it('keeps an older, expired relationship of Woodgrove Bank beside the active one', async () => {
    assert.deepEqual(
      (await relationshipsOf('Woodgrove Bank')).map(({ status }) => status),
      ['expired', 'active'],
    );
  });
});
