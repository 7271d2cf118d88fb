import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { noticeCard } from '../../../cards/notice.ts';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import { ownChat } from '../../../src/adapters/teams/own-chat.ts';
import type { ConversationStore } from '../../../src/ports/conversation-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';
import { handClock } from '../../support/use-case-fixtures.ts';

const CARD = noticeCard('en', { name: 'nothing-to-cancel' });

describe("A person's own chat", () => {
  const clock = handClock();
  let channel: FakeChannel;
  let conversations: ConversationStore;
  let chats: ReturnType<typeof ownChat>;
  let personId: string;

  before(async () => {
    channel = await startFakeChannel();
    conversations = postgresConversationStore(await freshDatabase());
    const token = { get: async () => 'bot-token', discard: () => undefined };
    const client = teamsClient({ token, serviceUrls: [channel.url], timeoutMs: 300, deadlineMs: 800 });
    chats = ownChat({ client, conversations, clock });
  });
  beforeEach(async () => {
    channel.calls.length = 0;
    channel.faults.length = 0;
    personId = randomUUID();
    const { serviceUrl } = channel;
    const who = { tenantId: 't', botId: '28:bot', personId, accountId: '29:1adele', teamId: undefined };
    await conversations.learn({ conversationId: `a:${personId}`, scope: 'personal', serviceUrl, ...who }, clock.now());
  });
  after(() => channel.stop());

  it('is there once the bot was in it', async () => {
    assert.equal(await chats.exists(personId), true);
    assert.equal(await chats.exists(randomUUID()), false);
  });

  it('shows a card, and rings: the person is looking elsewhere', async () => {
    assert.equal(await chats.show(personId, CARD), true);

    const [call] = channel.calls;
    assert.equal(call?.path, `/emea/v3/conversations/a:${personId}/activities`);
    assert.equal(call.body.attachments?.[0]?.content.fallbackText, CARD.fallbackText);
    assert.deepEqual(call.body['channelData'], { notification: { alert: true } });
  });

  it('is gone once Teams refuses because the app was removed', async () => {
    channel.faults.push({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });

    assert.equal(await chats.show(personId, CARD), false);
    assert.equal(await chats.exists(personId), false);
  });

  describe('of somebody who was met in a channel only', () => {
    const meet = async (): Promise<string> => {
      const met = randomUUID();
      const account = { personId: met, accountId: '29:met', serviceUrl: channel.serviceUrl, tenantId: 't', botId: '28:bot' };
      await conversations.learnAccount(account, clock.now());
      return met;
    };

    it('is opened for the card', async () => {
      const met = await meet();

      assert.equal(await chats.exists(met), true);
      assert.equal(await chats.show(met, CARD), true);

      const [opened, shown] = channel.calls;
      assert.equal(opened?.path, '/emea/v3/conversations');
      assert.deepEqual(opened.body, {
        isGroup: false,
        bot: { id: '28:bot' },
        members: [{ id: '29:met' }],
        tenantId: 't',
        channelData: { tenant: { id: 't' } },
      });
      const address = await conversations.personalChatOf(met);
      assert.equal(shown?.path, `/emea/v3/conversations/${address?.conversationId}/activities`);
    });

    it('is none when Teams refuses to open it', async () => {
      const met = await meet();
      channel.faults.push({ status: 403, body: { error: { code: 'ForbiddenOperationException' } } });

      assert.equal(await chats.show(met, CARD), false);
    });
  });

  it('fails when it cannot be told whether the card arrived', async () => {
    channel.faults.push('reset');

    await assert.rejects(chats.show(personId, CARD), { backEnd: 'teams', effect: 'unknown' });
  });
});
