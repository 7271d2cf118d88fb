import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { DEFAULT_WATCH, MOST_SILENCES, MOST_WATCHES, type Watch, type WatchPlace } from '../../src/domain/watch.ts';
import type { Locale } from '../../src/domain/locale.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { anIssue, aSnapshot } from '../support/health-fixtures.ts';
import { aPerson } from '../support/use-case-fixtures.ts';
import { aWatch } from '../support/watches.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const CHANNEL = { conversationId: '19:incidents@thread.tacv2', scope: 'team' } as const;

describe('Watches', () => {
  let database: Database;
  let desk: Helpdesk;
  let adele: User;
  beforeEach(async () => {
    database = await freshDatabase();
    desk = await openHelpdesk({ database });
    adele = desk.user();
  });
  afterEach(() => database.close());

  const here = async (where: string = `chat-of-${desk.people.adele.id}`): Promise<WatchPlace> =>
    (await desk.deps.watches.ofConversation(where)) ?? assert.fail('no such place');
  const watches = async (where?: string): Promise<readonly Omit<Watch, 'id'>[]> =>
    (await here(where)).watches.map((watch) => {
      const { customers, services, classification, mode, askSeen } = watch;
      return { customers, services, classification, mode, askSeen };
    });
  const list = (...tenantIds: string[]): Watch['customers'] => ({ kind: 'list', tenantIds });
  const watch = (some: Partial<Watch> = {}): Omit<Watch, 'id'> => ({ ...DEFAULT_WATCH, ...some });
  const put = async (some: Partial<Watch> = {}, where?: string): Promise<Watch> => {
    const added = aWatch({ id: randomUUID(), ...some });
    await desk.deps.watches.put(await here(where), added, 'somebody', desk.clock.now());
    return added;
  };
  const hit = (customer = CONTOSO, service = 'Exchange Online') =>
    desk.polled(aSnapshot(customer.tenantId, desk.clock.now(), [anIssue('EX1', { service, title: 'Mail is delayed' })]));

  describe('of a chat', () => {
    it('are every incident of every customer from the beginning, those of customers that come later too (pitfall 30)', async () => {
      const card = await adele.says('watches');

      assert.deepEqual(await watches(), [watch()]);
      shows(card, t('watches.customers.all'), t('watches.outlook.included'), t('watches.outcomes.ring'));
    });

    it('are shown with what happens when: quiet hours, advisories, the digest (pitfall 27)', async () => {
      await adele.says('watches');
      await adele.clicks('watch.settings');
      const card = await adele.clicks('watch.set', {
        quietFrom: '08:00',
        quietTo: '10:00',
        highImpact: 'true',
        zone: 'Europe/London',
        digest: 'weekly',
        digestTime: '08:30',
        weekday: '5',
      });

      const waits = t('watches.outcomes.quiet', { moment: '20 Nov 2026, 10:00' });
      shows(card, `**${t('watches.outlook.now')}**: ${waits}`, `**${t('watches.outlook.high')}**: ${t('watches.outcomes.ring')}`);
      shows(card, t('watches.outlook.notTold'), t('watches.outlook.weekly', { weekday: 'Friday', time: '08:30', zone: 'Europe/London' }));
    });

    it('are taken away one by one; without any nothing is told, and one press brings the first one back', async () => {
      await adele.says('watches');
      const empty = await adele.clicks('watch.remove');
      const none = await watches();
      shows(empty, t('watches.remarks.removed'), t('watches.none'), t('watches.noneText'));
      assert.ok(adele.lastTurn[0]?.replaced);
      assert.ok(!textsOf(empty).includes(t('watches.outlook.notIncluded')), 'there is no list that could leave anybody out');

      shows(await adele.clicks('watch.begin'), t('watches.remarks.addedNone'));
      assert.deepEqual([none, await watches()], [[], [watch()]]);
    });

    it('that somebody changed meanwhile stay as they are, and are shown anew', async () => {
      await adele.says('watches');
      const stale = adele.button('watch.remove');
      await put({ customers: list(CONTOSO.tenantId) });

      const card = await adele.press(stale);

      shows(card, t('watches.remarks.stale'), 'Contoso');
      assert.equal((await watches()).length, 2);
    });

    it('are not changed from a card of another chat', async () => {
      const mei = desk.user(desk.people.mei);
      await mei.says('watches');
      await adele.says('watches');
      const press = mei.button('watch.remove');

      shows(await adele.press({ ...press, messageId: 'm' }), t('notices.old-card.title'));
      assert.equal((await watches()).length, 1);
    });

    it('take no nonsense from a card', async () => {
      await adele.says('watches');
      const { at } = adele.button('watch.remove').data;
      for (const [verb, data] of [
        ['watch.remove', { at: 'x' }],
        ['watch.remove', { at, watchId: "'; drop table watch" }],
        ['watch.save', { at, whom: 'nobody' }],
        ['watch.silence', { at, length: 'for ever' }],
        ['watch.other', { at }],
      ] as const)
        shows(await adele.press({ verb, data, messageId: 'm' }), t('notices.old-card.title'));
      await adele.press({ verb: 'watch.remove', data: { at, watchId: randomUUID() }, messageId: 'm' });
      assert.deepEqual(await watches(), [watch()]);
    });

    it('come in pages', async () => {
      await adele.says('watches');
      for (let n = 0; n < 5; n++) await put({ services: [`Service ${n}`] });

      shows(await adele.says('watches'), '1–4 of 6', 'Service 2');
      const second = await adele.clicks('watch.show', {}, { offset: 4 });

      shows(second, '5–6 of 6', 'Service 4');
      assert.doesNotMatch(textsOf(second), /Service 2/);
    });

    it('are for people with a role: one without is told who may', async () => {
      const nobody = desk.user(aPerson({ id: randomUUID(), roles: [] }));

      shows(await nobody.says('watches'), t('notices.not-permitted.title'));
      shows(await nobody.says('watch all'), t('notices.not-permitted.title'));
      shows(await nobody.press({ verb: 'watch.show', data: {}, messageId: 'm' }), t('notices.not-permitted.title'));
    });
  });

  describe('are added by a command', () => {
    const said: readonly (readonly [Locale, string, Omit<Watch, 'id'>])[] = [
      ['en', 'watch contoso', watch({ customers: list(CONTOSO.tenantId) })],
      ['en', 'watch contoso exchange', watch({ customers: list(CONTOSO.tenantId), services: ['Exchange Online'] })],
      ['en', 'watch exchange', watch({ services: ['Exchange Online'] })],
      ['en', 'watch all sharepoint', watch({ services: ['SharePoint Online'] })],
      [
        'en',
        'watch contoso, fabrikam residences and teams',
        watch({ customers: list(CONTOSO.tenantId, FABRIKAM.tenantId), services: ['Microsoft Teams'] }),
      ],
      ['en', 'watch #gold', watch({ customers: { kind: 'tag', tag: 'gold', key: 'gold' } })],
      ['en', 'watch #gold exchange', watch({ customers: { kind: 'tag', tag: 'gold', key: 'gold' }, services: ['Exchange Online'] })],
      ['fr', 'surveiller #Or', watch({ customers: { kind: 'tag', tag: 'Or', key: 'or' } })],
      ['fr', 'surveiller contoso et messagerie', watch({ customers: list(CONTOSO.tenantId), services: ['Exchange Online'] })],
      ['ru', 'наблюдать за Контосо', watch({ customers: list(CONTOSO.tenantId) })],
      ['ru', 'наблюдать за почтой', watch({ services: ['Exchange Online'] })],
    ];
    for (const [locale, text, wanted] of said) {
      it(`"${text}"`, async () => {
        const user = desk.user(desk.people.adele, { locale });

        const card = await user.says(text);

        assert.deepEqual((await watches()).slice(1), [wanted]);
        shows(card, words(locale)('watches.remarks.addedNone'));
      });
    }

    it('with how many open issues fit just now, and a way to them', async () => {
      await hit();

      const card = await adele.says('watch contoso');

      shows(card, t('watches.remarks.added', { count: 1 }));
      shows(await adele.clicks('board.page'), 'Mail is delayed', 'Contoso');
    });

    it('once: what is watched already stays one', async () => {
      await adele.says('watch #Gold');

      shows(await adele.says('watch #gold'), t('watches.remarks.exists'));
      shows(await adele.says('watch all'), t('watches.remarks.exists'));
      assert.equal((await watches()).length, 2);
    });

    it('for a tag that no customer has yet, which is said', async () => {
      shows(await adele.says('watch #gold'), t('watches.remarks.untagged', { tag: '\\#gold' }));
    });

    it('after a choice, where a name is not clear', async () => {
      shows(await adele.says('watch fabrikam'), t('customers.forWatch'));
      await adele.clicks('customer.choose', {}, { tenantId: FABRIKAM.tenantId });

      assert.deepEqual((await watches()).at(-1), watch({ customers: list(FABRIKAM.tenantId) }));
    });

    it('not for what nobody knows: what would be understood is said', async () => {
      shows(await adele.says('watch zzyzx'), t('notices.no-watch-target.title', { query: 'zzyzx' }), t('notices.no-watch-target.text'));
      shows(await adele.says('watch contoso, zzyzx'), t('notices.no-watch-target.title', { query: 'zzyzx' }));
      assert.equal(await desk.deps.watches.ofConversation(`chat-of-${desk.people.adele.id}`), undefined);
    });

    it('not for a customer that the person may not see, or whose access cannot be told', async () => {
      for (const access of ['denied', 'unknown', 'no-relationship'] as const) {
        desk.fakes.check = desk.access(access);
        const title = access === 'no-relationship' ? 'notices.no-relationship.title' : (`notices.access-${access}.title` as const);
        shows(await adele.says('watch contoso'), t(title, { customer: 'Contoso' }));
      }
      assert.equal(await desk.deps.watches.ofConversation(`chat-of-${desk.people.adele.id}`), undefined);
    });

    it('up to the most there may be', async () => {
      await adele.says('watches');
      for (let n = 1; n < MOST_WATCHES; n++) await put({ services: [`Service ${n}`] });

      shows(await adele.says('watch contoso'), t('watches.remarks.full', { most: MOST_WATCHES }));
      assert.equal((await watches()).length, MOST_WATCHES);
    });

    it('without a name by a form', async () => {
      shows(await adele.says('watch'), t('watches.form.new'));
    });
  });

  describe('are taken away by a command', () => {
    it('that names what a watch names', async () => {
      await adele.says('watch contoso, fabrikam residences');
      await adele.says('watch #gold');

      const card = await adele.says('unwatch contoso');
      shows(await adele.says('не наблюдать за #gold'), t('watches.remarks.stillTold'));

      shows(card, t('watches.remarks.stillTold'));
      assert.deepEqual(await watches(), [watch(), watch({ customers: list(FABRIKAM.tenantId) })]);
    });

    it('and is said to be told no more when nothing else covers it', async () => {
      await adele.says('watch contoso');
      const [all] = (await here()).watches;
      await desk.deps.watches.remove(await here(), [all?.id ?? ''], 'somebody', desk.clock.now());

      shows(await adele.says('ne plus surveiller contoso'), t('watches.remarks.removed'));
      assert.deepEqual(await watches(), []);
    });

    it('where only a wider watch covers it, nothing is changed and silence is offered', async () => {
      await adele.says('watches');
      const card = await adele.says('unwatch contoso');

      shows(card, t('watches.remarks.notNamed'));
      assert.ok(buttonsOf(card).some(({ verb }) => verb === 'watch.mute'));
      assert.deepEqual(await watches(), [watch()]);
    });

    it('"unwatch all" says what that means, and does it when confirmed', async () => {
      await adele.says('watch contoso');

      shows(await adele.says('unwatch all'), t('watches.stop.title'), t('watches.stop.text', { count: 2 }));
      const before = await watches();
      shows(await adele.clicks('watch.stop'), t('watches.none'));

      assert.deepEqual([before.length, await watches()], [2, []]);
    });

    it('that makes no sense, which is said', async () => {
      await adele.says('watches');

      shows(await adele.says('unwatch zzyzx'), t('notices.no-watch-target.title', { query: 'zzyzx' }));
      shows(await adele.says('unwatch'), t('watches.customers.all'));
    });
  });

  describe('are written in a form', () => {
    const inputs = { whom: 'all', tag: '*', customer: '', services: '', classification: 'incident', mode: 'ring', askSeen: 'false' };

    it('with several customers, services, how, and whether people are asked', async () => {
      await adele.says('watch');
      const first = await adele.clicks('watch.more', { ...inputs, whom: 'list', customer: CONTOSO.tenantId });
      assert.deepEqual(inputOf(first, 'listed')?.['value'], CONTOSO.tenantId);
      assert.equal((await watches()).length, 1);

      const saved = { listed: CONTOSO.tenantId, customer: FABRIKAM.tenantId, services: 'Exchange Online,Microsoft Teams' };
      const card = await adele.clicks('watch.save', {
        ...inputs,
        ...saved,
        whom: 'list',
        classification: 'all',
        mode: 'record',
        askSeen: 'true',
      });

      assert.deepEqual((await watches())[1], {
        customers: list(CONTOSO.tenantId, FABRIKAM.tenantId),
        services: ['Exchange Online', 'Microsoft Teams'],
        classification: 'all',
        mode: 'record',
        askSeen: true,
      });
      shows(card, 'Contoso, Fabrikam Residences', t('watches.modes.record'), t('watches.askSeen'));
    });

    it('and changed in it', async () => {
      await desk.deps.tags.add(CONTOSO.tenantId, 'Gold', { actor: 'somebody', at: desk.clock.now() });
      await adele.says('watches');
      const form = await adele.clicks('watch.form', {}, { watchId: (await here()).watches[0]?.id ?? '' });
      assert.equal(inputOf(form, 'whom')?.['value'], 'all');

      shows(await adele.clicks('watch.save', { ...inputs, whom: 'tag', tag: 'Gold' }), t('watches.remarks.changed'));
      assert.deepEqual(await watches(), [watch({ customers: { kind: 'tag', tag: 'Gold', key: 'gold' } })]);
    });

    it('and are not saved without what they need; what was written stays', async () => {
      await adele.says('watch');
      const asked: readonly (readonly [object, Parameters<typeof t>[0]])[] = [
        [{ whom: 'list' }, 'watches.form.no-customer'],
        [{ whom: 'tag' }, 'watches.form.no-tag'],
        [{ whom: 'list', customer: 'nobody at all' }, 'watches.form.no-such-customer'],
        [{ whom: 'all', customer: 'nobody at all' }, 'watches.form.no-such-customer'],
      ];
      for (const [wrong, sentence] of asked) {
        const card = await adele.clicks('watch.save', { ...inputs, ...wrong, services: 'Planner' });
        shows(card, t(sentence));
        assert.equal(inputOf(card, 'services')?.['value'], 'Planner');
      }
      assert.deepEqual(await watches(), [watch()]);
    });

    it('and name no customer that the person may not see, whatever the card says', async () => {
      await adele.says('watch');
      desk.fakes.view = desk.viewing('none');
      desk.fakes.check = desk.access('denied');

      shows(await adele.clicks('watch.save', { ...inputs, whom: 'list', listed: CONTOSO.tenantId }), t('watches.form.no-customer'));
      const picked = await adele.clicks('watch.save', { ...inputs, whom: 'list', customer: CONTOSO.tenantId });

      shows(picked, t('notices.access-denied.title', { customer: 'Contoso' }));
      assert.deepEqual(await watches(), [watch()]);
    });

    it('keep the customers of others that the person may not see, and count them only', async () => {
      await adele.says('watches');
      const { id } = await put({ customers: list(CONTOSO.tenantId, FABRIKAM.tenantId) });
      desk.fakes.view = desk.viewing({ groupIds: ['none'], at: desk.clock.now() });

      const shown = await adele.says('watches');
      const form = await adele.clicks('watch.form', {}, { watchId: id });
      await adele.clicks('watch.save', { ...inputs, whom: 'list', mode: 'record' });

      shows(shown, t('watches.customers.hidden', { count: 2 }));
      shows(form, t('watches.form.hidden', { count: 2 }));
      for (const card of [shown, form]) assert.doesNotMatch(textsOf(card), /Contoso|Fabrikam/);
      assert.deepEqual((await watches())[1], watch({ customers: list(CONTOSO.tenantId, FABRIKAM.tenantId), mode: 'record' }));
    });
  });

  describe('have settings', () => {
    const inputs = {
      quietFrom: '',
      quietTo: '',
      highImpact: 'true',
      zone: 'Europe/Paris',
      digest: 'none',
      digestTime: '',
      weekday: '1',
      unseen: 'true',
    };

    it('that are saved, and shown in words', async () => {
      await adele.says('watches');
      await adele.clicks('watch.settings');
      const card = await adele.clicks('watch.set', {
        ...inputs,
        quietFrom: '22:00',
        quietTo: '07:00',
        highImpact: 'false',
        digest: 'daily',
        digestTime: '07:15',
      });

      const { quiet, timeZone, highImpactRings, digest, digestAt, toldOfUnseen } = await here();
      assert.deepEqual(
        { quiet, timeZone, highImpactRings, digest, digestAt, toldOfUnseen },
        {
          quiet: { from: 1320, to: 420 },
          timeZone: 'Europe/Paris',
          highImpactRings: false,
          digest: 'daily',
          digestAt: { minute: 435, weekday: 1 },
          toldOfUnseen: false,
        },
      );
      shows(card, t('watches.remarks.set'), t('watches.outlook.quiet', { from: '22:00', to: '07:00', zone: 'Europe/Paris' }));
      shows(card, t('watches.outlook.daily', { time: '07:15', zone: 'Europe/Paris' }));
    });

    it('that are not saved when they make no sense', async () => {
      await adele.says('watches');
      await adele.clicks('watch.settings');
      const asked: readonly (readonly [object, Parameters<typeof t>[0]])[] = [
        [{ quietFrom: '22:00' }, 'watches.set.quiet'],
        [{ quietFrom: '22:00', quietTo: '22:00' }, 'watches.set.quiet'],
        [{ quietFrom: '25:00', quietTo: '07:00' }, 'watches.set.quiet'],
        [{ zone: 'Mars/Phobos' }, 'watches.set.no-zone'],
        [{ digest: 'daily' }, 'watches.set.no-time'],
      ];
      for (const [wrong, sentence] of asked) shows(await adele.clicks('watch.set', { ...inputs, ...wrong }), t(sentence));

      assert.equal((await here()).version, 1);
    });

    it('of a channel: told of what nobody has seen elsewhere', async () => {
      const inChannel = desk.user(desk.people.adele, CHANNEL);
      await inChannel.says('watch all');
      await inChannel.clicks('watch.settings');
      shows(await inChannel.clicks('watch.set', inputs), t('watches.outlook.unseen'));

      assert.equal((await here(CHANNEL.conversationId)).toldOfUnseen, true);
    });
  });

  describe('can be silent for a while', () => {
    const inputs = { customer: '', service: '*', length: 'hour', day: '', time: '' };

    it('about a customer and a service, until a day and time by the wall clock; it can be ended', async () => {
      await adele.says('watches');
      await adele.clicks('watch.mute');
      const card = await adele.clicks('watch.silence', {
        customer: CONTOSO.tenantId,
        service: 'Exchange Online',
        length: 'at',
        day: '2026-11-21',
        time: '18:30',
      });

      shows(
        card,
        t('watches.remarks.silenced', { moment: '21 Nov 2026, 18:30' }),
        'Contoso, Exchange Online, until 21 Nov 2026, 18:30 (Adele Vance)',
      );
      shows(await adele.clicks('watch.unsilence'), t('watches.remarks.unsilenced'));
      assert.deepEqual((await here()).silences, []);
    });

    it('about everything', async () => {
      await adele.says('watches');
      await adele.clicks('watch.mute');

      const card = await adele.clicks('watch.silence', inputs);

      shows(card, t('watches.silences.everything'), t('watches.outcomes.silence', { moment: '20 Nov 2026, 10:00' }));
    });

    it('not until a moment that is none, over, or too far away', async () => {
      await adele.says('watches');
      await adele.clicks('watch.mute');
      for (const [day, time, problem] of [
        ['', '18:00', 'no-moment'],
        ['2026-02-30', '18:00', 'no-moment'],
        ['2026-11-20', '08:59', 'past'],
        ['2027-11-20', '08:59', 'too-long'],
      ] as const)
        shows(await adele.clicks('watch.silence', { ...inputs, length: 'at', day, time }), t(`watches.silence.${problem}`, { days: 90 }));

      assert.deepEqual((await here()).silences, []);
    });

    it('about so many things and no more', async () => {
      await adele.says('watches');
      for (let n = 0; n < MOST_SILENCES; n++) {
        const silence = { id: randomUUID(), tenantId: undefined, service: `s${n}`, until: new Date('2026-11-21'), personName: 'x' };
        await desk.deps.watches.silence(await here(), silence, 'somebody', desk.clock.now());
      }
      await adele.says('watches');
      await adele.clicks('watch.mute');

      shows(await adele.clicks('watch.silence', inputs), t('watches.remarks.silencesFull', { most: MOST_SILENCES }));
    });

    it('not about a customer that the person may not see', async () => {
      await adele.says('watches');
      await adele.clicks('watch.mute');
      desk.fakes.check = desk.access('denied');

      shows(
        await adele.clicks('watch.silence', { ...inputs, customer: CONTOSO.tenantId }),
        t('notices.access-denied.title', { customer: 'Contoso' }),
      );
    });
  });

  describe('of a channel', () => {
    const { conversationId } = CHANNEL;

    it('begin with none where the bot was only asked', async () => {
      shows(await desk.user(desk.people.adele, CHANNEL).says('watches'), t('watches.none'));
      assert.deepEqual(await watches(conversationId), []);
    });

    it('are changed by anybody with a role; the channel takes over that person’s view, and says whose it is', async () => {
      await desk.user(desk.people.adele, CHANNEL).says('watch all');
      const card = await desk.user(desk.people.camille, CHANNEL).says('watch contoso');

      shows(card, t('watches.view', { person: 'Camille Laurent' }));
      const place = await here(conversationId);
      assert.deepEqual([place.personId, place.watches.length, place.scope], [desk.people.camille.id, 2, 'team']);
    });

    it('keep the view while somebody only looks', async () => {
      await desk.user(desk.people.adele, CHANNEL).says('watch all');

      shows(await desk.user(desk.people.mei, CHANNEL).says('watches'), t('watches.view', { person: 'Adele Vance' }));
      assert.equal((await here(conversationId)).personId, desk.people.adele.id);
    });

    it('with outsiders are shown in the person’s own chat only', async () => {
      desk.fakes.audienceOf = desk.readBy('outsiders');
      const card = await desk.user(desk.people.adele, CHANNEL).says('watches');

      shows(card, t('notices.outsiders-here.title'));
      assert.equal(desk.ownChat.cards?.length, 1);
    });
  });

  describe('of everybody, for one customer', () => {
    beforeEach(async () => {
      const chats: readonly (readonly [string, 'personal' | 'team', string])[] = [
        ['a:mei', 'personal', 'Mei Tanaka'],
        ['a:omar', 'personal', 'Omar Haddad'],
        [CHANNEL.conversationId, 'team', 'Camille Laurent'],
      ];
      for (const [conversation, scope, personName] of chats) {
        const facts = { conversationId: conversation, scope, personId: randomUUID(), personName, locale: 'en', timeZone: 'UTC' } as const;
        const label = scope === 'team' ? 'Incidents' : undefined;
        await desk.deps.watches.ensure({ ...facts, label, access: { mayWatch: true, groupIds: [] } }, [DEFAULT_WATCH], desk.clock.now());
        await desk.knowsChat(conversation, scope);
      }
    });

    it('are told before anything happens: how many, who, and how (pitfall 27)', async () => {
      const omar = await here('a:omar');
      await desk.deps.watches.put(
        omar,
        { ...aWatch(), id: omar.watches[0]?.id ?? '', services: ['Exchange Online'] },
        'omar',
        desk.clock.now(),
      );
      const mei = await here('a:mei');
      await desk.deps.watches.set(mei, { ...mei, timeZone: 'UTC', quiet: { from: 480, to: 600 } }, 'mei', desk.clock.now());

      const card = await adele.says('watches contoso');

      shows(card, t('watches.who.title', { count: 2 }), t('watches.who.quiet', { count: 1 }), `Incidents: ${t('watches.outcomes.ring')}`);
      shows(card, 'Mei Tanaka: waits for the end', `Omar Haddad: ${t('watches.outcomes.ring')}, only for Exchange Online`);
    });

    it('name chats of colleagues only to those who may administer', async () => {
      const card = await desk.user(desk.people.mei).says('watches contoso');

      shows(card, t('watches.who.title', { count: 3 }), 'Incidents', t('watches.who.counted'));
      assert.doesNotMatch(textsOf(card), /Tanaka|Haddad/);
    });

    it('say that nobody would be told', async () => {
      for (const where of ['a:mei', 'a:omar', CHANNEL.conversationId]) {
        const place = await here(where);
        await desk.deps.watches.remove(
          place,
          place.watches.map(({ id }) => id),
          'somebody',
          desk.clock.now(),
        );
      }

      shows(await adele.says('watches contoso'), t('watches.who.nobody'), t('watches.who.nobodyText'));
    });

    it('are shown after a choice where the name is not clear, and to nobody who may not see the customer', async () => {
      await adele.says('watches fabrikam');
      shows(await adele.clicks('customer.choose', {}, { tenantId: FABRIKAM.tenantId }), t('watches.who.title', { count: 3 }));

      desk.fakes.check = desk.access('denied');
      shows(await adele.says('watches contoso'), t('notices.access-denied.title', { customer: 'Contoso' }));
    });
  });
});
