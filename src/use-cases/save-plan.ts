import { planProblems } from '../domain/escalation-plan-check.ts';
import type { EscalationPlan } from '../domain/escalation-plan.ts';
import type { PlanProblem } from '../domain/plan-problem.ts';
import type { EscalationChannels } from '../ports/escalation-channels.ts';
import type { PlanStore } from '../ports/plan-store.ts';

type SavedPlan =
  | { readonly outcome: 'saved'; readonly plan: EscalationPlan }
  /** In the order of the plan; nothing was stored. */
  | { readonly outcome: 'problems'; readonly problems: readonly PlanProblem[] }
  /** Somebody saved another version since `plan.version`. */
  | { readonly outcome: 'outdated' };

/** Checks a changed plan and stores it as the next version of the one it was made from (`plan.version`). */
export type SavePlan = (plan: EscalationPlan, actor: string, at: Date) => Promise<SavedPlan>;

export function savePlan(deps: { readonly plans: Pick<PlanStore, 'save'>; readonly channels: Pick<EscalationChannels, 'list'> }): SavePlan {
  return async (plan, actor, at) => {
    const channels = new Set((await deps.channels.list()).map(({ conversationId }) => conversationId));
    const problems = planProblems(plan, channels);
    if (problems.length > 0) return { outcome: 'problems', problems };
    const saved = await deps.plans.save(plan, actor, at);
    return saved === undefined ? { outcome: 'outdated' } : { outcome: 'saved', plan: saved };
  };
}
