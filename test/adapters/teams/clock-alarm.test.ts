import assert from 'node:assert/strict';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import { teamsClockAlarm } from '../../../src/adapters/teams/clock-alarm.ts';
import type { ClockAlarm } from '../../../src/ports/clock-alarm.ts';
import type { ConversationAddress } from '../../../src/ports/conversation-store.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';

describe('the alarm of the clocks', () => {
  const from = new Date('2026-11-20T08:00:00Z');
  const to = new Date('2026-11-20T09:12:00Z');
  let channel: FakeChannel;
  let alarm: ClockAlarm;
  let address: ConversationAddress;
  before(async () => {
    channel = await startFakeChannel();
    const token = { get: async () => 'bot-token', discard: () => undefined };
    alarm = teamsClockAlarm(teamsClient({ token, serviceUrls: [channel.url], timeoutMs: 300, deadlineMs: 800 }));
    address = {
      conversationId: '19:experts@thread.tacv2',
      scope: 'team',
      serviceUrl: channel.serviceUrl,
      tenantId: 't',
      botId: '28:bot',
      personId: undefined,
      accountId: undefined,
      teamId: '19:team',
    };
  });
  beforeEach(() => {
    channel.calls.length = 0;
    channel.faults.push({ status: 201, body: { id: '19:experts@thread.tacv2;messageid=7', activityId: '7' } });
  });
  after(() => channel.stop());

  it('is a post of its own that rings, in the channel’s language and by its clock', async () => {
    await alarm.tell(address, { locale: 'fr', timeZone: 'Europe/Paris' }, { kind: 'stands-still', from });

    const [call, ...more] = channel.calls;
    const text = JSON.stringify(call?.body);
    assert.deepEqual(more, []);
    assert.ok(text.includes(address.conversationId) && text.includes('"alert":true'));
    assert.match(text, /ne sont plus surveillés depuis le 20 nov\. 2026, 09:00 \(UTC\+1\)/);
  });

  it('says how long they stood, when they run again', async () => {
    await alarm.tell(address, { locale: 'en', timeZone: 'UTC' }, { kind: 'ran-again', from, to });

    const text = JSON.stringify(channel.calls[0]?.body);
    assert.match(text, /stood still for 1 hr 12 min(?:utes?)?, from 20 Nov 2026, 08:00 UTC to 20 Nov 2026, 09:12 UTC/);
  });
});
