import assert from 'node:assert/strict';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import { teamsRoster } from '../../../src/adapters/teams/roster.ts';
import type { Reader } from '../../../src/domain/audience.ts';
import type { ChannelPeople } from '../../../src/ports/channel-people.ts';
import type { ChannelRoster } from '../../../src/ports/channel-roster.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';
import { NEVER } from '../../support/use-case-fixtures.ts';

/** As Teams answers (teams-platform 2.2). */
const ADELE = {
  id: '29:1adele',
  objectId: 'a0a0a0a0-0000-4000-8000-000000000001',
  name: 'Adele Vance',
  givenName: 'Adele',
  surname: 'Vance',
  email: 'adele@northwindcloud.example',
  userPrincipalName: 'adele@northwindcloud.example',
  tenantId: '7e4a0000-0000-4000-8000-000000000001',
  userRole: 'user',
};

describe('Teams roster', () => {
  let channel: FakeChannel;
  let roster: ChannelRoster & ChannelPeople;

  before(async () => {
    channel = await startFakeChannel();
    const token = { get: async () => 'bot-token', discard: () => undefined };
    roster = teamsRoster(teamsClient({ token, serviceUrls: [channel.url], timeoutMs: 300, deadlineMs: 3_000 }));
  });
  beforeEach(() => {
    channel.calls.length = 0;
    channel.faults.length = 0;
  });
  after(() => channel.stop());

  const page = (...members: object[]) => ({ status: 200, body: { members } });
  const readers = (signal = NEVER) => roster.readers({ serviceUrl: channel.serviceUrl, conversationId: '19:a@thread.tacv2' }, signal);
  const all = async (signal = NEVER): Promise<Reader[]> => {
    const found: Reader[] = [];
    for await (const some of readers(signal)) found.push(...some);
    return found;
  };
  const paths = (): string[] => channel.calls.map(({ method, path }) => `${method} ${path}`);

  const FIRST = 'GET /emea/v3/conversations/19:a@thread.tacv2/pagedmembers?pageSize=500';

  it('asks for the channel’s own people and says what is known of each', async () => {
    channel.faults.push(page(ADELE));

    assert.deepEqual(await all(), [{ tenantId: ADELE.tenantId, userPrincipalName: ADELE.userPrincipalName, role: 'user' }]);
    assert.deepEqual(paths(), [FIRST]);
    assert.equal(channel.calls[0]?.authorization, 'Bearer bot-token');
  });

  it('goes on to the last page with the token as it came', async () => {
    const goesOn = (continuationToken: string) => ({ status: 200, body: { members: [ADELE], continuationToken } });
    channel.faults.push(goesOn('a+b/c='), goesOn('2'), { status: 200, body: { members: [ADELE], continuationToken: '' } });

    assert.equal((await all()).length, 3);
    assert.deepEqual(paths(), [FIRST, `${FIRST}&continuationToken=a+b/c=`, `${FIRST}&continuationToken=2`]);
  });

  it('reads no page that is not asked for', async () => {
    channel.faults.push({ status: 200, body: { members: [ADELE], continuationToken: '2' } });
    for await (const first of readers()) {
      assert.equal(first.length, 1);
      break;
    }

    assert.equal(channel.calls.length, 1);
  });

  it('leaves open what is not said, and leaves out apps', async () => {
    channel.faults.push(page({ id: '29:1x' }, { id: '28:an-app' }, { id: '29:1y', tenantId: '', userPrincipalName: null, userRole: 7 }));

    const nothing = { tenantId: undefined, userPrincipalName: undefined, role: undefined };
    assert.deepEqual(await all(), [nothing, nothing]);
  });

  it('names the people with their object ids, and leaves out whom it cannot name', async () => {
    channel.faults.push(
      { status: 200, body: { members: [{ ...ADELE, objectId: ADELE.objectId.toUpperCase() }, { id: '29:1x' }], continuationToken: '2' } },
      page({ id: '28:an-app', objectId: ADELE.objectId, name: 'A bot' }, { id: '29:1y', objectId: ADELE.objectId }),
    );

    const found = [];
    for await (const some of roster.members({ serviceUrl: channel.serviceUrl, conversationId: '19:a@thread.tacv2' }, NEVER))
      found.push(...some);

    const reader = { tenantId: ADELE.tenantId, userPrincipalName: ADELE.userPrincipalName, role: 'user' };
    assert.deepEqual(found, [{ id: ADELE.objectId, name: 'Adele Vance', ...reader }]);
  });

  it('tries again what may pass', async () => {
    channel.faults.push('reset', { status: 503 }, page(ADELE));

    assert.equal((await all()).length, 1);
  });

  for (const [what, fault, code] of [
    ['no list', { status: 200, body: { value: [] } }, 'UNREADABLE'],
    ['a member without an id', { status: 200, body: { members: [{}] } }, 'UNREADABLE'],
    ['a refusal', { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } }, 'FORBIDDEN'],
    ['a failure', { status: 500 }, 'UNAVAILABLE'],
  ] as const) {
    it(`fails on ${what}, and nothing was done by it`, async () => {
      channel.faults.push(fault);

      await assert.rejects(all(), { backEnd: 'teams', code, effect: 'none' });
    });
  }

  it('fails on silence, and nothing was done by it', async () => {
    channel.faults.push('silence', 'silence', 'silence');

    await assert.rejects(all(), { code: 'TIMED_OUT', effect: 'none' });
  });

  it('fails on a roster that does not end', async () => {
    for (let n = 0; n < 60; n++) channel.faults.push({ status: 200, body: { members: [], continuationToken: 'again' } });

    await assert.rejects(all(), { code: 'UNREADABLE' });
    assert.equal(channel.calls.length, 60);
  });

  it('asks for nothing more once nobody waits', async () => {
    await assert.rejects(all(AbortSignal.abort()));

    assert.equal(channel.calls.length, 0);
  });
});
