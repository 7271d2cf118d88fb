import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { postgresConversationStore } from '../../src/adapters/postgres/conversation-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { freshDatabase } from '../support/database.ts';
import { APP_ID, startFakeChannel, type FakeChannel } from '../support/fake-channel.ts';
import { message, PARTNER_TENANT, startBot, type RunningBot } from '../support/running-bot.ts';

const BOT_ACCOUNT = { id: `28:${APP_ID}` };

describe('installation', () => {
  let database: Database;
  let channel: FakeChannel;
  let bot: RunningBot;
  let conversation: { id: string; conversationType: string; tenantId: string };
  let membersChanged: number;

  before(async () => {
    database = await freshDatabase();
    channel = await startFakeChannel();
    bot = await startBot(channel, database, { audience: { membersChanged: () => void membersChanged++ } });
  });

  beforeEach(() => {
    membersChanged = 0;
    channel.calls.length = 0;
    conversation = { id: `a:${randomUUID()}`, conversationType: 'personal', tenantId: PARTNER_TENANT };
  });

  after(async () => {
    await bot.stop();
    await channel.stop();
  });

  const event = (overrides: object): Record<string, unknown> =>
    message(channel, { id: `f:${randomUUID()}`, text: undefined, conversation, ...overrides });
  const added = (): Record<string, unknown> => event({ type: 'conversationUpdate', membersAdded: [BOT_ACCOUNT, { id: '29:1adele' }] });
  const installed = (action = 'add'): Record<string, unknown> => event({ type: 'installationUpdate', action });
  const stored = () => postgresConversationStore(database).byId(conversation.id);

  const orders: Readonly<Record<string, () => Record<string, unknown>[]>> = {
    'conversationUpdate first': () => [added(), installed()],
    'installationUpdate first': () => [installed(), added()],
    'conversationUpdate only': () => [added()],
    'installationUpdate only': () => [installed()],
    'the same event again': () => [installed(), installed(), added(), added()],
  };
  for (const [order, events] of Object.entries(orders)) {
    it(`is welcomed once: ${order}`, async () => {
      for (const activity of events()) assert.equal((await bot.post(activity)).status, 200);

      assert.equal(channel.calls.length, 1);
      assert.equal((await stored())?.scope, 'personal');
    });
  }

  it('is welcomed once when both events come at the same time', async () => {
    await Promise.all([bot.post(added()), bot.post(installed())]);

    assert.equal(channel.calls.length, 1);
  });

  it('is welcomed in a team in the channel that was chosen, and not for each member', async () => {
    conversation = { id: `19:${randomUUID()}@thread.tacv2`, conversationType: 'channel', tenantId: PARTNER_TENANT };
    const team = { tenant: { id: PARTNER_TENANT }, team: { id: '19:general@thread.tacv2' }, eventType: 'teamMemberAdded' };

    await bot.post(event({ type: 'conversationUpdate', membersAdded: [BOT_ACCOUNT], channelData: team }));
    await bot.post(event({ type: 'conversationUpdate', membersAdded: [{ id: '29:someone' }, { id: '29:else' }], channelData: team }));

    assert.equal(channel.calls.length, 1);
    const address = await stored();
    assert.deepEqual([address?.scope, address?.teamId, address?.personId], ['team', '19:general@thread.tacv2', undefined]);
  });

  it('is forgotten when the bot is removed, and welcomed anew when it comes again', async () => {
    await bot.post(installed());
    await bot.post(installed('remove'));
    const gone = await stored();
    await bot.post(installed('add-upgrade'));

    assert.equal(gone, undefined);
    assert.notEqual(await stored(), undefined);
    assert.equal(channel.calls.length, 2);
  });

  it('is forgotten when Teams tells of the removed member, or of the deleted team', async () => {
    await bot.post(installed());
    await bot.post(event({ type: 'conversationUpdate', membersRemoved: [BOT_ACCOUNT] }));
    const removed = await stored();
    await bot.post(installed());
    await bot.post(event({ type: 'conversationUpdate', channelData: { tenant: { id: PARTNER_TENANT }, eventType: 'TeamDeleted' } }));

    assert.equal(removed, undefined);
    assert.equal(await stored(), undefined);
  });

  it('stays when other members leave', async () => {
    await bot.post(installed());
    await bot.post(event({ type: 'conversationUpdate', membersRemoved: [{ id: '29:someone' }] }));

    assert.notEqual(await stored(), undefined);
  });

  it('has the readers of channels looked at anew when anybody comes or goes, or a channel is shared, whoever’s event it is', async () => {
    const shared = { tenant: { id: PARTNER_TENANT }, eventType: 'channelShared' };
    await bot.post(event({ type: 'conversationUpdate', membersAdded: [{ id: '29:someone' }] }));
    await bot.post(event({ type: 'conversationUpdate', membersRemoved: [{ id: '29:someone' }] }));
    await bot.post(event({ type: 'conversationUpdate', channelData: shared }));
    await bot.post(event({ type: 'conversationUpdate', membersAdded: [{ id: '29:x' }], channelData: { tenant: { id: 'other' } } }));
    await bot.post(event({ type: 'messageReaction' }));

    assert.equal(membersChanged, 4);
  });

  it('is none of ours in another tenant or a group chat', async () => {
    await bot.post({ ...installed(), channelData: { tenant: { id: 'other' } } });
    conversation = { ...conversation, conversationType: 'groupChat' };
    await bot.post(installed());

    assert.deepEqual(channel.calls, []);
    assert.equal(await stored(), undefined);
  });

  it('ends in 200 and a log entry when the welcome cannot be sent', async () => {
    channel.faults.push({ status: 403, body: { error: { code: 'BotNotInConversationRoster' } } });

    const answer = await bot.post(installed());

    assert.equal(answer.status, 200);
    assert.equal(bot.logged.at(-1)?.details['vendorCode'], 'BotNotInConversationRoster');
  });
});
