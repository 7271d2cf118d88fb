import assert from 'node:assert/strict';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import type { EscalationPlan, EscalationRoute } from '../../src/domain/escalation-plan.ts';
import { calendarNamed, policyNamed, rotaNamed, routeFor, type RoutedAbout } from '../../src/domain/escalation-routing.ts';

const OFFICE = [{ from: 540, to: 1080 }];
const TENANT = '11111111-1111-4111-8111-111111111111';

const route = (channelId: string, conditions: Partial<EscalationRoute> = {}): EscalationRoute => ({
  products: [],
  severities: [],
  tenantIds: [],
  tag: undefined,
  hours: undefined,
  channelId,
  policy: 'default',
  ...conditions,
});
const planOf = (...routes: readonly EscalationRoute[]): EscalationPlan => ({
  ...BUILT_IN_PLAN,
  calendars: [{ name: 'Office', timeZone: 'Europe/Paris', week: [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []], holidays: [] }],
  routes,
});
const AZURE: RoutedAbout = { product: 'azure', severity: 'critical', tenantId: TENANT, tags: ['Or'] };
const FRIDAY_NOON = new Date('2026-11-20T11:00:00Z');
const SUNDAY = new Date('2026-11-22T01:30:00Z');
const channelOf = (plan: EscalationPlan, about: Partial<RoutedAbout>, at = FRIDAY_NOON): string | undefined =>
  routeFor(plan, { ...AZURE, ...about }, at).channelId;

describe('the route of a case', () => {
  it('is the first that fits', () => {
    const plan = planOf(route('one', { products: ['azure'] }), route('two', { products: ['azure'] }), route('rest'));

    assert.equal(channelOf(plan, {}), 'one');
  });

  it('asks for the product and the severity', () => {
    const plan = planOf(route('grave', { products: ['azure', 'ems'], severities: ['critical'] }), route('rest'));

    assert.equal(channelOf(plan, { product: 'ems' }), 'grave');
    assert.equal(channelOf(plan, { product: 'commercial' }), 'rest');
    assert.equal(channelOf(plan, { severity: 'minimal' }), 'rest');
  });

  it('asks for the customer, and fits no case of several customers then', () => {
    const plan = planOf(route('vip', { tenantIds: [TENANT.toUpperCase()] }), route('rest'));

    assert.equal(channelOf(plan, {}), 'vip');
    assert.equal(channelOf(plan, { tenantId: undefined }), 'rest');
    assert.equal(channelOf(plan, { tenantId: '22222222-2222-4222-8222-222222222222' }), 'rest');
  });

  it('asks for a tag however it is written', () => {
    const plan = planOf(route('gold', { tag: '#OR' }), route('rest'));

    assert.equal(channelOf(plan, {}), 'gold');
    assert.equal(channelOf(plan, { tags: ['argent'] }), 'rest');
  });

  it('asks for the hour, inside or outside a calendar', () => {
    const inside = planOf(route('day', { hours: { calendar: 'office', when: 'inside' } }), route('rest'));
    const outside = planOf(route('night', { hours: { calendar: 'OFFICE', when: 'outside' } }), route('rest'));

    assert.deepEqual([channelOf(inside, {}), channelOf(inside, {}, SUNDAY)], ['day', 'rest']);
    assert.deepEqual([channelOf(outside, {}), channelOf(outside, {}, SUNDAY)], ['rest', 'night']);
  });

  it('does not fit by the hours of a calendar that is not there', () => {
    const plan = planOf(route('lost', { hours: { calendar: 'gone', when: 'outside' } }), route('rest'));

    assert.equal(channelOf(plan, {}), 'rest');
  });

  it('is the last one where none fits, and the built-in one of a plan without any', () => {
    assert.equal(channelOf(planOf(route('one', { products: ['ems'] }), route('last', { products: ['ems'] })), {}), 'last');
    assert.equal(routeFor(planOf(), AZURE, SUNDAY), BUILT_IN_PLAN.routes[0]);
  });

  it('leads to no channel and to a policy that is there, before anything was set up', () => {
    const { channelId, policy } = routeFor(BUILT_IN_PLAN, AZURE, SUNDAY);

    assert.equal(channelId, undefined);
    assert.notEqual(policyNamed(BUILT_IN_PLAN, policy), undefined);
  });
});

describe('names of a plan', () => {
  it('are found in any case of letters', () => {
    const plan = planOf();

    assert.equal(calendarNamed(plan, ' oFFice ')?.name, 'Office');
    assert.equal(policyNamed(plan, 'DEFAULT')?.name, 'default');
    assert.equal(rotaNamed(plan, 'azure'), undefined);
  });
});
