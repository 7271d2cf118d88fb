import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import { teamsDigestPost } from '../../../src/adapters/teams/digest-post.ts';
import type { Digest } from '../../../src/domain/digest.ts';
import { words } from '../../../src/locales/words.ts';
import type { ConversationAddress, ConversationStore } from '../../../src/ports/conversation-store.ts';
import type { DigestPost } from '../../../src/ports/digest-post.ts';
import { freshDatabase } from '../../support/database.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';
import { handClock } from '../../support/use-case-fixtures.ts';
import { aPlace } from '../../support/watches.ts';

describe('The post of a digest', () => {
  const clock = handClock();
  const digest: Digest = {
    kind: 'weekly',
    period: { from: new Date('2026-11-13T09:00:00Z'), to: clock.now() },
    incidents: [],
    total: 0,
  };
  let channel: FakeChannel;
  let conversations: ConversationStore;
  let digests: DigestPost;
  let address: ConversationAddress;
  before(async () => {
    channel = await startFakeChannel();
    conversations = postgresConversationStore(await freshDatabase());
    const token = { get: async () => 'bot-token', discard: () => undefined };
    const client = teamsClient({ token, serviceUrls: [channel.url], timeoutMs: 300, deadlineMs: 800 });
    digests = teamsDigestPost({ client, conversations, clock, files: true });
  });
  beforeEach(async () => {
    channel.calls.length = 0;
    channel.faults.length = 0;
    const nobody = { personId: undefined, accountId: undefined };
    const conversationId = `19:${randomUUID()}@thread.tacv2`;
    address = {
      conversationId,
      scope: 'team',
      serviceUrl: channel.serviceUrl,
      tenantId: 't',
      botId: '28:bot',
      teamId: '19:team',
      ...nobody,
    };
    await conversations.learn(address, clock.now());
  });
  after(() => channel.stop());

  it('is one card in the place’s language, in the place’s time, which asks for no ring', async () => {
    assert.equal(await digests.post(address, aPlace({ scope: 'team', locale: 'fr', timeZone: 'Europe/Paris' }), digest), true);

    const [call, ...more] = channel.calls;
    assert.deepEqual(more, []);
    assert.ok(decodeURIComponent(call?.path ?? '').includes(address.conversationId), call?.path);
    const text = JSON.stringify(call?.body);
    assert.ok(text.includes(words('fr')('digest.quiet')));
    assert.ok(text.includes('20 nov. 2026, 10:00'));
    assert.equal(call?.body['channelData'], undefined);
  });

  it('says UTC where no time zone is known', async () => {
    await digests.post(address, aPlace({ timeZone: undefined }), digest);

    assert.match(JSON.stringify(channel.calls[0]?.body), /09:00 UTC/);
  });

  it('retires the address where the bot is not any more', async () => {
    channel.faults.push({ status: 403, body: { error: { code: 'BotNotInConversationRoster', message: 'x' } } });

    assert.equal(await digests.post(address, aPlace(), digest), false);
    assert.equal(await conversations.byId(address.conversationId), undefined);
  });

  it('fails when it cannot be told whether it arrived', async () => {
    channel.faults.push('reset');

    await assert.rejects(digests.post(address, aPlace(), digest), { backEnd: 'teams', effect: 'unknown' });
    assert.equal(channel.calls.length, 1);
  });
});
