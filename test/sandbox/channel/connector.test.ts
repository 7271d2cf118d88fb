import assert from 'node:assert/strict';
import { BOT, PARTNER, TEAM } from '../../../src/sandbox/world.ts';
import { asCard, botToken } from '../stand-in-bot.ts';
import { startScene, type Scene } from './scene.ts';

const ADELE = 'a:1adelePersonalChat';
const AZURE = TEAM.channels[0].id;
const activities = (conversation: string, id = ''): string =>
  `conversations/${encodeURIComponent(conversation)}/activities${id === '' ? '' : `/${id}`}`;
const hello = { type: 'message', text: 'hello' };
const card = (body: object[] = [], more: object = {}) => asCard({ type: 'AdaptiveCard', version: '1.5', body, ...more });
/** Resolves as soon as it holds. */
const becomes = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
};
const errorCode = (body: Record<string, unknown>): string => (body['error'] as { code: string }).code;

describe('sandbox channel: the connector', () => {
  let scene: Scene;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-11-20T12:00:00Z');
    scene = await startScene({ now: () => now });
    await scene.channel.installs.open('adele', 'en');
  });
  afterEach(() => scene.stop());

  const call: Scene['bot']['call'] = (...parameters) => scene.bot.call(...parameters);
  const messages = (room = ADELE) => [...scene.channel.rooms.find(room).messages.values()];

  describe('tokens', () => {
    const attempts: readonly [string, (good: string) => string, string][] = [
      ['no real token', () => 'a.b.c', 'Unauthorized'],
      ['a changed token', (good) => `${good.slice(0, -4)}AAAA`, 'Unauthorized'],
      ['another audience', () => botToken(scene.signing, { aud: 'https://graph.microsoft.com' }), 'Unauthorized'],
      ['a token that has run out', () => botToken(scene.signing, { exp: 1 }), 'Unauthorized'],
      ['another app', () => botToken(scene.signing, { appid: 'somebody-else' }), 'BotNotRegistered'],
    ];
    for (const [what, token, code] of attempts) {
      it(`refuses ${what}`, async () => {
        const { status, body } = await call('POST', activities(ADELE), hello, token(botToken(scene.signing)));

        assert.deepEqual([status, errorCode(body)], [401, code]);
        assert.equal(messages().length, 0);
      });
    }
  });

  it('stores sends and replies, also to an id it does not know, with rising ids', async () => {
    const first = await call('POST', activities(ADELE), hello);
    const second = await call('POST', activities(ADELE, 'a-random-uuid'), hello);

    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.match(String(first.body['id']), /^\d{13}$/);
    assert.ok(String(second.body['id']) > String(first.body['id']));
    assert.equal(messages().length, 2);
  });

  it('updates and deletes the bot’s own messages only', async () => {
    const { id } = (await call('POST', activities(ADELE), hello)).body as { id: string };
    const theirs = scene.channel.people.say({ as: 'adele', conversation: ADELE, text: 'mine', mentions: [], locale: 'en' }).id;

    const updated = await call('PUT', activities(ADELE, id), { type: 'message', text: 'changed' });
    assert.deepEqual([updated.status, updated.body], [200, { id }]);
    assert.deepEqual([messages()[0]?.text, messages()[0]?.version], ['changed', 2]);
    assert.equal((await call('PUT', activities(ADELE, theirs), hello)).status, 403);
    assert.equal((await call('DELETE', activities(ADELE, id))).status, 200);
    const gone = await call('PUT', activities(ADELE, id), hello);
    assert.deepEqual([gone.status, errorCode(gone.body)], [404, 'ActivityNotFoundInConversation']);
  });

  it('starts a thread for a post into a channel and keeps replies in it', async () => {
    const created = await call('POST', 'conversations', { isGroup: true, channelData: { channel: { id: AZURE } }, activity: hello });
    const { id, activityId } = created.body as { id: string; activityId: string };
    const reply = await call('POST', activities(id), { type: 'message', text: 'a reply' });

    assert.deepEqual([created.status, id], [201, `${AZURE};messageid=${activityId}`]);
    assert.equal(reply.status, 201);
    assert.deepEqual(
      messages(AZURE).map(({ thread }) => thread),
      [activityId, activityId],
    );
    assert.equal((await call('POST', activities(`${AZURE};messageid=1`), hello)).status, 404);
  });

  it('creates the chat with one person of the team, by account or object id', async () => {
    const parameters = (id: string) => ({ isGroup: false, bot: { id: `28:${BOT.appId}` }, members: [{ id }], tenantId: PARTNER.tenantId });
    const byAccount = await call('POST', 'conversations', parameters('29:1mei'));
    const byObject = await call('POST', 'conversations', parameters('a0a0a0a0-0000-4000-8000-000000000004'));

    assert.deepEqual([byAccount.status, byAccount.body, byObject.body], [201, { id: 'a:1meiPersonalChat' }, { id: 'a:1meiPersonalChat' }]);
    assert.equal((await call('POST', activities('a:1meiPersonalChat'), hello)).status, 201);
  });

  it('has the chats of a crowd, for the app to write to', async () => {
    scene.channel.rooms.addCrowd(2);

    const statuses = [1, 2, 3].map((n) => call('POST', activities(`a:1crowd-${n}PersonalChat`), hello));
    assert.deepEqual(
      (await Promise.all(statuses)).map(({ status }) => status),
      [201, 201, 404],
    );
  });

  it('does not create chats with outsiders, several people or in other tenants', async () => {
    const tenantId = PARTNER.tenantId;
    const guest = await call('POST', 'conversations', { members: [{ id: '29:1rita' }], tenantId });
    const two = await call('POST', 'conversations', { members: [{ id: '29:1mei' }, { id: '29:1noah' }], tenantId });
    const abroad = await call('POST', 'conversations', { members: [{ id: '29:1mei' }], tenantId: 'elsewhere' });

    assert.deepEqual([guest.status, errorCode(guest.body)], [403, 'ForbiddenOperationException']);
    assert.deepEqual([two.status, abroad.status], [400, 400]);
  });

  it('knows the roster, one member by any id, the team and its channels', async () => {
    const room = `conversations/${encodeURIComponent(TEAM.id)}`;
    const paged = (await call('GET', `${room}/pagedmembers?pageSize=50`)).body as { members: { objectId: string }[] };
    const one = (await call('GET', `${room}/members/adele@northwindcloud.example`)).body;
    const team = (await call('GET', `teams/${encodeURIComponent(TEAM.id)}`)).body;
    const channels = (await call('GET', `teams/${encodeURIComponent(TEAM.id)}/conversations`)).body;

    assert.equal(paged.members.length, 5);
    assert.deepEqual([one['id'], one['objectId'], one['aadObjectId']], ['29:1adele', 'a0a0a0a0-0000-4000-8000-000000000001', undefined]);
    assert.equal(team['aadGroupId'], TEAM.groupId);
    assert.deepEqual(
      (channels['conversations'] as { name: string | null; type: string }[]).map(({ name, type }) => [name, type]),
      [[null, 'standard'], ...TEAM.channels.map(({ name, outsiders }) => [name, outsiders.length > 0 ? 'shared' : 'standard'])],
    );
    assert.equal((await call('GET', `${room}/members/29:1rita`)).status, 404);
  });

  it('knows people of other organisations by their tenant, in the shared channel only, and guests by their principal name', async () => {
    const membersOf = async (room: string) =>
      (await call('GET', `conversations/${encodeURIComponent(room)}/pagedmembers`)).body['members'] as Record<string, string>[];
    await scene.channel.installs.joinTeam('rita');
    const team = await membersOf(TEAM.id);
    const shared = await membersOf(TEAM.channels[2].id);

    assert.deepEqual([...new Set(team.map(({ tenantId }) => tenantId))], [PARTNER.tenantId]);
    assert.deepEqual(
      team.filter(({ userPrincipalName }) => userPrincipalName?.includes('#EXT#')).map(({ id, userRole }) => [id, userRole]),
      [['29:1rita', 'user']],
    );
    assert.deepEqual(
      shared.filter(({ tenantId }) => tenantId !== PARTNER.tenantId).map(({ id }) => id),
      ['29:1tomas'],
    );
  });

  it('answers from state: not installed, blocked, gone', async () => {
    const codes: string[] = [];
    const attempt = async (conversation: string): Promise<void> => {
      const { status, body } = await call('POST', activities(conversation), hello);
      codes.push(`${status} ${errorCode(body)}`);
    };
    await attempt('a:1noahPersonalChat');
    await attempt('a:nobody');
    scene.channel.installs.block('adele', true);
    await attempt(ADELE);
    scene.channel.installs.block('adele', false);
    await scene.channel.installs.uninstall('adele');
    await attempt(ADELE);

    assert.deepEqual(codes, [
      '403 BotNotInConversationRoster',
      '404 ConversationNotFound',
      '403 ConversationBlockedByUser',
      '403 BotNotInConversationRoster',
    ]);
  });

  it('passes typing on without storing it', async () => {
    const before = scene.channel.feed.seq;

    assert.equal((await call('POST', activities(ADELE), { type: 'typing' })).status, 201);
    assert.deepEqual([messages().length, scene.channel.feed.seq], [0, before + 1]);
  });

  it('refuses the eighth send of a second with Retry-After, and lets it through later', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await call('POST', activities(ADELE), hello)).status);
    const refused = await call('POST', activities(ADELE), hello);
    now = new Date(now.getTime() + 2500);

    assert.deepEqual(statuses, [201, 201, 201, 201, 201, 201, 201, 429]);
    assert.deepEqual([errorCode(refused.body), refused.headers.get('retry-after')], ['Throttled', '1']);
    assert.equal((await call('POST', activities(ADELE), hello)).status, 201);
  });

  it('counts all conversations of the tenant together', async () => {
    const strict = await startScene({
      now: () => now,
      limits: { perConversation: { send: [], create: [], members: [], conversations: [] }, perTenant: [{ calls: 2, ms: 1000 }] },
    });
    await strict.channel.installs.open('adele', 'en');
    const statuses = [ADELE, TEAM.id, AZURE].map((room) => () => strict.bot.call('POST', activities(room), hello));

    assert.deepEqual([(await statuses[0]?.())?.status, (await statuses[1]?.())?.status, (await statuses[2]?.())?.status], [201, 201, 429]);
    await strict.stop();
  });

  it('counts changes for the tenant too, and replies in a thread for its channel', async () => {
    const { id } = (await call('POST', 'conversations', { isGroup: true, channelData: { channel: { id: AZURE } }, activity: hello }))
      .body as { id: string };
    const replies: number[] = [];
    for (let n = 0; n < 7; n += 1) replies.push((await call('POST', activities(n % 2 === 0 ? id : AZURE), hello)).status);
    const eighth = await call('POST', activities(id), hello);
    const changed = String((await call('POST', activities(ADELE), hello)).body['id']);
    const changes: number[] = [];
    for (let n = 0; n < 42; n += 1) changes.push((await call('PUT', activities(ADELE, changed), hello)).status);

    assert.deepEqual([replies.every((status) => status === 201), eighth.status], [true, 429]);
    assert.deepEqual([changes.indexOf(429), scene.channel.traffic().throttled], [41, { conversation: 1, tenant: 1 }]);
  });

  it('counts new posts for each channel, and new chats for each person', async () => {
    const post = (id: string) => call('POST', 'conversations', { isGroup: true, channelData: { channel: { id } }, activity: hello });
    const chat = (id: string) => call('POST', 'conversations', { members: [{ id }], tenantId: PARTNER.tenantId });
    const calls = [
      ...Array.from({ length: 8 }, () => () => post(AZURE)),
      () => post(TEAM.id),
      () => chat('29:1mei'),
      () => chat('29:1noah'),
    ];
    const statuses: number[] = [];
    for (const each of calls) statuses.push((await each()).status);

    assert.deepEqual(statuses.slice(6), [201, 429, 201, 201, 201]);
    assert.deepEqual(scene.channel.traffic().done, { send: 0, update: 0, delete: 0, create: 10, read: 0 });
  });

  it('refuses a second write into a conversation while one is under way, where it is told to', async () => {
    Object.assign(scene.channel.behaviour, { refuseOverlaps: true, writeMs: 50 });
    const [one, two, other] = await Promise.all([
      call('POST', activities(AZURE), hello),
      call('POST', activities(AZURE), hello),
      call('POST', activities(ADELE), hello),
    ]);
    const later = await call('POST', activities(AZURE), hello);

    assert.deepEqual(
      [one.status, two.status].toSorted((a, b) => a - b),
      [201, 412],
    );
    assert.deepEqual([other.status, later.status, scene.channel.traffic().overlapped], [201, 201, 1]);
  });

  it('refuses messages above the size limit, counted as UTF-16', async () => {
    const { status, body } = await call('POST', activities(ADELE), { type: 'message', text: 'x'.repeat(52_000) });

    assert.deepEqual([status, errorCode(body)], [413, 'MessageSizeTooBig']);
  });

  it('splits text and card into two messages and gives no usable id', async () => {
    const { status, body } = await call('POST', activities(ADELE), { ...card(), text: 'and a text' });

    assert.deepEqual([status, body, messages().length], [201, {}, 2]);
    assert.match(scene.channel.problems.join(), /split/);
  });

  it('refuses bodies and paths it cannot read', async () => {
    const statuses = [
      (await call('POST', activities(ADELE), { text: 1 })).status,
      (await call('POST', activities(ADELE), { type: 'message' })).status,
      (await call('POST', activities(ADELE), { type: 'trace' })).status,
      (await call('POST', 'conversations/%E0%A4%A/activities', hello)).status,
      (await call('GET', 'nowhere')).status,
    ];

    assert.deepEqual(statuses, [400, 400, 400, 400, 404]);
  });

  describe('faults', () => {
    it('fails the planned number of sends with the planned status, with and without Retry-After', async () => {
      scene.channel.faults.plan('send', { kind: 'status', status: 429, code: 'Throttled', retryAfterSeconds: 3 });
      scene.channel.faults.plan('send', { kind: 'status', status: 412, code: 'PreconditionFailed' });
      const first = await call('POST', activities(ADELE), hello);
      const second = await call('POST', activities(ADELE), hello);
      const third = await call('POST', activities(ADELE), hello);

      assert.deepEqual([first.status, first.headers.get('retry-after')], [429, '3']);
      assert.deepEqual([second.status, errorCode(second.body), second.headers.get('retry-after')], [412, 'PreconditionFailed', null]);
      assert.deepEqual([third.status, messages().length], [201, 1]);
    });

    it('breaks the connection after it has stored the message', async () => {
      scene.channel.faults.plan('send', { kind: 'reset', when: 'after' });

      await assert.rejects(call('POST', activities(ADELE), hello));
      assert.equal(messages().length, 1);
    });

    it('takes long after it has stored the message', async () => {
      scene.channel.faults.plan('send', { kind: 'slow', when: 'after', ms: 200 });
      const answer = call('POST', activities(ADELE), hello);
      const stored = await Promise.race([answer.then(() => 'answered'), becomes(() => messages().length === 1).then(() => 'stored')]);

      assert.deepEqual([stored, (await answer).status], ['stored', 201]);
    });

    it('breaks the connection before it does anything', async () => {
      scene.channel.faults.plan('update', { kind: 'reset', when: 'before' });
      const { id } = (await call('POST', activities(ADELE), hello)).body as { id: string };

      await assert.rejects(call('PUT', activities(ADELE, id), { type: 'message', text: 'changed' }));
      assert.equal(messages()[0]?.text, 'hello');
    });
  });

  describe('cards', () => {
    const problemsOf = async (message: object): Promise<string> => {
      assert.equal((await call('POST', activities(ADELE), message)).status, 201);
      return scene.channel.problems.join('; ');
    };
    const action = (title: string) => ({ type: 'Action.Submit', title });

    it('has nothing against a plain one', async () => {
      const badge = { type: 'Badge', text: 'A', fallback: { type: 'TextBlock', text: 'A' } };

      assert.equal(await problemsOf(card([badge, { type: 'TextBlock', text: 'x' }], { actions: [action('a')] })), '');
    });

    it('refuses one with a date function, which Teams would show raw', async () => {
      const { status } = await call('POST', activities(ADELE), card([{ type: 'TextBlock', text: '{{DATE(2026-01-01T00:00:00Z)}}' }]));

      assert.equal(status, 400);
    });

    it('notes size, actions, missing fallbacks, versions and unexpanded templates', async () => {
      const noted = await problemsOf(
        card(
          [
            { type: 'Container', items: [{ type: 'Icon' }] },
            { type: 'TextBlock', text: `\${name}${'x'.repeat(15_000)}` },
          ],
          {
            version: '1.6',
            actions: Array.from({ length: 7 }, (_, n) => action(String(n))),
          },
        ),
      );

      for (const what of [/UTF-16/, /7 primary actions/, /Icon has no fallback/, /version is 1\.6/, /unexpanded/])
        assert.match(noted, what);
    });
  });
});
