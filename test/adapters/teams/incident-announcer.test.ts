import assert from 'node:assert/strict';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import { teamsIncidentAnnouncer } from '../../../src/adapters/teams/incident-announcer.ts';
import type { IncidentNotice } from '../../../src/domain/delivery.ts';
import type { ConversationAddress } from '../../../src/ports/conversation-store.ts';
import type { IncidentAnnouncer } from '../../../src/ports/incident-announcer.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';
import { anIncident, NOON } from '../../support/health-fixtures.ts';

describe('The announcer of incidents in Teams', () => {
  let channel: FakeChannel;
  let announcer: IncidentAnnouncer;
  let chat: ConversationAddress;
  let team: ConversationAddress;
  const notice: IncidentNotice = {
    incident: anIncident('EX1', { service: 'Exchange *Online*' }),
    placeId: 'place',
    scope: 'personal',
    hit: { names: ['Contoso'], total: 1 },
    seen: undefined,
    locale: 'en',
    timeZone: 'UTC',
    now: NOON,
  };

  before(async () => {
    channel = await startFakeChannel();
    const token = { get: async () => 'bot-token', discard: () => undefined };
    announcer = teamsIncidentAnnouncer(teamsClient({ token, serviceUrls: [channel.url], timeoutMs: 300, tries: 1 }));
    const bot = { serviceUrl: channel.serviceUrl, tenantId: 't', botId: '28:bot' };
    chat = { ...bot, conversationId: 'a:adele', scope: 'personal', personId: 'adele', accountId: '29:1', teamId: undefined };
    team = { ...bot, conversationId: '19:c@thread.tacv2', scope: 'team', personId: undefined, accountId: undefined, teamId: '19:t' };
  });
  beforeEach(() => {
    channel.calls.length = 0;
    channel.faults.length = 0;
  });
  after(() => channel.stop());

  it('posts a card that rings, and names where it is', async () => {
    const card = await announcer.post(chat, notice);

    const [call] = channel.calls;
    assert.equal(call?.path, '/emea/v3/conversations/a:adele/activities');
    assert.deepEqual(call.body['channelData'], { notification: { alert: true } });
    assert.equal(call.body['summary'], call.body.attachments?.[0]?.content.fallbackText);
    assert.equal(card.conversationId, 'a:adele');
    assert.match(card.activityId, /^\d{13}$/);
  });

  it('posts into a channel as a post of its own', async () => {
    channel.faults.push({ status: 201, body: { id: '19:c@thread.tacv2;messageid=7', activityId: '7' } });

    const card = await announcer.post(team, { ...notice, scope: 'team' });

    assert.equal(channel.calls[0]?.path, '/emea/v3/conversations');
    assert.deepEqual(card, { conversationId: '19:c@thread.tacv2;messageid=7', activityId: '7' });
  });

  it('changes a card in place, which rings nobody', async () => {
    const isThere = await announcer.update(team, { conversationId: '19:c@thread.tacv2;messageid=7', activityId: '7' }, notice);

    const [call] = channel.calls;
    assert.deepEqual(
      [isThere, call?.method, call?.path],
      [true, 'PUT', '/emea/v3/conversations/19:c@thread.tacv2;messageid=7/activities/7'],
    );
    assert.equal(call?.body['channelData'], undefined);
  });

  for (const [status, code] of [
    [404, 'ActivityNotFoundInConversation'],
    [403, 'ServiceError'],
  ] as const) {
    it(`tells that a card is there no more: ${status} ${code}`, async () => {
      channel.faults.push({ status, body: { error: { code } } });

      assert.equal(await announcer.update(chat, { conversationId: 'a:adele', activityId: '7' }, notice), false);
    });
  }

  it('tells an uninstalled bot from a deleted card', async () => {
    channel.faults.push({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });

    await assert.rejects(announcer.update(chat, { conversationId: 'a:adele', activityId: '7' }, notice), {
      code: 'FORBIDDEN',
      status: 403,
    });
  });

  it('writes the line below the post, safe as markdown, and it rings', async () => {
    const place = { conversationId: '19:c@thread.tacv2;messageid=7', activityId: '7' };

    await announcer.line(team, { ...notice, ring: 'worse', place });

    const [call] = channel.calls;
    assert.equal(call?.path, '/emea/v3/conversations/19:c@thread.tacv2;messageid=7/activities');
    assert.match(call.body.text ?? '', /Exchange \\\*Online\\\*/);
    assert.deepEqual([call.body['textFormat'], call.body['channelData']], ['markdown', { notification: { alert: true } }]);
  });

  it('opens a chat and gives its address', async () => {
    const { serviceUrl } = channel;
    const address = await announcer.openChat({ personId: 'mei', accountId: '29:mei', serviceUrl, tenantId: 't', botId: '28:bot' });

    assert.deepEqual(address, { ...chat, conversationId: address.conversationId, personId: 'mei', accountId: '29:mei' });
  });

  it('tries nothing again by itself, and says when it cannot be told whether the card is there', async () => {
    channel.faults.push('reset');

    await assert.rejects(announcer.post(chat, notice), { backEnd: 'teams', effect: 'unknown' });
    assert.equal(channel.calls.length, 1);
  });
});
