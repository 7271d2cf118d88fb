import assert from 'node:assert/strict';
import { graphAccessDirectory } from '../../../src/adapters/graph/access-directory.ts';
import { graphClient } from '../../../src/adapters/graph/client.ts';
import { accessOf, isInForce, type GrantedRelationship } from '../../../src/domain/delegated-access.ts';
import type { AccessDirectory } from '../../../src/ports/access-directory.ts';
import { CUSTOMERS, customerNamed } from '../../../src/sandbox/cloud/customers.ts';
import { GROUP_IDS } from '../../../src/sandbox/cloud/groups.ts';
import { answerJson, loopbackServer, type LoopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { ROLE } from '../../support/relationships.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

const TENANT = '22222222-0000-4000-8000-000000000002';

describe('Graph access directory', () => {
  let backEnds: SandboxBackEnds;
  let directory: AccessDirectory;
  before(async () => {
    backEnds = await sandboxBackEnds();
    directory = graphAccessDirectory(backEnds.graph);
  });
  after(() => backEnds.cloud.stop());
  const grantsOf = async (name: string): Promise<readonly GrantedRelationship[]> => {
    const listed = await directory.relationshipsWith(customerNamed(name).tenantId, UNHURRIED);
    return Promise.all(
      listed.map(async (relationship) => ({
        ...relationship,
        assignments: isInForce(relationship, new Date()) ? await directory.assignmentsOf(relationship.id, UNHURRIED) : [],
      })),
    );
  };

  it('lists every relationship that is bound to a customer, page by page', async () => {
    backEnds.cloud.state.behaviour.largestPage = 7;
    const listed = await directory.relationships(UNHURRIED);
    backEnds.cloud.state.behaviour.largestPage = undefined;

    const bound = CUSTOMERS.filter(({ gdap }) => gdap !== 'none').map(({ tenantId }) => tenantId);
    assert.deepEqual(new Set(listed.map(({ tenantId }) => tenantId)), new Set(bound));
    assert.equal(new Set(listed.map(({ id }) => id)).size, listed.length);
  });

  it('names the groups with an active assignment, and their roles', async () => {
    const [granted] = await grantsOf('Contoso');

    assert.deepEqual(
      new Set(granted?.assignments.map(({ groupId }) => groupId)),
      new Set([GROUP_IDS.adminAgents, GROUP_IDS.gdapTier2, GROUP_IDS.gdapHelpdesk]),
    );
    assert.deepEqual(granted?.assignments.find(({ groupId }) => groupId === GROUP_IDS.gdapHelpdesk)?.roles, [ROLE.serviceSupport]);
  });

  const cases: readonly [string, string][] = [
    ['Contoso', 'granted'],
    ['Woodgrove Bank', 'granted'],
    ['First Up Consultants', 'granted'],
    ['VanArsdel Ltd.', 'granted'],
    ['Humongous Insurance', 'denied'],
    ["Munson's Pickles and Preserves", 'no-relationship'],
    ['Nod Publishers', 'no-relationship'],
    ['School of Fine Art', 'no-relationship'],
    ['Fourth Coffee', 'no-relationship'],
  ];
  for (const [name, access] of cases)
    it(`tells enough to say of the helpdesk’s access to ${name}: ${access}`, async () => {
      assert.equal(accessOf([GROUP_IDS.gdapHelpdesk], await grantsOf(name), new Date()), access);
    });

  it('throws where it could not tell, instead of saying no', async () => {
    await assert.rejects(grantsOf('Lucerne Publishing'), { code: 'UNAVAILABLE' });
  });

  it('names the provider through whom a relationship came about', async () => {
    assert.deepEqual(
      (await grantsOf('Tailspin Toys')).map(({ providerTenantId }) => providerTenantId),
      ['d15720b0-0000-4000-8000-0000000000d1'],
    );
  });
});

describe('Graph access directory on the wire', () => {
  let server: LoopbackServer;
  let relationships: unknown[];
  let assignments: unknown[];
  let directory: AccessDirectory;
  before(async () => {
    server = await loopbackServer(({ url }, response) =>
      answerJson(response, 200, { value: url.includes('accessAssignments') ? assignments : relationships }),
    );
    directory = graphAccessDirectory(graphClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.graph }));
  });
  after(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
    relationships = [];
  });
  const relationship = (some: object): object => ({
    id: 'r/1',
    displayName: 'Support for Fabrikam',
    status: 'active',
    customer: { tenantId: TENANT.toUpperCase(), displayName: 'Fabrikam' },
    accessDetails: { unifiedRoles: [{ roleDefinitionId: ROLE.globalReader.toUpperCase() }] },
    autoExtendDuration: 'P180D',
    activatedDateTime: '2025-01-01T00:00:00Z',
    endDateTime: '2027-01-01T00:00:00.1234567Z',
    lastModifiedDateTime: '2025-01-01T00:00:00Z',
    ...some,
  });
  const listed = async () => (await directory.relationshipsWith(TENANT, UNHURRIED))[0];

  it('reads a relationship in our words', async () => {
    relationships = [relationship({})];

    assert.deepEqual(await listed(), {
      id: 'r/1',
      tenantId: TENANT,
      name: 'Support for Fabrikam',
      status: 'active',
      rawStatus: 'active',
      activatedAt: new Date('2025-01-01T00:00:00Z'),
      endsAt: new Date('2027-01-01T00:00:00.123Z'),
      autoExtends: true,
      providerTenantId: undefined,
      roles: [ROLE.globalReader],
      modifiedAt: new Date('2025-01-01T00:00:00Z'),
    });
  });

  const cases: readonly [string, object, object][] = [
    ['a status spelt otherwise', { status: 'TerminationRequested' }, { status: 'terminationRequested', rawStatus: 'TerminationRequested' }],
    ['a status that is new', { status: 'brandNew' }, { status: 'unknown', rawStatus: 'brandNew' }],
    ['no end', { endDateTime: null }, { endsAt: undefined }],
    ['an empty end, before it is active', { endDateTime: '', activatedDateTime: '' }, { endsAt: undefined, activatedAt: undefined }],
    ['no extension', { autoExtendDuration: 'PT0S' }, { autoExtends: false }],
    ['an extension of no days', { autoExtendDuration: 'P0D' }, { autoExtends: false }],
    ['nothing said of an extension', { autoExtendDuration: null }, { autoExtends: false }],
    ['no roles said', { accessDetails: null }, { roles: [] }],
    [
      'the reseller subtype',
      { '@odata.type': '#microsoft.graph.resellerDelegatedAdminRelationship', indirectProviderTenantId: 'D1' },
      { providerTenantId: 'd1' },
    ],
  ];
  for (const [what, some, expected] of cases)
    it(`reads a relationship with ${what}`, async () => {
      relationships = [relationship(some)];

      const read = await listed();
      assert.deepEqual({ ...read, ...expected }, read);
    });

  it('refuses an end that it cannot read: access must not outlast it', async () => {
    relationships = [relationship({ endDateTime: 'soon' })];

    await assert.rejects(listed(), { code: 'UNREADABLE' });
  });

  for (const [what, some] of [
    ['of another customer, where the filter is not honoured', { customer: { tenantId: '33333333-0000-4000-8000-000000000003' } }],
    ['that nobody is bound to', { customer: null }],
  ] as const)
    it(`leaves out a relationship ${what}`, async () => {
      relationships = [relationship(some)];

      assert.equal(await listed(), undefined);
    });

  it('gives the active assignments to security groups only', async () => {
    const assignment = (id: string, some: object = {}, type = 'securityGroup') => ({
      status: 'active',
      accessContainer: { accessContainerId: id, accessContainerType: type },
      accessDetails: { unifiedRoles: [{ roleDefinitionId: ROLE.globalReader }] },
      ...some,
    });
    assignments = [
      assignment('GROUP-1'),
      assignment('group-2', { status: 'Active' }),
      assignment('group-3', { status: 'pending' }),
      assignment('group-4', { status: 'deleting' }),
      assignment('group-5', { status: 'error' }),
      assignment('group-6', {}, 'unknownFutureValue'),
    ];

    assert.deepEqual(await directory.assignmentsOf('r/1', UNHURRIED), [
      { groupId: 'group-1', roles: [ROLE.globalReader] },
      { groupId: 'group-2', roles: [ROLE.globalReader] },
    ]);
    assert.match(server.seen[0]?.url ?? '', /delegatedAdminRelationships\/r%2F1\/accessAssignments$/);
  });

  it('asks in the partner tenant, as its service account', async () => {
    await listed();

    assert.match(String(server.seen[0]?.headers.authorization), /partner-account:graph/);
    assert.match(decodeURIComponent(server.seen[0]?.url ?? ''), /\$filter=customer\/tenantId eq '22222222/);
  });
});
