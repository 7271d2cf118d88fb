import assert from 'node:assert/strict';
import { TEAM, BOT, PARTNER } from '../../../src/sandbox/world.ts';
import type { Heard } from '../stand-in-bot.ts';
import { startScene, type Scene } from './scene.ts';

const ADELE = 'a:1adelePersonalChat';
const AZURE = TEAM.channels[0].id;
const mention = { type: 'mention', text: `<at>${BOT.name}</at>`, mentioned: { id: `28:${BOT.appId}`, name: BOT.name } } as const;
const say = (text: string) => ({ as: 'adele', conversation: ADELE, text, mentions: [], locale: 'en' }) as const;

describe('sandbox channel: what the bot hears', () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await startScene();
    await scene.channel.installs.open('adele', 'en');
  });
  afterEach(() => scene.stop());

  const message = async (): Promise<Heard> => {
    await scene.channel.people.settled();
    const heard = scene.heard('message').at(-1);
    assert.ok(heard);
    return heard;
  };

  it('installs the app in the team and in the chat at the first opening, once', async () => {
    await scene.channel.installs.open('adele', 'en');

    const events = scene.bot.heard.map(({ type, conversation }) => `${type} ${conversation.conversationType}`);
    assert.deepEqual(events, [
      'installationUpdate channel',
      'conversationUpdate channel',
      'installationUpdate personal',
      'conversationUpdate personal',
    ]);
    assert.deepEqual(
      scene.heard('conversationUpdate')[1]?.membersAdded?.map(({ id }) => id),
      [`28:${BOT.appId}`, '29:1adele'],
    );
  });

  it('tells of the installation in the other order when asked to', async () => {
    const other = await startScene({ conversationUpdateFirst: true });

    await other.channel.installs.open('mei', 'en');

    assert.deepEqual(other.bot.heard.map(({ type }) => type).slice(0, 2), ['conversationUpdate', 'installationUpdate']);
    await other.stop();
  });

  it('installs again at the next opening when the bot was not there', async () => {
    const { bot, channel } = scene;
    bot.onActivity = () => ({ status: 503 });
    await channel.installs.open('mei', 'en');
    bot.onActivity = () => undefined;
    await channel.installs.open('mei', 'en');

    assert.equal(channel.rooms.personal('mei').installed, true);
    assert.equal(scene.heard('installationUpdate').filter(({ from }) => from.id === '29:1mei').length, 2);
  });

  it('delivers a personal message as Teams does', async () => {
    const { id } = scene.channel.people.say(say('health contoso'));

    const heard = await message();
    assert.equal(heard.id, id);
    assert.match(id, /^\d{13}$/);
    assert.equal(heard.text, 'health contoso');
    assert.equal(heard.locale, 'en-GB');
    assert.equal(heard.serviceUrl, scene.channel.serviceUrl);
    assert.deepEqual(heard.conversation, { conversationType: 'personal', id: ADELE, tenantId: PARTNER.tenantId });
    assert.deepEqual(heard.channelData, { tenant: { id: PARTNER.tenantId } });
    assert.equal(heard.from.aadObjectId, 'a0a0a0a0-0000-4000-8000-000000000001');
    assert.equal(heard.entities?.[0]?.['timezone'], 'Europe/London');
    assert.match(heard.localTimestamp ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
  });

  it('writes local time in the person’s own zone', async () => {
    const winter = await startScene({ now: () => new Date('2026-11-20T12:00:00.123Z') });
    await winter.channel.installs.open('dmitri', 'ru');
    await winter.channel.people.settled();

    assert.equal(winter.heard('installationUpdate').at(-1)?.localTimestamp, '2026-11-20T13:00:00.123+01:00');
    await winter.stop();
  });

  it('names the thread in the conversation of a channel post', async () => {
    const request = { as: 'adele', conversation: AZURE, text: `${mention.text} help`, mentions: [mention], locale: 'en' } as const;
    const { id, delivered } = scene.channel.people.say(request);

    const heard = await message();
    assert.equal(delivered, true);
    assert.equal(heard.conversation.id, `${AZURE};messageid=${id}`);
    assert.equal(heard.conversation.isGroup, true);
    assert.equal(heard.text, `<at>${BOT.name}</at> help\n`);
    assert.deepEqual(heard.entities?.[0], mention);
    assert.match(heard.attachments?.[0]?.content ?? '', /^<div><span itemtype="http:\/\/schema\.skype\.com\/Mention" itemid="0">/);
    assert.deepEqual(heard.channelData['team'], { id: TEAM.id });
  });

  it('keeps a channel post without a mention from the bot', async () => {
    const { delivered } = scene.channel.people.say({ as: 'adele', conversation: AZURE, text: 'lunch?', mentions: [], locale: 'en' });
    await scene.channel.people.settled();

    assert.equal(delivered, false);
    assert.equal(scene.heard('message').length, 0);
  });

  it('signs with a token the published key can check, for this app and this service URL', async () => {
    scene.channel.people.say(say('hello'));

    const claims = scene.signing.verify((await message()).token.replace('Bearer ', ''));
    const metadata = (await (await fetch(scene.channel.openIdMetadataUrl)).json()) as { issuer: string; jwks_uri: string };
    const keys = (await (await fetch(metadata.jwks_uri)).json()) as { keys: { kid: string; endorsements: string[] }[] };
    assert.equal(claims?.['iss'], metadata.issuer);
    assert.equal(claims?.['aud'], BOT.appId);
    assert.equal(claims?.['serviceurl'], scene.channel.serviceUrl);
    assert.deepEqual(keys.keys[0]?.endorsements, ['msteams']);
    assert.equal(keys.keys[0]?.kid, scene.signing.jwk.kid);
  });

  it('delivers a turn that takes too long a second time, with the same id', async () => {
    const impatient = await startScene({ deadlineMs: 1000 });
    const { bot, channel } = impatient;
    await channel.installs.open('adele', 'en');
    bot.onActivity = () => (impatient.heard('message').length === 1 ? new Promise(() => undefined) : undefined);
    const { id } = channel.people.say(say('slow'));
    await channel.people.settled();
    await impatient.stop();

    assert.deepEqual(
      impatient.heard('message').map((heard) => heard.id),
      [id, id],
    );
    assert.equal(channel.rooms.find(ADELE).messages.get(id)?.unanswered, false);
  });

  it('marks a message the bot could not be told of', async () => {
    await scene.bot.stop();
    const { id } = scene.channel.people.say(say('anyone?'));
    await scene.channel.people.settled();

    assert.equal(scene.channel.rooms.find(ADELE).messages.get(id)?.unanswered, true);
  });

  it('sends a submit as a message with a value and no text', async () => {
    const first = scene.heard('conversationUpdate')[1];
    assert.ok(first);
    const card = await scene.bot.reply(first, { type: 'message', text: 'press' });
    scene.channel.people.submit({ as: 'adele', message: card, data: { verb: 'seen', id: 7 }, locale: 'fr' });

    const heard = await message();
    assert.match(heard.id, /^f:/);
    assert.deepEqual([heard.value, heard.text, heard.replyToId, heard.locale], [{ verb: 'seen', id: 7 }, undefined, card, 'fr-FR']);
  });

  it('turns imBack into a message of the person and messageBack into text and value', async () => {
    const first = scene.heard('conversationUpdate')[1];
    assert.ok(first);
    const card = await scene.bot.reply(first, { type: 'message', text: 'press' });
    const press = (msteams: object): void => scene.channel.people.submit({ as: 'adele', message: card, data: { msteams }, locale: 'en' });

    press({ type: 'imBack', value: 'help' });
    assert.equal((await message()).text, 'help');
    press({ type: 'messageBack', text: 'go', displayText: 'Going', value: { n: 1 } });
    const heard = await message();
    assert.deepEqual([heard.text, heard.value], ['go', { n: 1 }]);
    assert.deepEqual(
      [...scene.channel.rooms.find(ADELE).messages.values()].map(({ text }) => text),
      ['press', 'help', 'Going'],
    );
  });

  it('refuses what a person is no part of', async () => {
    const first = scene.heard('conversationUpdate')[1];
    assert.ok(first);
    const card = await scene.bot.reply(first, { type: 'message', text: 'private' });

    assert.throws(() => scene.channel.people.say({ ...say('hi'), as: 'mei' }), { status: 404 });
    assert.throws(() => scene.channel.people.submit({ as: 'mei', message: card, data: {}, locale: 'en' }), { status: 404 });
    assert.throws(() => scene.channel.people.say({ ...say('hi'), as: 'rita', conversation: AZURE }), { status: 404 });
  });

  it('tells of the removal, and delivers nothing afterwards', async () => {
    await scene.channel.installs.uninstall('adele');
    const { id } = scene.channel.people.say(say('still there?'));
    await scene.channel.people.settled();

    assert.equal(scene.heard('installationUpdate').at(-1)?.action, 'remove');
    assert.equal(scene.heard('message').length, 0);
    assert.equal(scene.channel.rooms.find(ADELE).messages.get(id)?.unanswered, true);
  });

  it('puts the guest into the team when asked, and says so', async () => {
    await scene.channel.installs.joinTeam('rita');

    assert.equal(scene.heard('conversationUpdate').at(-1)?.channelData['eventType'], 'teamMemberAdded');
    assert.equal(scene.channel.people.say({ ...say('hi'), as: 'rita', conversation: AZURE }).delivered, false);
  });
});

