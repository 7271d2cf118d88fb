import type { TurnContext } from 'botbuilder';
import type { EscalationPlan } from '../src/domain/escalation-plan.ts';
import { withoutPart, withRouteMoved, type PlanPart } from '../src/domain/plan-change.ts';
import type { DialogDependencies } from './dependencies.ts';
import { saveCalendar, showCalendarForm } from './plan-calendar.ts';
import type { PlanAction } from './plan-data.ts';
import { saveIncidents, showIncidentsForm } from './plan-incidents.ts';
import { removeLevel, saveLevel, showLevelForm } from './plan-level.ts';
import { savePolicy, saveTargets, showPolicyForm, showTargetsForm } from './plan-policy.ts';
import { saveRota, showRotaForm } from './plan-rota.ts';
import { saveRoute, showRouteForm } from './plan-route.ts';
import { areProblems, savedPlan } from './plan-save.ts';
import { showLevels, showPart, showPlan, showPolicy } from './plan-show.ts';

/** What may change the plan: it is of a version. */
export type PlanChange = Extract<PlanAction, { readonly version: number; readonly verb: Exclude<PlanAction['verb'], 'plan.policy'> }>;

/** Opens a form, or does what was pressed in it. The plan is of the version that the card is of; the person may change it. */
export async function changePlan(context: TurnContext, deps: DialogDependencies, plan: EscalationPlan, action: PlanChange): Promise<void> {
  switch (action.verb) {
    case 'plan.form':
      return showFormOf(context, deps, plan, action.part, action.index);
    case 'plan.remove':
      return change(context, deps, plan, withoutPart(plan, action.part, action.index), action.part, action.index, 'removed');
    case 'plan.move':
      return change(context, deps, plan, withRouteMoved(plan, action.index, action.by), 'routes', action.index, 'saved');
    case 'plan.targets':
      return showTargetsForm(context, deps, plan, action);
    case 'plan.levels':
      return showLevels(context, deps, action, { plan });
    case 'plan.level':
      return showLevelForm(context, deps, plan, action);
    case 'plan.removeLevel':
      return removeLevel(context, deps, plan, action);
    case 'plan.incidents':
      return showIncidentsForm(context, plan);
    case 'plan.saveRoute':
      return saveRoute(context, deps, plan, action);
    case 'plan.savePolicy':
      return savePolicy(context, deps, plan, action);
    case 'plan.saveTargets':
      return saveTargets(context, deps, plan, action);
    case 'plan.saveLevel':
      return saveLevel(context, deps, plan, action);
    case 'plan.saveRota':
      return saveRota(context, deps, plan, action);
    case 'plan.saveCalendar':
      return saveCalendar(context, deps, plan, action);
    case 'plan.saveIncidents':
      return saveIncidents(context, deps, plan, action);
  }
}

/** Shows the plan as it is now where an older card was pressed; nothing of it was done. */
export function showInstead(context: TurnContext, deps: DialogDependencies, plan: EscalationPlan, action: PlanChange): Promise<void> {
  const shown = { plan, remark: 'stale' } as const;
  switch (action.verb) {
    case 'plan.form':
    case 'plan.remove':
      return showPart(context, deps, action.part, 0, shown);
    case 'plan.move':
    case 'plan.saveRoute':
      return showPart(context, deps, 'routes', 0, shown);
    case 'plan.savePolicy':
      return showPart(context, deps, 'policies', 0, shown);
    case 'plan.saveRota':
      return showPart(context, deps, 'rotas', 0, shown);
    case 'plan.saveCalendar':
      return showPart(context, deps, 'calendars', 0, shown);
    case 'plan.targets':
    case 'plan.levels':
    case 'plan.level':
    case 'plan.removeLevel':
    case 'plan.saveTargets':
    case 'plan.saveLevel':
      return showPolicy(context, deps, action.index, shown);
    case 'plan.incidents':
    case 'plan.saveIncidents':
      return showPlan(context, deps, shown);
  }
}

function showFormOf(
  context: TurnContext,
  deps: DialogDependencies,
  plan: EscalationPlan,
  part: PlanPart,
  index: number | undefined,
): Promise<void> {
  switch (part) {
    case 'routes':
      return showRouteForm(context, deps, plan, index);
    case 'policies':
      return showPolicyForm(context, deps, plan, index);
    case 'rotas':
      return showRotaForm(context, deps, plan, index);
    case 'calendars':
      return showCalendarForm(context, deps, plan, index);
  }
}

async function change(
  context: TurnContext,
  deps: DialogDependencies,
  plan: EscalationPlan,
  changed: EscalationPlan,
  part: PlanPart,
  index: number,
  remark: 'removed' | 'saved',
): Promise<void> {
  // Nothing to be changed: no version of its own.
  if (changed === plan) return showPart(context, deps, part, index, { plan });
  const saved = await savedPlan(context, deps, changed);
  if (areProblems(saved)) return showPart(context, deps, part, index, { plan, problems: saved });
  await showPart(context, deps, part, index, saved === 'stale' ? { remark: 'stale' } : { plan: saved, remark });
}
