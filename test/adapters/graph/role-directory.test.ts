import assert from 'node:assert/strict';
import { graphClient } from '../../../src/adapters/graph/client.ts';
import { graphRoleDirectory } from '../../../src/adapters/graph/role-directory.ts';
import type { PartnerGroups } from '../../../src/config.ts';
import type { Colleague } from '../../../src/domain/roles.ts';
import { GROUP_IDS } from '../../../src/sandbox/cloud/groups.ts';
import { PEOPLE } from '../../../src/sandbox/world.ts';
import { answerJson, loopbackServer, type LoopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

const BY_NAME: PartnerGroups = { adminAgents: undefined, helpdeskAgents: undefined, salesAgents: undefined };
const person = (key: string): string => PEOPLE.find((each) => each.key === key)?.id ?? assert.fail(`There is no ${key}`);

describe('Graph role directory', () => {
  let backEnds: SandboxBackEnds;
  before(async () => (backEnds = await sandboxBackEnds()));
  after(() => backEnds.cloud.stop());
  const colleague = (key: string): Promise<Colleague | undefined> =>
    graphRoleDirectory(backEnds.graph, { groups: BY_NAME }).colleague(person(key), UNHURRIED);

  it('knows a helpdesk agent with name, address, phone and groups', async () => {
    const found = await colleague('adele');

    assert.deepEqual(
      [found?.displayName, found?.givenName, found?.surname, found?.email, found?.phone, found?.guest, found?.roles],
      ['Adele Vance', 'Adele', 'Vance', 'adele@northwindcloud.example', '+49305550101', false, ['helpdesk-agent']],
    );
    assert.ok(found?.groupIds.includes(GROUP_IDS.helpdeskAgents));
  });

  it('counts groups that are reached through other groups', async () => {
    assert.ok((await colleague('adele'))?.groupIds.includes(GROUP_IDS.gdapHelpdesk));
  });

  it('gives all the roles of a person with several', async () => {
    assert.deepEqual((await colleague('dmitri'))?.roles.toSorted(), ['admin-agent', 'helpdesk-agent']);
  });

  it('gives no role to a person without one', async () => {
    assert.deepEqual((await colleague('noah'))?.roles, []);
  });

  it('says who is a guest', async () => {
    assert.equal((await colleague('rita'))?.guest, true);
  });

  it('knows people by the name they sign in with, too', async () => {
    const directory = graphRoleDirectory(backEnds.graph, { groups: BY_NAME });

    assert.equal((await directory.colleague('mei@northwindcloud.example', UNHURRIED))?.id, person('mei'));
  });

  it('does not know a stranger', async () => {
    const directory = graphRoleDirectory(backEnds.graph, { groups: BY_NAME });

    assert.equal(await directory.colleague('a0a0a0a0-0000-4000-8000-0000000000ff', UNHURRIED), undefined);
  });

  it('calls Graph as the application only', async () => {
    backEnds.cloud.script.forget();

    await colleague('adele');

    const kinds = backEnds.cloud.script.requests.filter(({ api }) => api === 'graph').map(({ tokenKind }) => tokenKind);
    assert.deepEqual([...new Set(kinds)], ['app']);
  });

  it('looks for each group once, not once a person', async () => {
    const directory = graphRoleDirectory(backEnds.graph, { groups: BY_NAME });
    backEnds.cloud.script.forget();

    await directory.colleague(person('adele'), UNHURRIED);
    await directory.colleague(person('mei'), UNHURRIED);

    assert.equal(backEnds.cloud.script.count({ path: /^\/v1\.0\/groups/ }), 3);
  });
});

describe('Graph role directory on the wire', () => {
  let server: LoopbackServer;
  let groups: Record<string, string[]>;
  let roles: unknown[];
  before(async () => {
    server = await loopbackServer(({ url }, response) => {
      const name = /displayName eq '(\w+)'/.exec(decodeURIComponent(url))?.[1];
      if (name !== undefined) return answerJson(response, 200, { value: (groups[name] ?? []).map((id) => ({ id, displayName: name })) });
      if (url.includes('getMemberGroups')) return answerJson(response, 200, { value: ['ADMIN-ID', 'other-id'] });
      if (url.includes('directoryRole')) return answerJson(response, 200, { value: roles });
      answerJson(response, 200, {
        id: 'p',
        displayName: null,
        userPrincipalName: 'p@partner.example',
        businessPhones: [],
        mobilePhone: '+491',
        userType: 'GUEST',
      });
    });
  });
  after(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
    groups = { AdminAgents: ['admin-id'] };
    roles = [];
  });
  const read = (configured: Partial<PartnerGroups> = {}): Promise<Colleague | undefined> => {
    const graph = graphClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.graph });
    return graphRoleDirectory(graph, { groups: { ...BY_NAME, ...configured } }).colleague('p', UNHURRIED);
  };

  it('compares ids without regard to case', async () => {
    assert.deepEqual((await read())?.roles, ['admin-agent']);
  });

  it('gives the directory roles that count, and no others', async () => {
    roles = [{ roleTemplateId: '62E90394-69f5-4237-9190-012177145e10' }, { roleTemplateId: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451' }, {}];

    assert.deepEqual((await read())?.roles, ['global-administrator', 'admin-agent']);
  });

  it('refuses to choose between groups of the same name', async () => {
    groups = { AdminAgents: ['admin-id', 'second-id'] };

    await assert.rejects(read(), { code: 'MISCONFIGURED', message: /AdminAgents/ });
  });

  it('takes the configured group, and does not look for it by name', async () => {
    groups = { AdminAgents: ['admin-id', 'second-id'] };

    assert.deepEqual((await read({ adminAgents: 'OTHER-ID' }))?.roles, ['admin-agent']);
    assert.ok(!server.seen.some(({ url }) => url.includes('AdminAgents')));
  });

  it('falls back where the directory leaves members out', async () => {
    const found = await read();

    assert.deepEqual([found?.displayName, found?.email, found?.phone, found?.guest], ['p@partner.example', undefined, '+491', true]);
  });
});
