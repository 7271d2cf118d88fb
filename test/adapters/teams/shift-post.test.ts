import assert from 'node:assert/strict';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import { teamsShiftPost } from '../../../src/adapters/teams/shift-post.ts';
import type { ConversationAddress } from '../../../src/ports/conversation-store.ts';
import type { ShiftChange, ShiftPost } from '../../../src/ports/shift-post.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';
import { ADELE, CAMILLE, MEI } from '../../support/rotas.ts';
import { handClock } from '../../support/use-case-fixtures.ts';

const CHANGE: ShiftChange = {
  rota: 'Azure',
  isOld: false,
  locale: 'en',
  timeZone: 'Europe/Paris',
  since: new Date('2026-11-09T08:00Z'),
  person: CAMILLE,
  before: ADELE,
  until: new Date('2026-11-16T08:00Z'),
  next: { person: MEI, from: new Date('2026-11-16T08:00Z') },
};

describe('The post of a change of shift', () => {
  let channel: FakeChannel;
  let post: ShiftPost;
  let team: ConversationAddress;
  const retired: string[] = [];

  before(async () => {
    channel = await startFakeChannel();
    const token = { get: async () => 'bot-token', discard: () => undefined };
    const conversations = { retire: async (id: string) => void retired.push(id) };
    const client = teamsClient({ token, serviceUrls: [channel.url], timeoutMs: 300, tries: 1 });
    post = teamsShiftPost({ client, conversations, clock: handClock() });
    const bot = { serviceUrl: channel.serviceUrl, tenantId: 't', botId: '28:bot', personId: undefined, accountId: undefined };
    team = { ...bot, conversationId: '19:c@thread.tacv2', scope: 'team', teamId: '19:t' };
  });
  beforeEach(() => {
    channel.calls.length = 0;
    channel.faults.length = 0;
    retired.length = 0;
  });
  after(() => channel.stop());

  /** The message in the post that was begun. */
  const posted = (): Readonly<Record<string, unknown>> => channel.calls[0]?.body['activity'] as Readonly<Record<string, unknown>>;

  it('is one of its own that rings and mentions who is on call now, and nobody else', async () => {
    channel.faults.push({ status: 201, body: { id: '19:c@thread.tacv2;messageid=7', activityId: '7' } });

    assert.equal(await post.post(team, CHANGE), true);

    assert.equal(channel.calls[0]?.path, '/emea/v3/conversations');
    assert.equal(
      posted()['text'],
      '<at>Camille Laurent</at> is on call for **Azure** from now. Until 16 Nov 2026, 09:00 (UTC+1). Relieves Adele Vance. ' +
        'Next: Mei Tanaka, from 16 Nov 2026, 09:00 (UTC+1).',
    );
    assert.deepEqual(posted()['entities'], [
      { type: 'mention', text: '<at>Camille Laurent</at>', mentioned: { id: CAMILLE.id, name: 'Camille Laurent' } },
    ]);
    assert.deepEqual(posted()['channelData'], { notification: { alert: true } });
    assert.match(String(posted()['summary']), /^Camille Laurent is on call for Azure from now\./);
  });

  it('says of what was told late since when it is so, and nobody is relieved now', async () => {
    channel.faults.push({ status: 201, body: { id: '19:c@thread.tacv2;messageid=7', activityId: '7' } });

    await post.post(team, { ...CHANGE, isOld: true });

    assert.equal(
      posted()['text'],
      '<at>Camille Laurent</at> is on call for **Azure**, since 9 Nov 2026, 09:00 (UTC+1). Until 16 Nov 2026, 09:00 (UTC+1). ' +
        'Next: Mei Tanaka, from 16 Nov 2026, 09:00 (UTC+1).',
    );
  });

  it('says that nobody is on call, and mentions nobody', async () => {
    channel.faults.push({ status: 201, body: { id: '19:c@thread.tacv2;messageid=7', activityId: '7' } });

    await post.post(team, { ...CHANGE, person: undefined, next: undefined });

    assert.equal(posted()['text'], '⚠ Nobody is on call for **Azure** from now. Adele Vance’s shift has ended.');
    assert.deepEqual(posted()['entities'], []);
  });

  it('lets no name mention anybody, or look like anything else', async () => {
    channel.faults.push({ status: 201, body: { id: '19:c@thread.tacv2;messageid=7', activityId: '7' } });
    const name = '<at>Everybody</at> **x**';

    await post.post(team, { ...CHANGE, rota: name, person: { id: 'p', name }, before: { id: 'q', name }, next: undefined });

    const text = String(posted()['text']);
    const [mention] = posted()['entities'] as readonly { readonly text: string }[];
    assert.equal(text.split('<at>').length, 2);
    assert.ok(text.startsWith(mention?.text ?? '?'));
  });

  it('retires the address of a channel that the bot is not in any more', async () => {
    channel.faults.push({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });

    assert.equal(await post.post(team, CHANGE), false);

    assert.deepEqual(retired, ['19:c@thread.tacv2']);
  });

  it('is tried once, and may be there when the answer is lost', async () => {
    channel.faults.push('reset');

    await assert.rejects(post.post(team, CHANGE), { effect: 'unknown' });

    assert.equal(channel.calls.length, 1);
  });
});