describe('sandbox channel: invokes', () => {
  let scene: Scene;
  let message: string;
  async function start(options?: Parameters<typeof startScene>[0]): Promise<void> {
    scene = await startScene(options);
    await scene.channel.installs.open('adele', 'en');
    const first = scene.heard('conversationUpdate')[1];
    assert.ok(first);
    message = await scene.bot.reply(first, { type: 'message', text: 'press' });
  }
  beforeEach(() => start());
  afterEach(() => scene.stop());

  const invoke = () => {
    const value = { action: { type: 'Action.Execute', verb: 'v', data: {} }, trigger: 'manual' };
    return scene.channel.people.invoke({ as: 'adele', message, name: 'adaptiveCard/action', value, locale: 'en' });
  };

  it('hands the answer back', async () => {
    const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'done' };
    scene.bot.onActivity = () => ({ body });

    assert.deepEqual(await invoke(), { ok: true, body });
    assert.deepEqual([scene.heard('invoke')[0]?.name, scene.heard('invoke')[0]?.replyToId], ['adaptiveCard/action', message]);
  });

  it('fails when the deadline passes', async () => {
    await scene.stop();
    await start({ deadlineMs: 500 });
    scene.bot.onActivity = () => new Promise(() => undefined);

    assert.deepEqual(await invoke(), { ok: false, reason: 'deadline' });
  });

  for (const [what, answer, reason] of [
    ['another status than 200', { status: 501 }, 'status'],
    ['a body without the agreed shape', { body: { value: 1 } }, 'shape'],
    ['an empty body', {}, 'shape'],
  ] as const) {
    it(`fails on ${what}`, async () => {
      scene.bot.onActivity = () => answer;

      assert.deepEqual(await invoke(), { ok: false, reason });
    });
  }

  it('fails when the bot is not there', async () => {
    await scene.bot.stop();

    assert.deepEqual(await invoke(), { ok: false, reason: 'unreachable' });
  });

  it('refuses a card that Teams cannot show as an answer', async () => {
    const value = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: '{{DATE(2026-11-20T12:00:00Z)}}' }] };
    scene.bot.onActivity = () => ({ body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value } });

    assert.deepEqual(await invoke(), { ok: false, reason: 'shape' });
  });
});
