import type { TurnContext } from 'botbuilder';
import type { FormProblem } from '../cards/plan-typed.ts';
import type { EscalationPlan } from '../src/domain/escalation-plan.ts';
import type { DialogDependencies } from './dependencies.ts';
import { turnInput } from './turn-input.ts';

/** The plan as it is now, why it is not what was wanted, or that somebody was faster. */
export type Saved = EscalationPlan | readonly FormProblem[] | 'stale';

export async function savedPlan(
  context: TurnContext,
  { savePlan }: Pick<DialogDependencies, 'savePlan'>,
  plan: EscalationPlan,
): Promise<Saved> {
  const { person, now } = turnInput(context);
  const saved = await savePlan(plan, person.id, now);
  switch (saved.outcome) {
    case 'saved':
      return saved.plan;
    case 'problems':
      return saved.problems.map((problem) => ({ ...problem, content: plan }));
    case 'outdated':
      return 'stale';
  }
}

export const areProblems = (saved: Saved): saved is readonly FormProblem[] => Array.isArray(saved);
