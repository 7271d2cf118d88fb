import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { postgresConversationStore } from '../../../src/adapters/postgres/conversation-store.ts';
import { adminPortals } from '../../../src/adapters/portal/admin-portals.ts';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { postgresTurnStore } from '../../../src/adapters/postgres/turn-store.ts';
import { teamsClient } from '../../../src/adapters/teams/client.ts';
import { teamsNotifier } from '../../../src/adapters/teams/notifier.ts';
import { reportInChat } from '../../../src/adapters/teams/report-in-chat.ts';
import type { ReportDraft } from '../../../src/domain/report-draft.ts';
import type { CardPlace, ServiceRequest } from '../../../src/domain/service-request.ts';
import { words } from '../../../src/locales/words.ts';
import type { ConversationAddress, ConversationStore } from '../../../src/ports/conversation-store.ts';
import type { Notifier } from '../../../src/ports/notifier.ts';
import type { TurnStore } from '../../../src/ports/turn-store.ts';
import { freshDatabase } from '../../support/database.ts';
import { startFakeChannel, type FakeChannel } from '../../support/fake-channel.ts';
import { aServiceRequest } from '../../support/service-requests.ts';
import { aCustomer } from '../../support/use-case-fixtures.ts';
import { followOf, incidentOf } from '../../cards/sample-data.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const clock = { now: () => NOW };

const REQUEST: ServiceRequest = aServiceRequest({ reference: 'PSR-7K3M9Q', state: 'filed', number: '120112026001', deskStatus: 'open' });

