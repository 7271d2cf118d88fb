import type { TurnContext } from 'botbuilder';
import { readAction } from './card-data.ts';
import type { DialogDependencies } from './dependencies.ts';
import { PlanAction } from './plan-data.ts';
import { actOnPlanFile } from './plan-file.ts';
import { changePlan, showInstead } from './plan-press.ts';
import { actOnPlanPreview } from './plan-preview.ts';
import { showPart, showPlan, showPolicy } from './plan-show.ts';
import { notify, permitted } from './reply.ts';
import type { CardAction } from './turn-input.ts';

/** How this partner escalates; whoever may set it up changes it from here. */
export async function openPlan(context: TurnContext, deps: DialogDependencies): Promise<void> {
  if (await permitted(context, 'see-on-call')) await showPlan(context, deps);
}

/** Buttons `plan.…`. Everybody sees the plan as it is now; it is changed from a card of its newest version only. */
export async function actOnPlan(context: TurnContext, deps: DialogDependencies, pressed: CardAction): Promise<void> {
  if (pressed.verb.startsWith('plan.preview')) return actOnPlanPreview(context, deps, pressed);
  if (pressed.verb.startsWith('plan.file')) return actOnPlanFile(context, deps, pressed);
  const action = readAction(PlanAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (!(await permitted(context, 'see-on-call'))) return;
  const plan = await deps.plans.current();
  switch (action.verb) {
    case 'plan.show':
      return showPlan(context, deps, { plan });
    case 'plan.list':
      return showPart(context, deps, action.part, action.offset, { plan });
    case 'plan.policy':
      return showPolicy(context, deps, action.index, { plan });
  }
  if (!(await permitted(context, 'set-up-escalation'))) return;
  if (action.version === plan.version) await changePlan(context, deps, plan, action);
  else await showInstead(context, deps, plan, action);
}
