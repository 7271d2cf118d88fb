import assert from 'node:assert/strict';
import { graphClient } from '../../../src/adapters/graph/client.ts';
import { graphTeamDirectory } from '../../../src/adapters/graph/team-directory.ts';
import { GROUP_IDS } from '../../../src/sandbox/cloud/groups.ts';
import { PEOPLE, TEAM } from '../../../src/sandbox/world.ts';
import { answerJson, loopbackServer } from '../../support/loopback-server.ts';
import { CANONICAL, namedTokens, transportTo, UNHURRIED } from '../../support/microsoft-clouds.ts';
import { sandboxBackEnds, type SandboxBackEnds } from '../../support/sandbox-back-ends.ts';

const person = (key: string): string => PEOPLE.find((each) => each.key === key)?.id ?? assert.fail(`There is no ${key}`);

describe('Graph team directory', () => {
  let backEnds: SandboxBackEnds;
  before(async () => (backEnds = await sandboxBackEnds()));
  after(() => backEnds.cloud.stop());
  const owns = (groupId: string, key: string) => graphTeamDirectory(backEnds.graph).isOwner(groupId, person(key), UNHURRIED);

  it('knows who owns a team, whatever the case of the ids', async () => {
    assert.deepEqual(await Promise.all([owns(TEAM.groupId, 'camille'), owns(TEAM.groupId, 'adele')]), [true, false]);
    assert.equal(
      await graphTeamDirectory(backEnds.graph).isOwner(TEAM.groupId.toUpperCase(), person('camille').toUpperCase(), UNHURRIED),
      true,
    );
  });

  it('asks as the application', async () => {
    backEnds.cloud.script.forget();

    await owns(TEAM.groupId, 'camille');

    const asked = backEnds.cloud.script.requests.filter(({ api }) => api === 'graph');
    assert.deepEqual(
      asked.map(({ tokenKind }) => tokenKind),
      ['app'],
    );
  });

  it('says no of a group that the tenant does not know, or that nobody owns', async () => {
    assert.equal(await owns('00000000-0000-4000-8000-00000000dead', 'camille'), false);
    assert.equal(await owns(GROUP_IDS.helpdeskAgents, 'camille'), false);
  });

  it('reads every page', async () => {
    backEnds.cloud.script.behaviour.largestPage = 1;

    assert.equal(await owns(TEAM.groupId, 'camille'), true);
    backEnds.cloud.script.behaviour.largestPage = undefined;
  });

  for (const [status, code] of [
    [403, 'FORBIDDEN'],
    [500, 'UNAVAILABLE'],
  ] as const)
    it(`does not take ${status} for a no`, async () => {
      const server = await loopbackServer((_request, response) => answerJson(response, status, { error: { code: 'x', message: 'x' } }));
      const retry = { tries: 1 };
      const graph = graphClient({ transport: transportTo(server.url), tokens: namedTokens(), baseUrl: CANONICAL.graph, retry });
      try {
        await assert.rejects(graphTeamDirectory(graph).isOwner(TEAM.groupId, person('adele'), UNHURRIED), { backEnd: 'graph', code });
      } finally {
        await server.stop();
      }
    });
});
