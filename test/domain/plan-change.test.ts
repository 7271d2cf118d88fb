import assert from 'node:assert/strict';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import type { EscalationPlan, EscalationRoute, Rota } from '../../src/domain/escalation-plan.ts';
import {
  isChannelUsed,
  peopleOf,
  withCalendar,
  withChannelFor,
  withLevel,
  withoutPart,
  withPolicy,
  withRota,
  withRoute,
  withRouteMoved,
  withSeverityPolicy,
} from '../../src/domain/plan-change.ts';
import { knownPerson, writtenPeople } from '../../src/domain/plan-people.ts';

const AZURE = '19:azure@thread.tacv2';
const ADELE = { id: 'a1', name: 'Adele Vance' };
const MEI = { id: 'a2', name: 'Mei Tanaka' };
const ROTA: Rota = {
  name: 'Nights',
  timeZone: 'UTC',
  from: '2026-11-02',
  handOverAt: 540,
  turn: { days: 7 },
  members: [ADELE],
  channelId: undefined,
};
const WEEK = Array.from({ length: 7 }, () => []);
const route = (some: Partial<EscalationRoute> = {}): EscalationRoute => ({
  products: [],
  severities: [],
  tenantIds: [],
  tag: undefined,
  hours: undefined,
  channelId: undefined,
  policy: 'default',
  ...some,
});
const RULES = BUILT_IN_PLAN.policies[0]?.severities.critical ?? assert.fail();
const products = ({ routes }: EscalationPlan) => routes.map((one) => one.products.join());

