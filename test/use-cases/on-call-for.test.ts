import assert from 'node:assert/strict';
import { BUILT_IN_PLAN } from '../../src/domain/built-in-plan.ts';
import type { CallTarget, EscalationPlan, SeverityPolicy } from '../../src/domain/escalation-plan.ts';
import { onCallFor } from '../../src/use-cases/on-call-for.ts';
import { whoIsOnCall } from '../../src/use-cases/who-is-on-call.ts';
import { ADELE, aRota, CAMILLE, MEI } from '../support/rotas.ts';
import { aCustomer } from '../support/use-case-fixtures.ts';

const { tenantId } = aCustomer();
const ABOUT = { product: 'azure', severity: 'moderate', tenantId, language: 'en' } as const;
const clock = { now: () => new Date('2026-11-04T12:00Z') };

describe('who is on call for a matter', () => {
  const levelled = (...calls: readonly (readonly CallTarget[])[]) => {
    const levels = calls.map((call, index) => ({ afterMinutes: 30 * index, repeat: undefined, call }));
    const [policy] = BUILT_IN_PLAN.policies;
    assert.ok(policy !== undefined);
    const each = (one: SeverityPolicy): SeverityPolicy => ({ ...one, levels });
    const { critical, moderate, minimal } = policy.severities;
    return { ...policy, severities: { critical: each(critical), moderate: each(moderate), minimal: each(minimal) } };
  };
  const [route] = BUILT_IN_PLAN.routes;
  assert.ok(route !== undefined);
  const ROTAS = [aRota({ members: [ADELE] }), aRota({ name: 'Mail', members: [CAMILLE] }), aRota({ name: 'Lead', members: [MEI] })];
  const asked = (plan: Partial<EscalationPlan>) => {
    const plans = { current: () => Promise.resolve({ ...BUILT_IN_PLAN, rotas: ROTAS, ...plan }) };
    const onCall = whoIsOnCall({ plans, shifts: { of: () => Promise.resolve([]) } });
    return onCallFor({ plans, tags: { of: () => Promise.resolve(['VIP']) }, onCall, clock });
  };

  it('is who has the duty of the rotas of its levels, the first level first, each once', async () => {
    const find = asked({ policies: [levelled([{ rota: 'Azure' }], [{ rota: 'Lead' }, { rota: 'azure' }, { person: CAMILLE }])] });

    assert.deepEqual(await find(ABOUT), [ADELE.id, MEI.id]);
  });

  it('goes by the route of the product, the customer and its tags, else by the last one', async () => {
    const mail = { ...levelled([{ rota: 'Mail' }]), name: 'mail' };
    const vip = { ...levelled([{ rota: 'Lead' }]), name: 'vip' };
    const routes = (tag: string) => [
      { ...route, products: ['microsoft365'] as const, policy: 'mail' },
      { ...route, tag, policy: 'vip' },
      { ...route, policy: 'default' },
    ];
    const policies = [levelled([{ rota: 'Azure' }]), mail, vip];

    assert.deepEqual(await asked({ policies, routes: routes('x') })({ ...ABOUT, product: 'microsoft365' }), [CAMILLE.id]);
    assert.deepEqual(await asked({ policies, routes: routes('vip') })(ABOUT), [MEI.id]);
    assert.deepEqual(await asked({ policies, routes: routes('x') })(ABOUT), [ADELE.id]);
  });

  it('is nobody as long as nothing was set up', async () => {
    assert.deepEqual(await asked({ rotas: [] })(ABOUT), []);
  });
});
