import assert from 'node:assert/strict';
import { teamsCasePoster } from '../../../src/adapters/teams/case-poster.ts';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import type { CaseLineView, ChannelCaseView, RequesterCaseView } from '../../../src/domain/case-view.ts';
import type { CasePoster } from '../../../src/ports/case-poster.ts';
import type { ConversationAddress } from '../../../src/ports/conversation-store.ts';
import { aCase, CHANNEL, DMITRI, MEI, OPENED_AT } from '../../support/cases.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';

const MANNER = { locale: 'en', timeZone: 'UTC', now: OPENED_AT } as const;
const view: ChannelCaseView = { case: aCase(), outlook: { targets: [], nextCall: undefined }, notes: [], ...MANNER };
const requesterView: RequesterCaseView = { ...view, channelName: 'Experts', stranded: undefined };
const call: CaseLineView = {
  case: aCase(),
  event: {
    id: 1,
    caseId: aCase().id,
    version: 1,
    at: OPENED_AT,
    actor: 'system',
    kind: 'call',
    detail: { level: 1, round: 1 },
    text: undefined,
  },
  mentions: [
    { ...DMITRI, accountId: '29:dmitri' },
    { ...MEI, accountId: 'mei' },
  ],
  nobodyOn: [],
  ...MANNER,
};
const PLACE = { conversationId: `${CHANNEL};messageid=7`, activityId: '7' };

describe('The poster of cases in Teams', () => {
  let channel: FakeChannel;
  let poster: CasePoster;
  let chat: ConversationAddress;
  let team: ConversationAddress;

  before(async () => {
    channel = await startFakeChannel();
    const token = { get: async () => 'bot-token', discard: () => undefined };
    poster = teamsCasePoster(teamsClient({ token, serviceUrls: [channel.url], timeoutMs: 300, tries: 1 }));
    const bot = { serviceUrl: channel.serviceUrl, tenantId: 't', botId: '28:bot' };
    chat = { ...bot, conversationId: 'a:adele', scope: 'personal', personId: 'adele', accountId: '29:1', teamId: undefined };
    team = { ...bot, conversationId: CHANNEL, scope: 'team', personId: undefined, accountId: undefined, teamId: '19:t' };
  });
  beforeEach(() => {
    channel.calls.length = 0;
    channel.faults.length = 0;
  });
  after(() => channel.stop());

  it('posts the card of a channel as a post of its own that rings, and names its thread', async () => {
    channel.faults.push({ status: 201, body: { id: PLACE.conversationId, activityId: '7' } });

    const place = await poster.postChannelCard(team, view);

    const [posted] = channel.calls;
    const activity = posted?.body['activity'] as Record<string, unknown>;
    assert.equal(posted?.path, '/emea/v3/conversations');
    assert.deepEqual(activity['channelData'], { notification: { alert: true } });
    assert.match(String(activity['summary']), /CASE-7K3M9Q/);
    assert.deepEqual(place, PLACE);
  });

  it("posts the requester's card into the chat", async () => {
    const place = await poster.postRequesterCard(chat, requesterView);

    assert.equal(channel.calls[0]?.path, '/emea/v3/conversations/a:adele/activities');
    assert.equal(place.conversationId, 'a:adele');
  });

  it('changes both in place, which rings nobody', async () => {
    assert.equal(await poster.updateChannelCard(team, PLACE, view), true);
    assert.equal(await poster.updateRequesterCard(chat, { conversationId: 'a:adele', activityId: '8' }, requesterView), true);

    assert.deepEqual(
      channel.calls.map(({ method, path, body }) => [method, path, body['channelData']]),
      [
        ['PUT', `/emea/v3/conversations/${PLACE.conversationId}/activities/7`, undefined],
        ['PUT', '/emea/v3/conversations/a:adele/activities/8', undefined],
      ],
    );
  });

  it('says that a card is there no more', async () => {
    channel.faults.push({ status: 404, body: { error: { code: 'ActivityNotFoundInConversation' } } });

    assert.equal(await poster.updateChannelCard(team, PLACE, view), false);
  });

  it('leaves to whoever calls what it means that the conversation is gone', async () => {
    channel.faults.push({ status: 404, body: { error: { code: 'ConversationNotFound' } } });

    await assert.rejects(poster.updateChannelCard(team, PLACE, view), { code: 'NOT_FOUND', vendorCode: 'ConversationNotFound' });
  });

  it('says a line below the card in its thread, with a ring, mentioning everybody by the very text of the message', async () => {
    await poster.line(team, PLACE, call);

    const [said] = channel.calls;
    const entities = said?.body['entities'] as readonly { readonly text: string; readonly mentioned: object }[];
    assert.equal(said?.path, `/emea/v3/conversations/${PLACE.conversationId}/activities`);
    assert.deepEqual(said.body['conversation'], { id: PLACE.conversationId });
    assert.deepEqual(said.body['channelData'], { notification: { alert: true } });
    assert.deepEqual(entities, [
      { type: 'mention', text: '<at>Dmitri Sokolov</at>', mentioned: { id: '29:dmitri', name: 'Dmitri Sokolov' } },
      { type: 'mention', text: '<at>Mei Tanaka</at>', mentioned: { id: 'mei', name: 'Mei Tanaka' } },
    ]);
    for (const { text } of entities) assert.ok(said.body.text?.includes(text));
    assert.doesNotMatch(String(said.body['summary']), /<at>/);
  });

  it('says a line without a card as a post of its own in a channel, and as a message in a chat', async () => {
    channel.faults.push({ status: 201, body: { id: PLACE.conversationId, activityId: '7' } });
    await poster.line(team, undefined, call);
    await poster.line(chat, undefined, { ...call, mentions: [] });

    assert.deepEqual(
      channel.calls.map(({ path }) => path),
      ['/emea/v3/conversations', '/emea/v3/conversations/a:adele/activities'],
    );
  });

  it('mentions nobody whom a title names as if it were a mention', async () => {
    await poster.line(team, PLACE, { ...call, case: aCase({ title: '<at>Mei Tanaka</at>' }), mentions: [] });

    const [said] = channel.calls;
    assert.deepEqual(said?.body['entities'], []);
    assert.doesNotMatch(said?.body.text ?? '', /<at>/);
  });

  it('tells an unknown outcome from a refusal', async () => {
    channel.faults.push('reset', { status: 429, headers: { 'retry-after': '2' } });

    await assert.rejects(poster.line(team, PLACE, call), { effect: 'unknown' });
    await assert.rejects(poster.line(team, PLACE, call), { effect: 'none', retryAfterMs: 2000 });
    assert.equal(channel.calls.length, 2);
  });
});
