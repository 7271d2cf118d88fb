import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planProblems } from '../../src/domain/escalation-plan-check.ts';
import { readPlan, type PlanContent } from '../../src/domain/escalation-plan-schema.ts';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import { MOST_MOMENTS, previewCalls } from '../../src/domain/escalation-preview.ts';
import type { EscalationPlan, EscalationRoute, SeverityPolicy } from '../../src/domain/escalation-plan.ts';
import { planRemarks } from '../../src/domain/plan-remarks.ts';
import { aLevel, aPlan, aRoute, CHANNELS, EXPERTS, MEI, LEADS, someRules } from './plans.ts';

const found = (plan: PlanContent) => planProblems(plan, CHANNELS).map(({ code, at, named }) => [code, at.join('.'), named]);
const codes = (plan: PlanContent) => planProblems(plan, CHANNELS).map(({ code }) => code);

const calendar = (changed: Partial<PlanContent['calendars'][number]>): PlanContent =>
  aPlan({ calendars: aPlan().calendars.map((one) => ({ ...one, ...changed })) });
const rota = (changed: Partial<PlanContent['rotas'][number]>): PlanContent =>
  aPlan({ rotas: aPlan().rotas.map((one) => ({ ...one, ...changed })) });
const critical = (changed: Partial<SeverityPolicy>, languageHours = {}): PlanContent =>
  aPlan({
    policies: [
      {
        name: 'usual',
        severities: { critical: someRules(changed), moderate: someRules(), minimal: someRules({ hours: 'office' }) },
        languageHours,
      },
    ],
  });
const routes = (...some: readonly Partial<EscalationRoute>[]): PlanContent => aPlan({ routes: some.map(aRoute) });

