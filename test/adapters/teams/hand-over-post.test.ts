import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import { teamsHandOverPost } from '../../../src/adapters/teams/hand-over-post.ts';
import type { ReportDraft } from '../../../src/domain/report-draft.ts';
import { words } from '../../../src/locales/words.ts';
import type { ConversationStore } from '../../../src/ports/conversation-store.ts';
import type { HandOverPost } from '../../../src/ports/hand-over-post.ts';
import { freshDatabase } from '../../support/database.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';
import { aCustomer } from '../../support/use-case-fixtures.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const clock = { now: () => NOW };

describe('reports that change hands, in Teams', () => {
  let channel: FakeChannel;
  let conversations: ConversationStore;
  let post: HandOverPost;
  const personId = randomUUID();

  before(async () => {
    conversations = postgresConversationStore(await freshDatabase());
    channel = await startFakeChannel();
    const client = teamsClient({
      token: { get: async () => 'bot-token', discard: () => undefined },
      serviceUrls: [channel.url],
      timeoutMs: 300,
      deadlineMs: 800,
    });
    post = teamsHandOverPost({
      client,
      conversations,
      clock,
      customers: { byTenantId: async (tenantId) => aCustomer({ tenantId }) },
      turns: { localeOf: async (id) => (id === personId ? 'fr' : undefined) },
      watches: { personal: async () => undefined },
      defaultLocale: 'ru',
    });
    const { serviceUrl } = channel;
    await conversations.learn(
      {
        conversationId: 'a:chat',
        scope: 'personal',
        serviceUrl,
        tenantId: 't',
        botId: '28:bot',
        personId,
        accountId: '29:1',
        teamId: undefined,
      },
      NOW,
    );
  });
  beforeEach(() => {
    channel.calls.length = 0;
    channel.faults.length = 0;
  });
  after(() => channel.stop());

  const draft = (of: string): ReportDraft => ({
    id: 'd0000000-0000-4000-8000-000000000001',
    version: 2,
    personId: of,
    conversationId: 'elsewhere',
    editing: undefined,
    createdAt: NOW,
    updatedAt: NOW,
    tenantId: aCustomer().tenantId,
    title: 'Mail is down',
    tried: 'Restarted Outlook',
    handedOverBy: [{ personId: 'p', personName: 'Adele Vance', locale: 'en', timeZone: 'Europe/London' }],
  });
  const posted = () => JSON.stringify(channel.calls[0]?.body);

  it('are offered in the colleague’s own chat and language, with a ring, to be taken or given back', async () => {
    assert.equal(await post.offer(draft(personId)), true);
    assert.equal(channel.calls.length, 1);
    for (const text of [
      words('fr')('advice.handed.title', { giver: 'Adele Vance' }),
      'Contoso',
      'Mail is down',
      'Restarted Outlook',
      'report.resume',
      'report.handBack',
    ])
      assert.ok(posted().includes(text), text);
    assert.ok(posted().includes('"alert":true'));
  });

  it('come back with the name of whoever could not take them', async () => {
    assert.equal(await post.giveBack(draft(personId), 'Camille Laurent'), true);
    assert.ok(posted().includes(words('fr')('advice.back.title', { colleague: 'Camille Laurent' })));
    assert.ok(!posted().includes('report.handBack'));
  });

  it('were taken, which is told with what they are about', async () => {
    const to = { personId, personName: 'Adele Vance', locale: 'en', timeZone: 'Europe/London' } as const;
    assert.equal(await post.taken(draft(randomUUID()), 'Camille Laurent', { to, bare: false }), true);
    for (const text of [words('fr')('advice.taken.title', { colleague: 'Camille Laurent' }), 'Contoso', 'Mail is down'])
      assert.ok(posted().includes(text), text);
    assert.ok(!posted().includes('report.resume'));
  });

  it('were taken, which is told without a word of them to whoever may not see the customer', async () => {
    const to = { personId, personName: 'Adele Vance', locale: 'en', timeZone: 'Europe/London' } as const;
    await post.taken(draft(randomUUID()), 'Camille Laurent', { to, bare: true });
    assert.ok(posted().includes('Camille Laurent'));
    for (const text of ['Contoso', 'Mail is down']) assert.ok(!posted().includes(text), text);
  });

  it('cannot be told to somebody without a chat', async () => {
    assert.equal(await post.offer(draft(randomUUID())), false);
    assert.deepEqual(channel.calls, []);
  });

  it('say whether a lost answer may have been a message', async () => {
    channel.faults.push({ status: 502 });

    await assert.rejects(post.offer(draft(personId)), { effect: 'unknown' });
  });
});