describe('a change of the plan', () => {
  it('adds a route for a product before the fallback, and turns it when it is there', () => {
    const first = withChannelFor(BUILT_IN_PLAN, 'azure', AZURE);
    const again = withChannelFor(first, 'azure', '19:other@thread.tacv2');

    assert.deepEqual(
      [products(first), products(again)],
      [
        ['azure', ''],
        ['azure', ''],
      ],
    );
    assert.deepEqual(
      again.routes.map(({ channelId }) => channelId),
      ['19:other@thread.tacv2', undefined],
    );
  });

  it('leaves a route alone that asks for more than the product', () => {
    const narrow = withRoute(BUILT_IN_PLAN, undefined, route({ products: ['azure'], severities: ['critical'] }));

    assert.deepEqual(products(withChannelFor(narrow, 'azure', AZURE)), ['azure', 'azure', '']);
  });

  it('moves routes, but nothing behind the fallback', () => {
    const plan = ['azure', 'ems'].reduce<EscalationPlan>((all, product) => withChannelFor(all, product as 'azure', AZURE), BUILT_IN_PLAN);

    assert.deepEqual(products(withRouteMoved(plan, 0, 1)), ['ems', 'azure', '']);
    for (const [index, by] of [
      [0, -1],
      [1, 1],
      [2, -1],
      [9, 1],
    ] as const)
      assert.equal(withRouteMoved(plan, index, by), plan);
  });

  it('takes away what is not the fallback', () => {
    const plan = withChannelFor(BUILT_IN_PLAN, 'azure', AZURE);

    assert.deepEqual(products(withoutPart(plan, 'routes', 0)), ['']);
    assert.equal(withoutPart(plan, 'routes', 1), plan);
    assert.deepEqual(withoutPart({ ...plan, rotas: [ROTA] }, 'rotas', 0).rotas, []);
  });

  it('lets levels call a rota under its new name, in whatever case they wrote it', () => {
    const calling = withSeverityPolicy({ ...BUILT_IN_PLAN, rotas: [ROTA] }, 0, 'critical', {
      ...RULES,
      levels: [{ afterMinutes: 5, repeat: undefined, call: [{ rota: 'NIGHTS' }, { person: MEI }, { channel: AZURE }] }],
    });

    const renamed = withRota(calling, 0, { ...ROTA, name: 'Azure nights' });

    assert.deepEqual(renamed.policies[0]?.severities.critical.levels[0]?.call, [
      { rota: 'Azure nights' },
      { person: MEI },
      { channel: AZURE },
    ]);
    assert.deepEqual(withRota(calling, undefined, { ...ROTA, name: 'Days' }).policies, calling.policies);
  });

  it('lets routes, severities and languages count by a calendar under its new name', () => {
    const calendar = { name: 'Office', timeZone: 'UTC', week: WEEK, holidays: [] };
    const base: EscalationPlan = {
      ...BUILT_IN_PLAN,
      calendars: [calendar],
      routes: [route({ hours: { calendar: 'office', when: 'inside' } }), route()],
    };
    const using = withPolicy(withSeverityPolicy(base, 0, 'minimal', { ...RULES, hours: 'Office' }), 0, {
      ...(base.policies[0] ?? assert.fail()),
      severities: withSeverityPolicy(base, 0, 'minimal', { ...RULES, hours: 'Office' }).policies[0]?.severities ?? assert.fail(),
      languageHours: { ru: 'Office' },
    });

    const { routes, policies } = withCalendar(using, 0, { ...calendar, name: 'Paris' });

    assert.deepEqual(
      [
        routes[0]?.hours?.calendar,
        policies[0]?.severities.minimal.hours,
        policies[0]?.severities.critical.hours,
        policies[0]?.languageHours,
      ],
      ['Paris', 'Paris', undefined, { ru: 'Paris' }],
    );
  });

  it('keeps levels in the order of their delays', () => {
    const level = (afterMinutes: number) => ({ afterMinutes, repeat: undefined, call: [] });
    const two = withLevel(withLevel({ ...RULES, levels: [] }, undefined, level(30)), undefined, level(10));

    assert.deepEqual(
      [two, withLevel(two, 0, level(60))].map(({ levels }) => levels.map(({ afterMinutes }) => afterMinutes)),
      [
        [10, 30],
        [30, 60],
      ],
    );
  });

  it('knows whether a channel is led to by a route, a rota or a level', () => {
    const level = { afterMinutes: 5, repeat: undefined, call: [{ channel: AZURE }] };

    assert.ok(!isChannelUsed(BUILT_IN_PLAN, AZURE));
    assert.ok(isChannelUsed(withChannelFor(BUILT_IN_PLAN, undefined, AZURE), AZURE));
    assert.ok(isChannelUsed({ ...BUILT_IN_PLAN, rotas: [{ ...ROTA, channelId: AZURE }] }, AZURE));
    assert.ok(isChannelUsed(withSeverityPolicy(BUILT_IN_PLAN, 0, 'minimal', { ...RULES, levels: [level] }), AZURE));
  });

  it('knows everybody in the plan, once', () => {
    const plan = withSeverityPolicy({ ...BUILT_IN_PLAN, rotas: [ROTA, { ...ROTA, members: [MEI, ADELE] }] }, 0, 'critical', {
      ...RULES,
      levels: [{ afterMinutes: 5, repeat: undefined, call: [{ person: MEI }] }],
    });

    assert.deepEqual(peopleOf(plan), [ADELE, MEI]);
  });
});

describe('people in a form', () => {
  it('are written by name, or by id where a name says too little', () => {
    const twin = { id: 'a3', name: 'adele vance ' };

    assert.equal(writtenPeople([MEI, ADELE], [ADELE, MEI]), 'Mei Tanaka\nAdele Vance');
    assert.equal(writtenPeople([ADELE, { id: 'a4', name: '' }], [ADELE, twin]), 'a1\na4');
  });

  it('are found by name or id, in whatever case', () => {
    assert.equal(knownPerson(' ADELE vance', [ADELE, MEI]), ADELE);
    assert.equal(knownPerson('A2', [ADELE, MEI]), MEI);
    assert.equal(knownPerson('Noah Weber', [ADELE, MEI]), undefined);
    assert.equal(knownPerson('Adele Vance', [ADELE, { ...ADELE, id: 'a3' }]), 'several');
  });
});