describe('the check of a plan', () => {
  it('finds nothing in a good plan, nor in the built-in one', () => {
    assert.deepEqual(found(aPlan()), []);
    assert.deepEqual(found(BUILT_IN_PLAN), []);
  });

  it('names the place of what is out of bounds, and looks no further', () => {
    assert.deepEqual(found(rota({ name: ' ', timeZone: 'Nowhere' })), [['out-of-bounds', 'rotas.0.name', '']]);
    assert.deepEqual(codes(critical({ levels: [aLevel(1.5)] })), ['out-of-bounds']);
  });

  it('wants names once, in any case of letters', () => {
    const plan = aPlan();

    assert.deepEqual(found({ ...plan, rotas: [...plan.rotas, ...plan.rotas.map((one) => ({ ...one, name: 'AZURE' }))] }), [
      ['duplicate-name', 'rotas.1.name', 'AZURE'],
    ]);
  });

  it('wants hours and holidays that there are', () => {
    const day = [{ from: 540, to: 720 }];
    const touching = [
      { from: 540, to: 720 },
      { from: 720, to: 800 },
    ];
    const backwards = [{ from: 720, to: 540 }];

    assert.deepEqual(found(calendar({ timeZone: 'Paris' })), [['unknown-zone', 'calendars.0.timeZone', 'Paris']]);
    assert.deepEqual(found(calendar({ week: [day, touching, [], [], backwards, [], []] })), [
      ['bad-spans', 'calendars.0.week.1', ''],
      ['bad-spans', 'calendars.0.week.4', ''],
    ]);
    assert.deepEqual(found(calendar({ holidays: ['2026-02-28', '2026-02-30', '1.5.2026'] })), [
      ['bad-holiday', 'calendars.0.holidays.1', '2026-02-30'],
      ['bad-holiday', 'calendars.0.holidays.2', '1.5.2026'],
    ]);
    assert.ok(codes(calendar({ week: [[], [], [], [], [], [], []] })).includes('no-working-time'));
  });

  it('wants a rota that can begin, hand over, and has members unless it is a calendar’s', () => {
    assert.deepEqual(codes(rota({ from: '2026-13-01', handOverAt: 1440, members: [] })), ['bad-start', 'bad-hand-over', 'no-members']);
    assert.deepEqual(codes(rota({ members: [], turn: 'calendar' })), []);
  });

  it('wants names that lead somewhere', () => {
    assert.deepEqual(found(rota({ channelId: 'gone' })), [['unknown-channel', 'rotas.0.channelId', 'gone']]);
    assert.deepEqual(
      found(critical({ hours: 'nights', levels: [aLevel(5, { call: [{ rota: 'ops' }, { channel: 'gone' }] })] }, { ru: 'x' })),
      [
        ['unknown-calendar', 'policies.0.severities.critical.hours', 'nights'],
        ['unknown-rota', 'policies.0.severities.critical.levels.0.call.0', 'ops'],
        ['unknown-channel', 'policies.0.severities.critical.levels.0.call.1', 'gone'],
        ['unknown-calendar', 'policies.0.languageHours.ru', 'x'],
      ],
    );
    assert.deepEqual(found(routes({ policy: 'vip', channelId: 'gone', hours: { calendar: 'x', when: 'inside' } }, {})), [
      ['unknown-policy', 'routes.0.policy', 'vip'],
      ['unknown-channel', 'routes.0.channelId', 'gone'],
      ['unknown-calendar', 'routes.0.hours', 'x'],
    ]);
  });

  it('wants levels that come one after the other and call somebody (pitfall 24)', () => {
    assert.deepEqual(found(critical({ levels: [aLevel(10), aLevel(10), aLevel(12, { call: [] })] })), [
      ['level-not-later', 'policies.0.severities.critical.levels.1.afterMinutes', ''],
      ['calls-nobody', 'policies.0.severities.critical.levels.2.call', ''],
    ]);
  });

  it('wants repeats that all ring before the next level (pitfall 24)', () => {
    const repeat = (everyMinutes: number, times: number) =>
      critical({ levels: [aLevel(0, { repeat: { everyMinutes, times } }), aLevel(10)] });

    assert.deepEqual(found(repeat(5, 2)), [['repeat-into-next', 'policies.0.severities.critical.levels.0.repeat', '']]);
    assert.deepEqual(codes(repeat(0, 1)), ['no-time']);
    assert.deepEqual(codes(repeat(3, 3)), []);
  });

  it('wants targets in their order, with some time', () => {
    assert.deepEqual(found(critical({ acknowledgeMinutes: 60, firstResponseMinutes: 30, resolutionMinutes: 0 })), [
      ['targets-crossed', 'policies.0.severities.critical.firstResponseMinutes', ''],
      ['no-time', 'policies.0.severities.critical.resolutionMinutes', ''],
    ]);
    assert.deepEqual(codes(critical({ acknowledgeMinutes: undefined, firstResponseMinutes: undefined })), []);
  });

  it('wants what is promised to come within a year of the calendar', () => {
    const plan = critical({ levels: [aLevel(60)], acknowledgeMinutes: 54, firstResponseMinutes: undefined, hours: 'office' });
    const rare = plan.calendars.map((one) => ({ ...one, week: [[{ from: 0, to: 1 }], [], [], [], [], [], []] }));
    const problems = planProblems({ ...plan, calendars: rare }, CHANNELS).filter(({ at }) => at.includes('critical'));

    assert.deepEqual(
      problems.map(({ code, at }) => [code, at.at(-1)]),
      [
        ['never-reached', 'acknowledgeMinutes'],
        ['never-reached', 'afterMinutes'],
      ],
    );
  });

  it('wants routes that something reaches, and one for the rest', () => {
    assert.deepEqual(
      found(routes({ products: ['azure', 'ems'] }, { products: ['ems'], severities: ['critical'] }, { tag: 'Or' }, { tag: '#OR' }, {})),
      [
        ['unreachable-route', 'routes.1', '1'],
        ['unreachable-route', 'routes.3', '3'],
      ],
    );
    assert.deepEqual(found(routes({}, { products: ['ems'] })), [
      ['unreachable-route', 'routes.1', '1'],
      ['no-fallback', 'routes.1', ''],
    ]);
    assert.deepEqual(codes(routes()), ['no-fallback']);
    const hours = (when: 'inside' | 'outside') => ({ hours: { calendar: 'office', when } });
    assert.deepEqual(codes(routes(hours('inside'), hours('outside'), { tenantIds: ['a'] }, {})), []);
  });

  it('says no more of a hopeless plan than a person reads', () => {
    const plan = routes(...Array.from({ length: 200 }, () => ({ policy: 'gone' })));

    assert.equal(found(plan).length, 100);
  });
});

