import type { TurnContext } from 'botbuilder';
import { planIncidentsCard } from '../cards/plan-incidents.ts';
import type { FormProblem } from '../cards/plan-typed.ts';
import type { EscalationPlan, IncidentRule } from '../src/domain/escalation-plan.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { PlanInputs } from './plan-data.ts';
import { areProblems, savedPlan } from './plan-save.ts';
import { showPlan } from './plan-show.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'escalationChannels' | 'gate' | 'plans' | 'savePlan' | 'watchReach'>;

/** The form of whether an incident opens a case. */
export function showIncidentsForm(context: TurnContext, plan: EscalationPlan): Promise<void> {
  return showForm(context, plan, plan.incidents, []);
}

export async function saveIncidents(
  context: TurnContext,
  deps: Needs,
  plan: EscalationPlan,
  { openCase, severity }: PlanInputs<'plan.saveIncidents'>,
): Promise<void> {
  const incidents: IncidentRule = { openCase, severity };
  const saved = await savedPlan(context, deps, { ...plan, incidents });
  if (areProblems(saved)) return showForm(context, plan, incidents, saved);
  await showPlan(context, deps, saved === 'stale' ? { remark: 'stale' } : { plan: saved, remark: 'saved' });
}

async function showForm(context: TurnContext, plan: EscalationPlan, rule: IncidentRule, problems: readonly FormProblem[]): Promise<void> {
  await reply(context, planIncidentsCard(turnInput(context).locale, { plan, rule, problems }));
}
