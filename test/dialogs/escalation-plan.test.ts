import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import { BackEndError } from '../../src/domain/errors.ts';
import type { EscalationPlan } from '../../src/domain/escalation-plan.ts';
import { words } from '../../src/locales/words.ts';
import { freshDatabase } from '../support/database.ts';
import { aPerson } from '../support/use-case-fixtures.ts';
import { buttonsOf, inputOf, shows, textsOf } from './card-reading.ts';
import { CONTOSO, FABRIKAM, openHelpdesk, type Helpdesk } from './helpdesk.ts';
import type { User } from './user.ts';

const t = words('en');
const AZURE = '19:azureEscalations@thread.tacv2';
const ALWAYS = { products: '', severities: '', tag: '', calendar: '*', when: 'inside', channel: AZURE, policy: '0' };
const ROTA = {
  name: 'Azure nights',
  people: '',
  turn: '7',
  days: '',
  from: '2026-11-23',
  handOver: '08:30',
  zone: 'Europe/Paris',
  channel: '*',
};
const WEEK = { day1: '09-12, 13:00-17:30', day2: '', day3: '', day4: '', day5: '', day6: '', day7: '' };

describe('Escalation plan', () => {
  let database: Database;
  let desk: Helpdesk;
  let camille: User;
  beforeEach(async () => {
    database = await freshDatabase();
    desk = await openHelpdesk({ database });
    camille = desk.user(desk.people.camille);
    await desk.deps.escalationChannels.setUp({
      conversationId: AZURE,
      teamId: undefined,
      teamName: 'CSP Operations',
      name: 'Azure escalations',
      kind: 'standard',
      locale: 'en',
      timeZone: 'Europe/Paris',
      outsidersAllowed: false,
      setUpBy: { id: 'x', name: 'Camille Laurent' },
      setUpAt: desk.clock.now(),
    });
  });
  afterEach(() => database.close());

  const plan = () => desk.deps.plans.current();
  const stored = async (change: (plan: EscalationPlan) => EscalationPlan): Promise<void> => {
    assert.ok(await desk.deps.plans.save(change(await plan()), 'somebody', desk.clock.now()));
  };
  const opens = async (part: string) => {
    await camille.says('escalation');
    return camille.clicks('plan.list', {}, { part });
  };
  const withCalendar = () =>
    stored((now) => ({
      ...now,
      calendars: [
        { name: 'Office hours', timeZone: 'Europe/Paris', week: Array.from({ length: 7 }, () => [{ from: 540, to: 1020 }]), holidays: [] },
      ],
    }));
  const withRota = (members = [{ id: desk.people.adele.id, name: 'Adele Vance' }]) =>
    stored((now) => ({
      ...now,
      rotas: [
        { name: 'Nights', timeZone: 'Europe/Paris', from: '2026-11-02', handOverAt: 540, turn: { days: 7 }, members, channelId: undefined },
      ],
    }));

  it('is shown to everybody with a role, and changed by those who may set it up', async () => {
    const adele = desk.user();
    const seen = await adele.says('escalation');
    const routes = await adele.clicks('plan.list', {}, { part: 'routes' });

    shows(seen, t('plan.builtIn'), t('plan.parts.routes'), t('plan.incidents.kinds.never'));
    assert.deepEqual([...new Set(buttonsOf(routes).map(({ verb }) => verb))], ['plan.show']);
    await camille.says('escalation');
    await camille.clicks('plan.list', {}, { part: 'routes' });
    shows(await adele.press(camille.button('plan.form')), t('notices.not-permitted.title'));
    shows(await desk.user(aPerson({ id: randomUUID(), roles: [] })).says('escalation'), t('notices.not-permitted.title'));
  });

  it('leads to the preview and to the file', async () => {
    const verbs = buttonsOf(await camille.says('escalation')).map(({ verb }) => verb);

    assert.ok(verbs.includes('plan.preview') && verbs.includes('plan.file'));
  });

  it('is not changed from a card of an older version: what is now is shown', async () => {
    await opens('routes');
    const old = camille.button('plan.form', { part: 'routes', index: 0 });
    await withCalendar();

    shows(await camille.press(old), t('plan.remarks.stale'));
    const save = { verb: 'plan.saveIncidents', data: { version: 0, openCase: 'unseen', severity: 'moderate' }, messageId: 'm' };
    shows(await camille.press(save), t('plan.remarks.stale'));
    assert.equal((await plan()).incidents.openCase, 'never');
  });

  it('takes no nonsense from a card', async () => {
    await camille.says('escalation');
    for (const [verb, data] of [
      ['plan.list', { part: 'everything' }],
      ['plan.form', { part: 'routes', version: 'x' }],
      ['plan.move', { version: 0, index: 0, by: 5 }],
      ['plan.saveRoute', { ...ALWAYS, version: 0, listed: "'; drop table escalation_plan" }],
      ['plan.saveLevel', { version: 0, index: 0, severity: 'worst' }],
      ['plan.other', {}],
    ] as const)
      shows(await camille.press({ verb, data, messageId: 'm' }), t('notices.old-card.title'));
    assert.deepEqual(await plan(), BUILT_IN_PLAN);
  });

  it('has no form of what is not there', async () => {
    await camille.says('escalation');
    const at = { version: 0, index: 7 };
    for (const part of ['routes', 'policies', 'rotas', 'calendars'])
      shows(await camille.press({ verb: 'plan.form', data: { ...at, part }, messageId: 'm' }), t('plan.remarks.stale'));
    for (const verb of ['plan.targets', 'plan.level', 'plan.removeLevel', 'plan.saveTargets', 'plan.saveLevel'])
      shows(await camille.press({ verb, data: { ...at, severity: 'critical', level: 3 }, messageId: 'm' }), t('plan.remarks.stale'));
    assert.deepEqual(await plan(), BUILT_IN_PLAN);
  });

  describe('routes', () => {
    it('are added before the fallback, with product, severity, customer, tag and hours', async () => {
      await withCalendar();
      await opens('routes');
      await camille.clicks('plan.form', {}, { part: 'routes', index: undefined });
      const card = await camille.clicks('plan.saveRoute', {
        ...ALWAYS,
        products: 'azure,ems',
        severities: 'critical',
        customer: CONTOSO.tenantId,
        tag: '#Gold',
        calendar: '0',
        when: 'outside',
      });

      shows(card, t('plan.remarks.saved'), 'Contoso', t('plan.route.tag', { tag: '\\#Gold' }));
      const { routes } = await plan();
      assert.deepEqual(routes[0], {
        products: ['azure', 'ems'],
        severities: ['critical'],
        tenantIds: [CONTOSO.tenantId],
        tag: 'Gold',
        hours: { calendar: 'Office hours', when: 'outside' },
        channelId: AZURE,
        policy: 'default',
      });
      assert.equal(routes.length, 2);
    });

    it('that would never be taken are refused, with the reason and what was written', async () => {
      await opens('routes');
      await camille.clicks('plan.form', {}, { part: 'routes', index: undefined });
      await camille.clicks('plan.saveRoute', { ...ALWAYS, products: 'azure' });
      await camille.clicks('plan.form', {}, { part: 'routes', index: undefined });

      const card = await camille.clicks('plan.saveRoute', { ...ALWAYS, products: 'azure', severities: 'critical' });

      shows(card, t('plan.notSaved'));
      assert.equal(inputOf(card, 'severities')?.['value'], 'critical');
      assert.equal((await plan()).routes.length, 2);
    });

    it('are moved and taken away, the fallback never', async () => {
      await opens('routes');
      for (const product of ['azure', 'ems']) {
        await camille.clicks('plan.form', {}, { part: 'routes', index: undefined });
        await camille.clicks('plan.saveRoute', { ...ALWAYS, products: product });
      }
      const products = async () => (await plan()).routes.map((route) => route.products.join());
      const added = await products();

      await camille.clicks('plan.move', {}, { index: 0, by: 1 });
      const moved = await products();
      await camille.clicks('plan.remove', {}, { index: 0 });

      assert.deepEqual(
        [added, moved, await products()],
        [
          ['azure', 'ems', ''],
          ['ems', 'azure', ''],
          ['azure', ''],
        ],
      );
      const { version } = await plan();
      await camille.press({ verb: 'plan.remove', data: { version, part: 'routes', index: 1 }, messageId: 'm' });
      await camille.press({ verb: 'plan.move', data: { version, index: 1, by: -1 }, messageId: 'm' });
      assert.equal((await plan()).version, version);
    });

    it('fall back to a channel that one chooses', async () => {
      await opens('routes');
      const form = await camille.clicks('plan.form', {}, { index: 0 });
      await camille.clicks('plan.saveRoute', { channel: AZURE, policy: '0' });

      assert.equal(inputOf(form, 'products'), undefined);
      assert.equal((await plan()).routes.at(-1)?.channelId, AZURE);
    });

    it('name only customers whom the reader may see, and keep the others', async () => {
      await stored((now) => ({ ...now, routes: [{ ...(now.routes[0] ?? assert.fail()), tenantIds: [CONTOSO.tenantId] }, ...now.routes] }));
      desk.fakes.view = desk.viewing('none');
      const card = await opens('routes');
      await camille.clicks('plan.form', {}, { index: 0 });
      await camille.clicks('plan.saveRoute', { ...ALWAYS, products: 'azure' });

      assert.doesNotMatch(textsOf(card), /Contoso/);
      shows(card, t('plan.route.hidden', { count: 1 }));
      assert.deepEqual((await plan()).routes[0]?.tenantIds, [CONTOSO.tenantId]);
    });

    it('are for customers of one’s own access only', async () => {
      await opens('routes');
      await camille.clicks('plan.form', {}, { part: 'routes', index: undefined });
      desk.fakes.check = desk.access('denied');

      shows(
        await camille.clicks('plan.saveRoute', { ...ALWAYS, customer: FABRIKAM.tenantId }),
        t('notices.access-denied.title', { customer: 'Fabrikam Residences' }),
      );
      assert.deepEqual(await plan(), BUILT_IN_PLAN);
    });

    it('say that a customer cannot be found', async () => {
      await opens('routes');
      await camille.clicks('plan.form', {}, { part: 'routes', index: undefined });

      shows(await camille.clicks('plan.saveRoute', { ...ALWAYS, customer: 'Nobody Ltd.' }), t('plan.typed.no-customer'));
    });

    it('let customers go that are no longer ticked', async () => {
      const ids = [CONTOSO.tenantId, FABRIKAM.tenantId];
      await stored((now) => ({ ...now, routes: [{ ...(now.routes[0] ?? assert.fail()), tenantIds: ids }, ...now.routes] }));
      await opens('routes');
      await camille.clicks('plan.form', {}, { index: 0 });
      await camille.clicks('plan.saveRoute', { ...ALWAYS, listed: FABRIKAM.tenantId });

      assert.deepEqual((await plan()).routes[0]?.tenantIds, [FABRIKAM.tenantId]);
    });
  });

  describe('policies', () => {
    const policy = async (index = 0) => (await plan()).policies[index] ?? assert.fail('no such policy');
    const opensLevels = async () => {
      await opens('policies');
      await camille.clicks('plan.policy');
      return camille.clicks('plan.levels', {}, { severity: 'critical' });
    };

    it('promise what is typed, in any language’s units, by the hours of a calendar', async () => {
      await withCalendar();
      await opens('policies');
      await camille.clicks('plan.policy');
      const form = await camille.clicks('plan.targets', {}, { severity: 'critical' });
      const card = await camille.clicks('plan.saveTargets', {
        acknowledge: '10 min',
        firstResponse: '1 ч 30 мин',
        resolution: '2 j',
        warn: '20 %',
        calendar: '0',
      });

      assert.equal(inputOf(form, 'acknowledge')?.['value'], '15min');
      shows(card, t('plan.remarks.saved'), t('plan.targets.by', { calendar: 'Office hours' }));
      const { acknowledgeMinutes, firstResponseMinutes, resolutionMinutes, warnAtPercentLeft, hours } = (await policy()).severities
        .critical;
      assert.deepEqual(
        [acknowledgeMinutes, firstResponseMinutes, resolutionMinutes, warnAtPercentLeft, hours],
        [10, 90, 2880, 20, 'Office hours'],
      );
    });

    it('say what cannot be read, or makes no sense, and keep what was typed', async () => {
      await opens('policies');
      await camille.clicks('plan.policy');
      await camille.clicks('plan.targets', {}, { severity: 'critical' });
      const unread = await camille.clicks('plan.saveTargets', { acknowledge: 'soon', firstResponse: '', resolution: '', warn: '150' });
      const crossed = await camille.clicks('plan.saveTargets', { acknowledge: '2h', firstResponse: '1h', resolution: '', warn: '' });

      shows(unread, t('plan.typed.bad-span', { named: 'soon' }), t('plan.typed.bad-number', { named: '150' }));
      assert.equal(inputOf(unread, 'acknowledge')?.['value'], 'soon');
      shows(crossed, t('plan.problems.targets-crossed'));
      assert.deepEqual(await plan(), BUILT_IN_PLAN);
    });

    it('get levels, each with whom it calls, in the order of their delays', async () => {
      await withRota();
      await opensLevels();
      await camille.clicks('plan.level', {}, { level: undefined });
      await camille.clicks('plan.saveLevel', { after: '30', every: '', times: '', rotas: '', channels: AZURE, people: 'adele vance' });
      await camille.clicks('plan.level', {}, { level: undefined });
      const card = await camille.clicks('plan.saveLevel', { after: '10min', every: '5', times: '3', rotas: '0', channels: '', people: '' });

      shows(card, t('plan.remarks.saved'), t('plan.levels.rota', { rota: 'Nights' }), 'CSP Operations / Azure escalations');
      assert.deepEqual((await policy()).severities.critical.levels, [
        { afterMinutes: 10, repeat: { everyMinutes: 5, times: 3 }, call: [{ rota: 'Nights' }] },
        {
          afterMinutes: 30,
          call: [{ person: { id: desk.people.adele.id, name: 'Adele Vance' } }, { channel: AZURE }],
        },
      ]);
    });

    it('refuse a level that calls nobody, and one that repeats into the next (pitfall 24)', async () => {
      await withRota();
      await opensLevels();
      await camille.clicks('plan.level', {}, { level: undefined });
      const nobody = await camille.clicks('plan.saveLevel', { after: '10', people: '' });
      await camille.clicks('plan.saveLevel', { after: '10', rotas: '0', people: '' });
      await camille.clicks('plan.level', {}, { level: undefined });
      const again = await camille.clicks('plan.saveLevel', { after: '5', every: '4', times: '3', rotas: '0', people: '' });

      shows(nobody, t('plan.problems.calls-nobody'));
      shows(again, t('plan.problems.repeat-into-next'));
      assert.equal((await policy()).severities.critical.levels.length, 1);
    });

    it('lose a level', async () => {
      await withRota();
      await opensLevels();
      await camille.clicks('plan.level', {}, { level: undefined });
      await camille.clicks('plan.saveLevel', { after: '10', rotas: '0', people: '' });

      shows(await camille.clicks('plan.removeLevel', {}, { level: 0 }), t('plan.levels.none'));
      assert.deepEqual((await policy()).severities.critical.levels, []);
    });

    it('begin as a copy of the first; routes follow a new name', async () => {
      await opens('policies');
      await camille.clicks('plan.form', {}, { part: 'policies', index: undefined });
      shows(await camille.clicks('plan.savePolicy', { name: '' }), t('plan.typed.no-name'));
      await camille.clicks('plan.savePolicy', { name: 'VIP' });
      await opens('policies');
      await camille.clicks('plan.form', {}, { part: 'policies', index: 0 });
      await camille.clicks('plan.savePolicy', { name: 'Standard' });

      const { policies, routes } = await plan();
      assert.deepEqual(
        policies.map(({ name }) => name),
        ['Standard', 'VIP'],
      );
      assert.deepEqual(policies[0]?.severities, policies[1]?.severities);
      assert.deepEqual(
        routes.map((route) => route.policy),
        ['Standard'],
      );
    });

    it('have hours for cases in one language (B59)', async () => {
      await withCalendar();
      await opens('policies');
      await camille.clicks('plan.form', {}, { part: 'policies', index: 0 });
      await camille.clicks('plan.savePolicy', { name: 'default', 'hours-fr': '0' });

      assert.deepEqual((await policy()).languageHours, { fr: 'Office hours' });
    });

    it('that routes lead to are not taken away', async () => {
      await opens('policies');

      shows(await camille.clicks('plan.remove', {}, { part: 'policies' }), t('plan.problems.unknown-policy', { named: 'default' }));
      assert.deepEqual(await plan(), BUILT_IN_PLAN);
    });
  });

  describe('rotas', () => {
    const rotas = async () => (await plan()).rotas;

    it('are made of colleagues by address, in their order', async () => {
      const dmitri = { ...desk.people.dmitri };
      desk.fakes.recognise = desk.knowing({ 'dmitri@northwindcloud.example': dmitri, 'adele@northwindcloud.example': desk.people.adele });
      await opens('rotas');
      await camille.clicks('plan.form', {}, { part: 'rotas', index: undefined });
      const card = await camille.clicks('plan.saveRota', {
        ...ROTA,
        people: 'Dmitri@northwindcloud.example\n\n adele@northwindcloud.example ',
        channel: AZURE,
      });

      shows(card, t('plan.remarks.saved'), 'Azure nights', 'Dmitri Sokolov, Adele Vance');
      assert.deepEqual(await rotas(), [
        {
          name: 'Azure nights',
          timeZone: 'Europe/Paris',
          from: '2026-11-23',
          handOverAt: 510,
          turn: { days: 7 },
          members: [
            { id: dmitri.id, name: 'Dmitri Sokolov' },
            { id: desk.people.adele.id, name: 'Adele Vance' },
          ],
          channelId: AZURE,
        },
      ]);
    });

    it('take only colleagues who may take cases', async () => {
      desk.fakes.recognise = desk.knowing({
        'rita@tailspin.example': aPerson({ displayName: 'Rita Costa', guest: true }),
        'mei@northwindcloud.example': desk.people.mei,
      });
      await opens('rotas');
      await camille.clicks('plan.form', {}, { part: 'rotas', index: undefined });

      const people = 'rita@tailspin.example\nmei@northwindcloud.example\nnobody@northwindcloud.example\nNoah Weber';
      const card = await camille.clicks('plan.saveRota', { ...ROTA, people });

      shows(
        card,
        t('plan.typed.not-staff', { named: 'rita@tailspin.example' }),
        t('plan.typed.not-staff', { named: 'mei@northwindcloud.example' }),
      );
      shows(
        card,
        t('plan.typed.unknown-person', { named: 'nobody@northwindcloud.example' }),
        t('plan.typed.unknown-person', { named: 'Noah Weber' }),
      );
      assert.equal(inputOf(card, 'people')?.['value'], people);
      assert.deepEqual(await rotas(), []);
    });

    it('say when the directory does not answer', async () => {
      const failure = new BackEndError({ backEnd: 'graph', code: 'UNAVAILABLE', message: 'GET answered 503', effect: 'none' });
      desk.fakes.recognise = desk.unrecognising(failure);
      await opens('rotas');
      await camille.clicks('plan.form', {}, { part: 'rotas', index: undefined });

      const card = await camille.clicks('plan.saveRota', { ...ROTA, people: 'adele@northwindcloud.example' });

      shows(card, t('plan.typed.people-untold', { named: 'adele@northwindcloud.example' }));
    });

    it('name everything that is wrong at once', async () => {
      await opens('rotas');
      await camille.clicks('plan.form', {}, { part: 'rotas', index: undefined });
      const card = await camille.clicks('plan.saveRota', {
        ...ROTA,
        name: '',
        turn: 'other',
        days: '0',
        handOver: 'noon',
        zone: 'Atlantis/Capital',
      });

      shows(card, t('plan.typed.no-name'), t('plan.typed.bad-number', { named: '0' }), t('plan.typed.bad-time', { named: 'noon' }));
      shows(card, t('plan.typed.bad-zone', { named: 'Atlantis/Capital' }));
      shows(await camille.clicks('plan.saveRota', { ...ROTA, from: 'Monday' }), t('plan.problems.no-members'));
    });

    it('keep their members by name when something else is changed', async () => {
      await withRota();
      await opens('rotas');
      const form = await camille.clicks('plan.form', {}, { part: 'rotas', index: 0 });
      await camille.clicks('plan.saveRota', {
        ...ROTA,
        name: 'Azure nights',
        people: inputOf(form, 'people')?.['value'],
        turn: 'other',
        days: '3',
      });

      const [rota] = await rotas();
      assert.deepEqual(
        [rota?.name, rota?.members, rota?.turn],
        ['Azure nights', [{ id: desk.people.adele.id, name: 'Adele Vance' }], { days: 3 }],
      );
    });

    it('tell people of the same name apart by their ids', async () => {
      const twins = [
        { id: 'a0a0a0a0-0000-4000-8000-000000000011', name: 'Adele Vance' },
        { id: 'a0a0a0a0-0000-4000-8000-000000000012', name: 'Adele Vance' },
      ];
      await withRota(twins);
      await opens('rotas');
      const form = await camille.clicks('plan.form', {}, { part: 'rotas', index: 0 });
      const people = inputOf(form, 'people')?.['value'];
      const named = await camille.clicks('plan.saveRota', { ...ROTA, people: 'Adele Vance' });
      await camille.clicks('plan.saveRota', { ...ROTA, people });

      shows(named, t('plan.typed.several-people', { named: 'Adele Vance' }));
      assert.deepEqual((await rotas())[0]?.members, twins);
    });

    it('are taken away unless a level calls them', async () => {
      await withRota();
      await opens('rotas');

      shows(await camille.clicks('plan.remove', {}, { part: 'rotas' }), t('plan.remarks.removed'), t('plan.none'));
      assert.deepEqual(await rotas(), []);
    });
  });

  describe('calendars', () => {
    it('have hours for each weekday, and holidays', async () => {
      await opens('calendars');
      await camille.clicks('plan.form', {}, { part: 'calendars', index: undefined });
      await camille.clicks('plan.saveCalendar', {
        name: 'Office',
        zone: 'Europe/Paris',
        ...WEEK,
        holidays: '2027-01-01\n2026-12-25, 2026-12-25',
      });

      assert.deepEqual((await plan()).calendars, [
        {
          name: 'Office',
          timeZone: 'Europe/Paris',
          week: [
            [
              { from: 540, to: 720 },
              { from: 780, to: 1050 },
            ],
            [],
            [],
            [],
            [],
            [],
            [],
          ],
          holidays: ['2026-12-25', '2027-01-01'],
        },
      ]);
    });

    it('say what is wrong, and keep what was written', async () => {
      await opens('calendars');
      await camille.clicks('plan.form', {}, { part: 'calendars', index: undefined });
      const card = await camille.clicks('plan.saveCalendar', { name: '', zone: 'Nowhere', ...WEEK, day2: 'morning', holidays: '' });
      const none = await camille.clicks('plan.saveCalendar', { name: 'Office', zone: 'UTC', ...WEEK, day1: '', holidays: 'Christmas' });

      shows(card, t('plan.typed.bad-hours', { named: 'morning' }), t('plan.typed.no-name'), t('plan.typed.bad-zone', { named: 'Nowhere' }));
      assert.equal(inputOf(card, 'day2')?.['value'], 'morning');
      shows(none, t('plan.problems.no-working-time'), t('plan.problems.bad-holiday', { named: 'Christmas' }));
      assert.deepEqual(await plan(), BUILT_IN_PLAN);
    });

    it('are followed under a new name by what counts by them', async () => {
      await withCalendar();
      await stored((now) => ({ ...now, policies: now.policies.map((one) => ({ ...one, languageHours: { ru: 'office hours' } })) }));
      await opens('calendars');
      await camille.clicks('plan.form', {}, { part: 'calendars', index: 0 });
      await camille.clicks('plan.saveCalendar', { name: 'Paris', zone: 'Europe/Paris', ...WEEK, holidays: '' });

      assert.deepEqual((await plan()).policies[0]?.languageHours, { ru: 'Paris' });
    });
  });

  it('says whether incidents open cases', async () => {
    await camille.says('escalation');
    await camille.clicks('plan.incidents');
    const card = await camille.clicks('plan.saveIncidents', { openCase: 'high-impact', severity: 'moderate' });

    shows(card, t('plan.incidents.kinds.high-impact'), t('plan.title', { version: 1 }));
    assert.deepEqual((await plan()).incidents, { openCase: 'high-impact', severity: 'moderate' });
  });

  it('is saved once when two people save at the same moment', async () => {
    const mei = desk.user(aPerson({ id: randomUUID(), roles: ['admin-agent'] }));
    for (const user of [camille, mei]) {
      await user.says('escalation');
      await user.clicks('plan.incidents');
    }
    const save = (user: User, openCase: string) => user.clicks('plan.saveIncidents', { openCase, severity: 'moderate' });

    const cards = await Promise.all([save(camille, 'unseen'), save(mei, 'high-impact')]);

    const outcomes = cards.map((card) => (textsOf(card).includes(t('plan.remarks.saved')) ? 'saved' : 'stale')).toSorted();
    assert.deepEqual([outcomes, (await plan()).version], [['saved', 'stale'], 1]);
  });

  for (const locale of ['fr', 'ru'] as const)
    it(`speaks ${locale}`, async () => {
      const s = words(locale);
      const user = desk.user(desk.people.camille, { locale });
      shows(await user.says('escalation'), s('plan.builtIn'));
      await user.clicks('plan.list', {}, { part: 'calendars' });
      await user.clicks('plan.form');
      shows(await user.clicks('plan.saveCalendar', { name: '', zone: 'UTC', ...WEEK }), s('plan.typed.no-name'));
    });
});
