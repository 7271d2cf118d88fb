import assert from 'node:assert/strict';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { buttonsOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const TEAM = '19:northwindGeneral@thread.tacv2';
const HERE = '19:azureEscalations@thread.tacv2';
const IN_CHANNEL = { conversationId: HERE, scope: 'team', channelData: { team: { id: TEAM }, channel: { id: HERE } } } as const;

describe('Set-up of an experts’ channel', () => {
  let database: Database;
  let desk: Helpdesk;
  /** A helpdesk agent, who owns no team; and an admin agent. */
  let adele: User;
  let camille: User;
  beforeEach(async () => {
    database = await freshDatabase();
    desk = await openHelpdesk({ database });
    adele = desk.user(desk.people.adele, IN_CHANNEL);
    camille = desk.user(desk.people.camille, IN_CHANNEL);
  });
  afterEach(() => database.close());

  const channel = () => desk.deps.escalationChannels.byId(HERE);
  const routes = async () => (await desk.deps.plans.current()).routes.map(({ products, channelId }) => [products.join(), channelId]);

  it('takes team and channel from the event, never from what is typed (pitfall 11)', async () => {
    desk.fakes.isOwner = desk.owning(true);

    const card = await adele.says('escalation setup');

    shows(card, 'CSP Operations / Azure escalations', t('setup.channel.leadsNone'));
    assert.deepEqual(await channel(), {
      conversationId: HERE,
      teamId: TEAM,
      teamName: 'CSP Operations',
      name: 'Azure escalations',
      kind: 'standard',
      locale: 'en',
      timeZone: 'Europe/London',
      outsidersAllowed: false,
      setUpBy: { id: desk.people.adele.id, name: 'Adele Vance' },
      setUpAt: desk.clock.now(),
    });
    assert.deepEqual(desk.fakes.isOwner.firstCall.args.slice(0, 2), ['9a000000-0000-4000-8000-00000000009a', desk.people.adele.id]);
  });

  for (const text of ['escalade configurer', 'эскалация настроить', 'Escalation set up'])
    it(`is understood as "${text}"`, async () => {
      await camille.says(text);

      assert.ok(await channel());
    });

  it('is for whoever may set up escalation, without a look at the owners', async () => {
    await camille.says('escalation setup');

    assert.ok(await channel());
    assert.equal(desk.fakes.isOwner.callCount, 0);
  });

  it('is refused to people who own no team, with who may', async () => {
    const card = await adele.says('escalation setup');

    shows(card, t('notices.channel-not-owner.title'), t('roles.admin-agent'));
    assert.equal(await channel(), undefined);
  });

  it('is refused when the owners could not be told', async () => {
    desk.fakes.isOwner = desk.notTold();

    shows(await adele.says('escalation setup'), t('notices.channel-owner-unknown.title'));
    assert.equal(await channel(), undefined);
  });

  it('is refused when it could not be told who reads along', async () => {
    desk.fakes.audienceOf = desk.readBy('unknown');

    shows(await camille.says('escalation setup'), t('notices.channel-readers-unknown.title'));
    assert.equal(await channel(), undefined);
  });

  it('is explained in a chat', async () => {
    shows(await desk.user(desk.people.camille).says('escalation setup'), t('notices.setup-in-channel.title'));
  });

  it('warns of outsiders, and goes on only when somebody allows them expressly', async () => {
    desk.fakes.audienceOf = desk.readBy('outsiders');
    const warned = await camille.says('escalation setup');
    const before = await channel();

    const card = await camille.clicks('setup.allow');

    shows(warned, t('setup.channel.warning.title'));
    assert.equal(before, undefined);
    shows(card, t('setup.channel.outsiders', { person: 'Camille Laurent' }));
    assert.equal((await channel())?.outsidersAllowed, true);
  });

  it('does not let a person allow outsiders who may not set it up', async () => {
    desk.fakes.audienceOf = desk.readBy('outsiders');
    await camille.says('escalation setup');

    shows(await adele.press(camille.button('setup.allow')), t('notices.channel-not-owner.title'));
    assert.equal(await channel(), undefined);
  });

  it('forgets the allowance once only our own people read along, and keeps it while outsiders do', async () => {
    desk.fakes.audienceOf = desk.readBy('outsiders');
    await camille.says('escalation setup');
    await camille.clicks('setup.allow');
    await camille.says('escalation setup');
    const kept = (await channel())?.outsidersAllowed;
    desk.fakes.audienceOf = desk.readBy('own');

    await camille.says('escalation setup');

    assert.deepEqual([kept, (await channel())?.outsidersAllowed], [true, false]);
  });

  it('brings a product here, and everything else', async () => {
    await camille.says('escalation setup');
    const azure = await camille.clicks('setup.bring', { what: 'azure' });
    const everything = await camille.clicks('setup.bring', { what: '*' });

    shows(azure, t('setup.channel.brought'), `• ${t('products.azure')}`);
    shows(everything, `• ${t('plan.route.everything')}`);
    assert.deepEqual(await routes(), [
      ['azure', HERE],
      ['', HERE],
    ]);
  });

  it('turns a route that is there already instead of adding one that would never be reached', async () => {
    await camille.says('escalation setup');
    await camille.clicks('setup.bring', { what: 'azure' });
    const other = desk.user(desk.people.camille, { ...IN_CHANNEL, conversationId: '19:second@thread.tacv2' });
    await other.says('escalation setup');

    await other.clicks('setup.bring', { what: 'azure' });

    assert.deepEqual(await routes(), [
      ['azure', '19:second@thread.tacv2'],
      ['', undefined],
    ]);
  });

  it('leaves the plan to those who may change it: an owner without that role is told who may', async () => {
    desk.fakes.isOwner = desk.owning(true);
    await adele.says('escalation setup');

    shows(await adele.clicks('setup.bring', { what: 'azure' }), t('notices.not-permitted.title'));
    assert.deepEqual(await routes(), [['', undefined]]);
  });

  it('changes nothing from a card of an older plan', async () => {
    await camille.says('escalation setup');
    const old = camille.button('setup.bring');
    await camille.press(old, { what: 'azure' });

    shows(await camille.press(old, { what: 'ems' }), t('setup.channel.stale'));
    assert.deepEqual(await routes(), [
      ['azure', HERE],
      ['', undefined],
    ]);
  });

  it('brings nothing into a channel that is not set up', async () => {
    const press = { verb: 'setup.bring', data: { version: 0, what: '*' }, messageId: 'm' };

    shows(await camille.press(press), t('notices.channel-not-set-up.title'));
    assert.deepEqual(await routes(), [['', undefined]]);
  });

  it('names no customer: outsiders may read along', async () => {
    await camille.says('escalation setup');
    await camille.clicks('setup.bring', { what: 'azure' });
    const plan = await desk.deps.plans.current();
    const [first, ...others] = plan.routes;
    const named = { ...plan, routes: [{ ...(first ?? assert.fail()), tenantIds: [CONTOSO.tenantId], tag: 'Secret' }, ...others] };
    await desk.deps.plans.save(named, 'somebody', desk.clock.now());

    const card = await camille.says('escalation setup');

    shows(card, t('plan.route.customers', { count: 1 }), t('plan.route.tagged'));
    assert.doesNotMatch(textsOf(card), /Contoso|Secret/);
  });

  it('is taken back, but not while the plan leads here', async () => {
    await camille.says('escalation setup');
    await camille.clicks('setup.bring', { what: '*' });
    const used = await camille.clicks('setup.remove');
    const kept = await channel();
    const plan = await desk.deps.plans.current();
    await desk.deps.plans.save(
      { ...plan, routes: plan.routes.map((route) => ({ ...route, channelId: undefined })) },
      'x',
      desk.clock.now(),
    );

    shows(await adele.press(camille.button('setup.remove')), t('notices.channel-not-owner.title'));
    const gone = await camille.clicks('setup.remove');

    shows(used, t('notices.channel-in-use.title'));
    shows(gone, t('notices.channel-removed.title'));
    assert.ok(kept);
    assert.equal(await channel(), undefined);
    shows(await camille.clicks('setup.remove'), t('notices.channel-not-set-up.title'));
  });

  it('works with what the event tells where Teams tells no more', async () => {
    desk.fakes.describeChannel = desk.notDescribed();
    const told = {
      team: { id: TEAM, name: 'CSP Operations', aadGroupId: '9A000000-0000-4000-8000-00000000009A' },
      channel: { type: 'private' },
    };
    desk.fakes.isOwner = desk.owning(true);

    await desk.user(desk.people.adele, { ...IN_CHANNEL, channelData: told }).says('escalation setup');

    const stored = await channel();
    assert.deepEqual([stored?.teamName, stored?.name, stored?.kind], ['CSP Operations', undefined, 'private']);
    assert.equal(desk.fakes.isOwner.firstCall.args[0], '9a000000-0000-4000-8000-00000000009a');
  });

  it('takes no nonsense from a card', async () => {
    for (const data of [{ version: 0 }, { version: 'x', what: 'azure' }, { version: 0, what: 'everything' }])
      shows(await camille.press({ verb: 'setup.bring', data, messageId: 'm' }), t('notices.old-card.title'));
    shows(await camille.press({ verb: 'setup.other', data: {}, messageId: 'm' }), t('notices.old-card.title'));
  });

  it('speaks French and Russian', async () => {
    for (const locale of ['fr', 'ru'] as const) {
      const card = await desk.user(desk.people.camille, { ...IN_CHANNEL, locale }).says('escalation setup');
      shows(card, words(locale)('setup.channel.leadsNone'));
      assert.ok(buttonsOf(card).some(({ verb }) => verb === 'setup.bring'));
    }
  });
});
