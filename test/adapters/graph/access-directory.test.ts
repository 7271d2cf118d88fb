import assert from 'node:assert/strict';
import { graphAccessDirectory } from '../../../src/adapters/graph/access-directory.ts';
import { graphClient } from '../../../src/adapters/graph/client.ts';
import type { AccessFacts } from '../../../src/ports/access-directory.ts';
import { customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { GROUP_IDS } from '../../../src/sandbox/cloud/groups.ts';
import { answerJson, loopbackServer, type LoopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

const TENANT = '22222222-0000-4000-8000-000000000002';
const NOW = new Date('2026-11-20T09:00:00Z');

describe('Graph access directory', () => {
  let backEnds: SandboxBackEnds;
  before(async () => (backEnds = await sandboxBackEnds()));
  after(() => backEnds.cloud.stop());
  const accessTo = (name: string): Promise<AccessFacts> =>
    graphAccessDirectory(backEnds.graph, { now: () => new Date() }).accessTo(customerNamed(name).tenantId, UNHURRIED);

  it('names the groups with an active assignment', async () => {
    const { relationship, groupIds } = await accessTo('Contoso');

    assert.equal(relationship, 'active');
    assert.deepEqual(new Set(groupIds), new Set([GROUP_IDS.adminAgents, GROUP_IDS.gdapTier2, GROUP_IDS.gdapHelpdesk]));
  });

  it('leaves out an assignment that is being deleted', async () => {
    assert.ok(!(await accessTo('Humongous Insurance')).groupIds.includes(GROUP_IDS.gdapHelpdesk));
  });

  for (const name of ['First Up Consultants', 'VanArsdel Ltd.'])
    it(`counts the relationship of ${name}, which ends only later`, async () => {
      assert.equal((await accessTo(name)).relationship, 'active');
    });

  for (const name of ["Munson's Pickles and Preserves", 'Nod Publishers', 'School of Fine Art', 'Fourth Coffee'])
    it(`finds no access to ${name}`, async () => {
      assert.deepEqual(await accessTo(name), { relationship: 'none', groupIds: [] });
    });

  it('throws where it could not tell, instead of saying no', async () => {
    await assert.rejects(accessTo('Lucerne Publishing'), { code: 'UNAVAILABLE' });
  });
});

describe('Graph access directory on the wire', () => {
  let server: LoopbackServer;
  let relationships: unknown[];
  let assignments: unknown[];
  before(async () => {
    server = await loopbackServer(({ url }, response) =>
      answerJson(response, 200, { value: url.includes('accessAssignments') ? assignments : relationships }),
    );
  });
  after(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
    assignments = [assignment({})];
  });
  const relationship = (some: object): unknown => ({
    id: 'r/1',
    status: 'active',
    customer: { tenantId: TENANT },
    endDateTime: '2027-01-01T00:00:00Z',
    ...some,
  });
  const assignment = (some: object, container: object = {}): unknown => ({
    status: 'active',
    accessContainer: { accessContainerId: 'GROUP-1', accessContainerType: 'securityGroup', ...container },
    ...some,
  });
  const read = (): Promise<AccessFacts> => {
    const graph = graphClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.graph });
    return graphAccessDirectory(graph, { now: () => NOW }).accessTo(TENANT.toUpperCase(), UNHURRIED);
  };
  const GRANTED = { relationship: 'active', groupIds: ['group-1'] };
  const NONE = { relationship: 'none', groupIds: [] };

  const cases: readonly [string, object, object][] = [
    ['active', {}, GRANTED],
    ['Active, spelt otherwise', { status: 'Active' }, GRANTED],
    ['expiring', { status: 'expiring' }, GRANTED],
    ['to be terminated', { status: 'terminationRequested' }, GRANTED],
    ['active without an end', { endDateTime: null }, GRANTED],
    [
      'of the reseller subtype',
      { '@odata.type': '#microsoft.graph.resellerDelegatedAdminRelationship', isPartnerConsentPending: false },
      GRANTED,
    ],
    ['active, past its end', { endDateTime: '2026-11-20T08:59:59Z' }, NONE],
    ['expiring, past its end', { status: 'expiring', endDateTime: NOW.toISOString() }, NONE],
    ['terminating', { status: 'terminating' }, NONE],
    ['of an unknown status', { status: 'unknownFutureValue' }, NONE],
    ['of another customer, where the filter is not honoured', { customer: { tenantId: '33333333-0000-4000-8000-000000000003' } }, NONE],
    ['bound to nobody', { customer: null }, NONE],
  ];
  for (const [what, some, expected] of cases)
    it(`judges a relationship ${what}`, async () => {
      relationships = [relationship(some)];

      assert.deepEqual(await read(), expected);
    });

  for (const [what, some, container] of [
    ['that is pending', { status: 'pending' }, {}],
    ['in error', { status: 'error' }, {}],
    ['to something that is no group', {}, { accessContainerType: 'unknownFutureValue' }],
  ] as const)
    it(`gives nobody access by an assignment ${what}`, async () => {
      relationships = [relationship({})];
      assignments = [assignment(some, container)];

      assert.deepEqual(await read(), { relationship: 'active', groupIds: [] });
    });

  it('reads every relationship, in bounded numbers at once', async () => {
    relationships = Array.from({ length: 9 }, (_, n) => relationship({ id: `r${n}` }));

    assert.deepEqual(await read(), GRANTED);
    assert.equal(server.seen.length, 10);
  });

  it('asks in the partner tenant, as its service account', async () => {
    relationships = [];

    await read();

    assert.match(String(server.seen[0]?.headers.authorization), /partner-account:graph/);
    assert.match(decodeURIComponent(server.seen[0]?.url ?? ''), /\$filter=customer\/tenantId eq '22222222/);
  });
});