describe('Teams notifier', () => {
  let database: Database;
  let channel: FakeChannel;
  let conversations: ConversationStore;
  let notifier: Notifier;
  let turns: TurnStore;
  let chat: ConversationAddress;
  let place: CardPlace;

  before(async () => {
    database = await freshDatabase();
    conversations = postgresConversationStore(database);
    channel = await startFakeChannel();
    turns = postgresTurnStore(database);
    notifier = teamsNotifier({ client: client(), conversations, turns, portals: adminPortals('global'), clock });
  });

  beforeEach(async () => {
    channel.calls.length = 0;
    channel.faults.length = 0;
    const conversationId = `a:${randomUUID()}`;
    chat = {
      conversationId,
      scope: 'personal',
      serviceUrl: channel.serviceUrl,
      tenantId: 't',
      botId: '28:bot',
      personId: randomUUID(),
      accountId: '29:1adele',
      teamId: undefined,
    };
    place = { conversationId, activityId: '1763640000123' };
    await conversations.learn(chat, NOW);
  });

  after(() => channel.stop());

  const client = () =>
    teamsClient({
      token: { get: async () => 'bot-token', discard: () => undefined },
      serviceUrls: [channel.url],
      timeoutMs: 300,
      deadlineMs: 800,
    });
  const request = (at: CardPlace | undefined): ServiceRequest => ({
    ...REQUEST,
    personId: chat.personId ?? '',
    place: at,
  });
  const calls = (): string[] => channel.calls.map(({ method, path }) => `${method} ${path.split('/activities')[1] ?? ''}`);

  it('updates the card in place', async () => {
    const shown = await notifier.showRequest(request(place));

    assert.deepEqual(shown, place);
    assert.deepEqual(calls(), ['PUT /1763640000123']);
    const [call] = channel.calls;
    assert.equal(call?.body.attachments?.length, 1);
    assert.equal(call?.body['summary'], call?.body.attachments?.[0]?.content.fallbackText);
  });

  it('writes in the language that the person has chosen since (B76)', async () => {
    await turns.setLocale(chat.personId ?? '', 'fr');
    const to = { personId: chat.personId ?? '', personName: 'Adele', locale: 'en', timeZone: 'UTC' } as const;

    await notifier.showRequest(request(place));
    await notifier.remindOfNumber(request(place));
    await notifier.tellNews(request(place), { kind: 'closed', key: 'closed' }, to);
    await notifier.askFollower({
      follow: { ...followOf('EX1'), personId: to.personId, locale: 'en' },
      incident: incidentOf('EX1'),
      customer: aCustomer(),
      request: undefined,
    });

    const fr = words('fr');
    const posted = channel.calls.map(({ body }) => JSON.stringify(body.attachments));
    const expected = [fr('request.close'), fr('request.reminder.title'), fr('news.kinds.closed'), fr('incident.facts.what')];
    for (const [index, text] of expected.entries()) assert.ok(posted[index]?.includes(text), text);
  });

  it('leads to where Microsoft lists what may have arrived', async () => {
    await notifier.showRequest({ ...request(place), state: 'uncertain', number: undefined });

    assert.match(
      JSON.stringify(channel.calls[0]?.body.attachments),
      /https:\/\/partner\.microsoft\.com\/dashboard\/support\/servicerequests/,
    );
  });

  it('posts a card in the requester’s chat when there is none', async () => {
    const shown = await notifier.showRequest(request(undefined));

    assert.equal(shown?.conversationId, chat.conversationId);
    assert.match(shown?.activityId ?? '', /^\d{13}$/);
    assert.deepEqual(calls(), ['POST ']);
  });

  const gone: readonly [number, string][] = [
    [404, 'ActivityNotFoundInConversation'],
    [403, 'ServiceError'],
  ];
  for (const [status, code] of gone) {
    it(`posts the card anew when it was deleted (${status} ${code})`, async () => {
      channel.faults.push({ status, body: { error: { code } } });

      const shown = await notifier.showRequest(request(place));

      assert.notEqual(shown?.activityId, place.activityId);
      assert.deepEqual(calls(), ['PUT /1763640000123', 'POST ']);
    });
  }

  const left: readonly [number, object][] = [
    [403, { error: { code: 'BotNotInConversationRoster' } }],
    [403, { error: { code: 'ConversationBlockedByUser' } }],
    [403, { errorCode: 209, message: '{"subCode":"MessageWritesBlocked"}' }],
    [404, { error: { code: 'ConversationNotFound' } }],
  ];
  for (const [status, body] of left) {
    it(`forgets the chat when the bot is not in it any more (${status} ${JSON.stringify(body)})`, async () => {
      channel.faults.push({ status, body });

      const shown = await notifier.showRequest(request(place));

      assert.equal(shown, undefined);
      assert.equal(await conversations.byId(chat.conversationId), undefined);
    });
  }

  it('asks a follower in the person’s own chat, so that it rings', async () => {
    const follow = { ...followOf('EX1'), personId: chat.personId ?? '' };
    const incident = { ...incidentOf('Mail is late'), id: 'EX1' };

    const asked = await notifier.askFollower({ follow, incident, customer: aCustomer(), request: undefined });

    assert.equal(asked?.conversationId, chat.conversationId);
    assert.deepEqual(calls(), ['POST ']);
    assert.deepEqual(channel.calls[0]?.body['channelData'], { notification: { alert: true } });
    assert.match(String(channel.calls[0]?.body['summary']), /EX1/);
  });

  it('asks nobody who has no chat any more', async () => {
    const follow = { ...followOf('EX1'), personId: randomUUID() };

    assert.equal(
      await notifier.askFollower({ follow, incident: incidentOf('Mail is late'), customer: aCustomer(), request: undefined }),
      undefined,
    );
    assert.deepEqual(calls(), []);
  });

  it('turns to the requester’s chat when the card was in a conversation that is gone', async () => {
    const elsewhere = { conversationId: `19:${randomUUID()}@thread.tacv2`, activityId: '1' };

    const shown = await notifier.showRequest(request(elsewhere));

    assert.equal(shown?.conversationId, chat.conversationId);
  });

  it('says that a new card may have been posted when the answer was lost, and posts it once', async () => {
    channel.faults.push('reset');

    await assert.rejects(notifier.showRequest(request(undefined)), { code: 'UNREACHABLE', effect: 'unknown' });

    assert.equal(channel.calls.length, 1);
  });

  it('keeps the chat when the host is the wrong one: that is a matter of configuration', async () => {
    channel.faults.push({ status: 403, body: { error: { code: 'InvalidBotApiHost' } } });

    await assert.rejects(notifier.showRequest(request(place)), { code: 'FORBIDDEN' });

    assert.notEqual(await conversations.byId(chat.conversationId), undefined);
  });

  it('reminds of the number so that it rings, and not when the person cannot be reached', async () => {
    await notifier.remindOfNumber(request(place));
    await conversations.retire(chat.conversationId, NOW);
    await notifier.remindOfNumber(request(place));

    assert.equal(channel.calls.length, 1);
    assert.deepEqual(channel.calls[0]?.body['channelData'], { notification: { alert: true } });
  });

  it('tells a piece of news so that it rings, in the language of whoever is told, and not to whoever cannot be reached', async () => {
    const to = { personId: chat.personId ?? '', personName: 'Camille Laurent', locale: 'fr', timeZone: 'Europe/Paris' } as const;
    const news = { kind: 'closed', key: 'closed' } as const;

    assert.equal(await notifier.tellNews(REQUEST, news, to), true);
    await conversations.retire(chat.conversationId, NOW);
    assert.equal(await notifier.tellNews(REQUEST, news, to), false);

    assert.equal(channel.calls.length, 1);
    assert.deepEqual(channel.calls[0]?.body['channelData'], { notification: { alert: true } });
    assert.ok(JSON.stringify(channel.calls[0].body).includes(words('fr')('news.kinds.closed')));
  });

  describe('a report begun in a channel', () => {
    const draft = (personId: string): ReportDraft => ({
      id: 'd1',
      version: 1,
      personId,
      conversationId: '19:team',
      editing: undefined,
      createdAt: NOW,
      updatedAt: NOW,
    });
    const offer = (owner: string) =>
      reportInChat({
        client: client(),
        conversations,
        clock,
        drafts: { byId: async () => draft(owner) },
        customers: { byTenantId: async () => undefined },
      });

    const reader = { locale: 'fr', timeZone: 'Europe/Paris' } as const;

    it('is offered in the person’s own chat, in the language they speak there', async () => {
      const personId = chat.personId ?? '';

      assert.equal(await offer(personId)(personId, 'd1', reader), true);
      assert.equal(channel.calls.length, 1);
      assert.ok(JSON.stringify(channel.calls[0]?.body).includes(words('fr')('report.resume.title')));
    });

    it('is not offered to somebody else, nor without a chat', async () => {
      const stranger = randomUUID();

      assert.equal(await offer(stranger)(chat.personId ?? '', 'd1', reader), false);
      assert.equal(await offer(stranger)(stranger, 'd1', reader), false);
      assert.deepEqual(channel.calls, []);
    });
  });
});
