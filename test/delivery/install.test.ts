import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { postgresConversationStore } from '../../src/adapters/postgres/conversation-store.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { postgresWatchStore } from '../../src/adapters/postgres/watch-store.ts';
import { BackEndError } from '../../src/domain/errors.ts';
import { DEFAULT_WATCH } from '../../src/domain/watch.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { APP_ID, startFakeChannel, type FakeChannel } from '../support/fake-channel.ts';
import { ADELE, message, PARTNER_TENANT, startBot, type RunningBot } from '../support/running-bot.ts';

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

  it('is known again with the next message, however soon after Teams refused it (a person who blocked the bot and thought better of it)', async () => {
    const text = () => message(channel, { conversation });
    await bot.post(text());
    await bot.post(text());
    await postgresConversationStore(database).retire(conversation.id, new Date());

    await bot.post(text());

    assert.notEqual(await stored(), undefined);
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

  describe('makes a place that is told of incidents', () => {
    const watches = () => postgresWatchStore(database);
    const welcome = (): string => JSON.stringify(channel.calls.at(-1)?.body);
    const told = JSON.stringify(words('en')('watches.welcome')).slice(1, -1);

    it('of every customer in view, from the beginning, and says so (pitfall 30)', async () => {
      await bot.post(installed());
      await bot.post(added());

      const place = await watches().ofConversation(conversation.id);
      assert.deepEqual(
        [place?.personId, place?.mayWatch, place?.groupIds, place?.timeZone],
        [ADELE.id, true, ADELE.groupIds, 'Europe/London'],
      );
      assert.deepEqual(place?.watches, [{ id: place?.watches[0]?.id, ...DEFAULT_WATCH }]);
      assert.ok(welcome().includes(told));
    });

    it('in the channel that was chosen, with the view of whoever installed it', async () => {
      conversation = { id: `19:${randomUUID()}@thread.tacv2`, conversationType: 'channel', tenantId: PARTNER_TENANT };
      const channelData = { tenant: { id: PARTNER_TENANT }, team: { id: '19:general@thread.tacv2', name: 'Helpdesk' } };
      await bot.post(event({ type: 'conversationUpdate', membersAdded: [BOT_ACCOUNT], channelData }));

      const place = await watches().ofConversation(conversation.id);
      assert.deepEqual([place?.scope, place?.personId, place?.label, place?.watches.length], ['team', ADELE.id, 'Helpdesk', 1]);
    });

    it('once for a person who removes the bot and comes back; watches that were removed stay away, and nothing is promised', async () => {
      await bot.post(installed());
      const first = await watches().ofConversation(conversation.id);
      await watches().remove(first ?? assert.fail(), first?.watches.map(({ id }) => id) ?? [], 'adele', new Date());
      await bot.post(installed('remove'));
      conversation = { ...conversation, id: `a:${randomUUID()}` };
      await bot.post(installed());

      const place = await watches().ofConversation(conversation.id);
      assert.deepEqual([place?.id, place?.watches], [first?.id, []]);
      assert.ok(!welcome().includes(told));
    });

    it('not for a person without a role', async () => {
      await bot.post(event({ type: 'installationUpdate', action: 'add', from: { id: '29:other', aadObjectId: randomUUID() } }));

      assert.equal(await watches().ofConversation(conversation.id), undefined);
      assert.ok(!welcome().includes(told));
    });

    it('that tells nothing until the roles of the person can be looked up', async () => {
      const other = await startBot(channel, database, {
        recognise: () => Promise.reject(new BackEndError({ backEnd: 'graph', code: 'UNAVAILABLE', message: '503', effect: 'none' })),
      });
      const personId = randomUUID();
      await other.post(
        event({ type: 'installationUpdate', action: 'add', from: { id: '29:other', name: 'Somebody', aadObjectId: personId } }),
      );
      await other.stop();

      const place = await watches().ofConversation(conversation.id);
      assert.deepEqual([place?.personId, place?.personName, place?.mayWatch, place?.checkedAt], [personId, 'Somebody', false, undefined]);
      assert.equal(other.logged.at(-1)?.details['code'], 'UNAVAILABLE');
    });

    it('with the first turn of a colleague, and follows them; another turn writes nothing', async () => {
      const ensured: unknown[] = [];
      const store = watches();
      const other = await startBot(channel, database, {
        watches: { ensure: (facts, ...rest) => (ensured.push(facts), store.ensure(facts, ...rest)) },
      });
      for (const locale of ['en-GB', 'en-GB', 'fr-FR', 'fr-FR']) await other.post(message(channel, { conversation, locale }));
      const inChannel = { id: `19:${randomUUID()}@thread.tacv2`, conversationType: 'channel', tenantId: PARTNER_TENANT };
      await other.post(message(channel, { conversation: inChannel }));
      await other.stop();

      assert.deepEqual([ensured.length, (await watches().ofConversation(conversation.id))?.locale], [2, 'fr']);
      assert.equal(await watches().ofConversation(inChannel.id), undefined);
    });
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