describe('remarks on a plan', () => {
  it('tell what nothing uses, who calls nobody, and what leads to no channel (pitfall 27)', () => {
    const plan = {
      ...aPlan(),
      policies: [
        {
          name: 'lone',
          severities: { critical: someRules(), moderate: someRules({ levels: [] }), minimal: someRules() },
          languageHours: {},
        },
        ...aPlan().policies,
      ],
    };

    assert.deepEqual(planRemarks(aPlan()), []);
    assert.deepEqual(
      planRemarks({ ...plan, routes: [aRoute({ channelId: undefined, policy: 'USUAL' })] }).map(({ code, at }) => [code, at.join('.')]),
      [
        ['unused-policy', 'policies.0'],
        ['nobody-called', 'policies.0.severities.moderate'],
        ['no-channel', 'routes.0'],
      ],
    );
    const idle = aPlan({
      policies: [
        {
          name: 'usual',
          severities: {
            critical: someRules({ levels: [aLevel(1, { call: [{ person: MEI }] })] }),
            moderate: someRules({ levels: [aLevel(1, { call: [{ channel: LEADS }] })] }),
            minimal: someRules({ levels: [aLevel(1, { call: [{ channel: EXPERTS }] })] }),
          },
          languageHours: {},
        },
      ],
      routes: [aRoute()],
    });
    assert.deepEqual(
      planRemarks(idle).map(({ code }) => code),
      ['unused-calendar', 'unused-rota'],
    );
  });
});

describe('a stored plan', () => {
  it('is read as it was written', () => {
    const stored = JSON.stringify(aPlan());

    const { version, ...content } = readPlan(3, JSON.parse(stored));

    assert.equal(version, 3);
    assert.deepEqual(JSON.parse(JSON.stringify(content)), JSON.parse(stored));
  });

  it('of an older release gets what it did not have, of a newer one loses what is not known', () => {
    const { routes: old } = aPlan();
    const { version, calendars, rotas, incidents } = readPlan(1, { policies: [], routes: old, somethingNew: true });

    assert.deepEqual(
      { version, calendars, rotas, incidents },
      { version: 1, calendars: [], rotas: [], incidents: BUILT_IN_PLAN.incidents },
    );
    assert.equal('somethingNew' in readPlan(1, { somethingNew: true }), false);
  });
});

describe('a plan without problems', () => {
  const minutes = fc.integer({ min: 0, max: 600 });
  const level = fc.record({
    afterMinutes: minutes,
    repeat: fc.option(fc.record({ everyMinutes: fc.integer({ min: 0, max: 200 }), times: fc.integer({ min: 1, max: 4 }) }), {
      nil: undefined,
    }),
    call: fc.array(fc.constantFrom({ rota: 'azure' }, { channel: LEADS }, { person: MEI }, { rota: 'gone' }), { maxLength: 3 }),
  });
  const sorted = fc.array(level, { maxLength: 4 }).map((levels) => levels.toSorted((one, other) => one.afterMinutes - other.afterMinutes));

  it('reaches every level and every repeat of it (pitfall 24)', () => {
    let good = 0;
    fc.assert(
      fc.property(sorted, fc.constantFrom(undefined, 'office'), fc.integer({ min: 0, max: 20_000 }), (levels, hours, opened) => {
        const plan: EscalationPlan = { version: 1, ...critical({ levels, hours }) };
        if (planProblems(plan, CHANNELS).length > 0) return;
        good += 1;
        const about = { product: 'azure', severity: 'critical', tenantId: undefined, tags: [], language: 'en' } as const;

        const { moments, more } = previewCalls(plan, about, new Date(Date.UTC(2026, 10, 20) + opened * 60_000), () => MEI);

        const calls = moments.filter(({ kind }) => kind === 'call');
        assert.equal(more, 0);
        assert.deepEqual(
          calls.map((call) => [call.level, call.round]),
          levels.flatMap(({ repeat }, index) => Array.from({ length: 1 + (repeat?.times ?? 0) }, (_, round) => [index + 1, round + 1])),
        );
        assert.ok(calls.every(({ called }) => called.length > 0));
      }),
      { numRuns: 500 },
    );
    assert.ok(good > 50 && MOST_MOMENTS >= 30, `${good} good plans`);
  });
});
