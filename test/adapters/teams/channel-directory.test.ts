import assert from 'node:assert/strict';
import { teamsChannelDirectory } from '../../../src/adapters/teams/channel-directory.ts';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import type { DescribedChannel } from '../../../src/ports/channel-directory.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';
import { NEVER } from '../../support/use-case-fixtures.ts';

const TEAM_ID = '19:general@thread.tacv2';
const TEAM = { id: TEAM_ID, name: 'CSP Operations', aadGroupId: '9A000000-0000-4000-8000-00000000009A' };

describe('Teams channel directory', () => {
  let channel: FakeChannel;
  before(async () => (channel = await startFakeChannel()));
  beforeEach(() => {
    channel.calls.length = 0;
    channel.faults.length = 0;
  });
  after(() => channel.stop());

  const describeChannel = (conversationId: string, signal = NEVER): Promise<DescribedChannel> => {
    const token = { get: async () => 'bot-token', discard: () => undefined };
    const client = teamsClient({ token, serviceUrls: [channel.url], timeoutMs: 300, deadlineMs: 3_000, tries: 1 });
    return teamsChannelDirectory(client).describe({ serviceUrl: channel.serviceUrl, teamId: TEAM_ID, conversationId }, signal);
  };
  const answers = (team: object, ...conversations: object[]): void => {
    channel.faults.push({ status: 200, body: team }, { status: 200, body: { conversations } });
  };

  it('asks for the team and its channels, and says which kind a channel is', async () => {
    answers(TEAM, { id: TEAM_ID, name: null, type: 'standard' }, { id: '19:a@thread.tacv2', name: 'Azure escalations', type: 'Private' });

    assert.deepEqual(await describeChannel('19:a@thread.tacv2'), {
      teamName: 'CSP Operations',
      groupId: '9a000000-0000-4000-8000-00000000009a',
      name: 'Azure escalations',
      kind: 'private',
    });
    assert.deepEqual(
      channel.calls.map(({ method, path }) => `${method} ${path}`),
      [`GET /emea/v3/teams/${TEAM_ID}`, `GET /emea/v3/teams/${TEAM_ID}/conversations`],
    );
    assert.equal(channel.calls[0]?.authorization, 'Bearer bot-token');
  });

  it('knows the General channel, which has no name', async () => {
    answers(TEAM, { id: TEAM_ID, name: null, type: 'standard' });

    assert.deepEqual([(await describeChannel(TEAM_ID)).name, channel.calls.length], [undefined, 2]);
  });

  it('leaves open what is not said, and a channel that is not listed', async () => {
    answers({ id: TEAM_ID, aadGroupId: 'not a guid' }, { id: '19:b@thread.tacv2', name: 'B', type: 'meeting' });

    const nothing = { teamName: undefined, groupId: undefined, name: undefined, kind: 'unknown' };
    assert.deepEqual(await describeChannel('19:a@thread.tacv2'), nothing);
    answers({ id: TEAM_ID }, { id: '19:b@thread.tacv2', name: 'B', type: 'meeting' });
    assert.deepEqual(await describeChannel('19:b@thread.tacv2'), { ...nothing, name: 'B' });
  });

  for (const [what, fault, code] of [
    ['a refusal', { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }, 'FORBIDDEN'],
    ['an answer that is no list', { status: 200, body: { conversations: 'none' } }, 'UNREADABLE'],
    ['silence', 'silence', 'TIMED_OUT'],
  ] as const)
    it(`fails on ${what}, and nothing was done by it`, async () => {
      channel.faults.push({ status: 200, body: TEAM }, fault);

      await assert.rejects(describeChannel(TEAM_ID), { backEnd: 'teams', code, effect: 'none' });
    });

  it('asks nothing once nobody waits', async () => {
    await assert.rejects(describeChannel(TEAM_ID, AbortSignal.abort()));

    assert.equal(channel.calls.length, 0);
  });
});
