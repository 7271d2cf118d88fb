import assert from 'node:assert/strict';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { GROUP_IDS } from '../../../src/sandbox/cloud/groups.ts';
import { PEOPLE, TEAM } from '../../../src/sandbox/world.ts';
import { errorCode, GRAPH, itemsOf, startTestCloud, type TestCloud } from './calls.ts';

const idOf = (key: string) => PEOPLE.find((person) => person.key === key)?.id ?? '';

describe('sandbox cloud: directory of the partner', () => {
  let cloud: TestCloud;
  let token: string;
  before(async () => {
    cloud = await startTestCloud();
    token = await cloud.appToken(GRAPH);
  });
  after(() => cloud.stop());

  it('finds a group by its display name', async () => {
    const filter = encodeURIComponent("displayName eq 'HelpdeskAgents'");
    const groups = itemsOf(await cloud.call('graph', `/v1.0/groups?$filter=${filter}&$select=id,displayName`, { token }));

    assert.deepEqual(groups, [{ id: GROUP_IDS.helpdeskAgents, displayName: 'HelpdeskAgents' }]);
  });

  it('shows userType only where it is selected', async () => {
    const usual = await cloud.call('graph', `/v1.0/users/${idOf('rita')}`, { token });
    const selected = await cloud.call('graph', `/v1.0/users/${idOf('rita')}?$select=id,userType`, { token });

    assert.equal('userType' in usual.body, false);
    assert.equal(selected.body['userType'], 'Guest');
  });

  it('answers 404 for somebody the tenant does not know', async () => {
    const answer = await cloud.call('graph', `/v1.0/users/${customerNamed('Contoso').tenantId}`, { token });

    assert.deepEqual([answer.status, errorCode(answer)], [404, 'Request_ResourceNotFound']);
  });

  it('tells all groups of a person, through other groups too', async () => {
    const answer = await cloud.call('graph', `/v1.0/users/${idOf('adele')}/getMemberGroups`, {
      token,
      method: 'POST',
      body: { securityEnabledOnly: true },
    });

    const groups = answer.body['value'] as string[];
    assert.ok(groups.includes(GROUP_IDS.helpdeskAgents) && groups.includes(GROUP_IDS.gdapHelpdesk));
    assert.ok(!groups.includes(GROUP_IDS.adminAgents));
  });

  it('tells which of at most 20 groups a person is in', async () => {
    const check = (groupIds: readonly string[]) =>
      cloud.call('graph', `/v1.0/users/${idOf('camille')}/checkMemberGroups`, { token, method: 'POST', body: { groupIds } });

    const answer = await check([GROUP_IDS.adminAgents, GROUP_IDS.helpdeskAgents]);
    const tooMany = await check(Array(21).fill(GROUP_IDS.adminAgents));

    assert.deepEqual(answer.body['value'], [GROUP_IDS.adminAgents]);
    assert.equal(tooMany.status, 400);
  });

  it('lists no directory role for people who only have Partner Center roles', async () => {
    const path = `/v1.0/users/${idOf('dmitri')}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,roleTemplateId`;

    assert.deepEqual(itemsOf(await cloud.call('graph', path, { token })), []);
  });

  it("refuses a token of a customer's tenant", async () => {
    const elsewhere = await cloud.userToken(GRAPH, customerNamed('Contoso').tenantId);

    assert.equal((await cloud.call('graph', '/v1.0/groups', { token: elsewhere })).status, 403);
  });

  it('tells who owns the team, and nobody of a security group; 404 for a group it does not know', async () => {
    const owners = (id: string) => cloud.call('graph', `/v1.0/groups/${id}/owners?$select=id`, { token });

    assert.deepEqual(
      itemsOf(await owners(TEAM.groupId)).map(({ id }) => id),
      [idOf('camille')],
    );
    assert.deepEqual(itemsOf(await owners(GROUP_IDS.adminAgents)), []);
    assert.equal((await owners(idOf('camille'))).status, 404);
  });
});
