import { firstClocks, rulesFor } from '../domain/clock-rules.ts';
import { routeFor } from '../domain/escalation-routing.ts';
import type { CaseActor, SupportCase } from '../domain/support-case.ts';
import type { CaseStore, NewCase } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlanStore } from '../ports/plan-store.ts';

/** What is escalated, before the plan says where and how. */
type Escalated = Omit<NewCase, 'planVersion' | 'policy' | 'channelId' | 'clocks'> & {
  /** Of the customer, as people typed them: routes may ask for one. */
  readonly tags: readonly string[];
};

/** Opens a case by the plan as it is now: its channel, its policy, its clocks. At most once for its id. */
export type OpenCase = (fresh: Escalated, actor: CaseActor) => Promise<SupportCase>;

export function openCase({
  cases,
  plans,
  clock,
}: {
  readonly cases: Pick<CaseStore, 'open'>;
  readonly plans: Pick<PlanStore, 'current'>;
  readonly clock: Clock;
}): OpenCase {
  return async ({ tags, ...fresh }, actor) => {
    const plan = await plans.current();
    const at = clock.now();
    const { product, severity, tenantId, language } = fresh;
    const { channelId, policy } = routeFor(plan, { product, severity, tenantId, tags }, at);
    const clocks = firstClocks(rulesFor(plan, policy, severity, language), at);
    return cases.open({ ...fresh, planVersion: plan.version, policy, channelId, clocks }, actor, at);
  };
}
