import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import { postgresTurnStore } from '../../../src/adapters/postgres/turn-store.ts';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import { endingAccessNotice } from '../../../src/adapters/teams/ending-access-notice.ts';
import { words } from '../../../src/locales/words.ts';
import type { ConversationStore } from '../../../src/ports/conversation-store.ts';
import type { EndingAccessNotice } from '../../../src/ports/ending-access-notice.ts';
import type { TurnStore } from '../../../src/ports/turn-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';
import { aCustomer, handClock } from '../../support/use-case-fixtures.ts';

describe('The weekly message about access that ends', () => {
  const clock = handClock();
  const ending = {
    rows: [{ customer: aCustomer(), endsAt: new Date(clock.now().getTime() + 6 * 86_400_000), autoExtends: false }],
    total: 1,
    readAt: clock.now(),
  };
  let channel: FakeChannel;
  let conversations: ConversationStore;
  let turns: TurnStore;
  let notice: EndingAccessNotice;
  let personId: string;
  before(async () => {
    channel = await startFakeChannel();
    const database = await freshDatabase();
    conversations = postgresConversationStore(database);
    turns = postgresTurnStore(database);
    const token = { get: async () => 'bot-token', discard: () => undefined };
    const client = teamsClient({ token, serviceUrls: [channel.url], timeoutMs: 300, deadlineMs: 800 });
    notice = endingAccessNotice({ client, conversations, clock, turns, defaultLocale: 'fr' });
  });
  beforeEach(async () => {
    channel.calls.length = 0;
    channel.faults.length = 0;
    personId = randomUUID();
    const { serviceUrl } = channel;
    const who = { tenantId: 't', botId: '28:bot', personId, accountId: '29:1camille', teamId: undefined };
    await conversations.learn({ conversationId: `a:${personId}`, scope: 'personal', serviceUrl, ...who }, clock.now());
  });
  after(() => channel.stop());
  const sent = (): string => JSON.stringify(channel.calls[0]?.body);

  it('comes into the person’s own chat and rings, in the default language while none was chosen', async () => {
    assert.equal(await notice.tell(personId, ending), true);

    assert.match(sent(), new RegExp(words('fr')('access.ending.title', { count: 1 })));
    assert.match(sent(), /Contoso/);
    assert.deepEqual(channel.calls[0]?.body['channelData'], { notification: { alert: true } });
  });

  it('speaks the language the person chose', async () => {
    await turns.setLocale(personId, 'ru');
    await notice.tell(personId, ending);

    assert.ok(sent().includes(words('ru')('access.ending.weekly')));
  });

  it('is not told to a person without a chat', async () => {
    assert.equal(await notice.tell(randomUUID(), ending), false);
    assert.equal(channel.calls.length, 0);
  });

  it('fails when it cannot be told whether it arrived', async () => {
    channel.faults.push('reset');

    await assert.rejects(notice.tell(personId, ending), { backEnd: 'teams', effect: 'unknown' });
  });
});
