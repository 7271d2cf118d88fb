import type { TurnContext } from 'botbuilder';
import type { PlanRemarkShown } from '../cards/plan-list.ts';
import { planLevelsCard, planPolicyCard } from '../cards/plan-levels.ts';
import { PAGE_ROWS, planPartCard } from '../cards/plan-part.ts';
import type { FormProblem } from '../cards/plan-typed.ts';
import type { RouteCustomers } from '../cards/plan-words.ts';
import { planCard } from '../cards/plan.ts';
import type { EscalationPlan } from '../src/domain/escalation-plan.ts';
import { may } from '../src/domain/permissions.ts';
import type { PlanPart } from '../src/domain/plan-change.ts';
import type { Severity } from '../src/domain/severity.ts';
import type { DialogDependencies } from './dependencies.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'escalationChannels' | 'gate' | 'plans' | 'watchReach'>;

/** What a card of the plan is shown with. */
export interface Shown {
  /** Undefined: the newest. */
  readonly plan?: EscalationPlan;
  readonly remark?: PlanRemarkShown;
  readonly problems?: readonly FormProblem[];
}

/** The plan at a glance. */
export async function showPlan(context: TurnContext, deps: Needs, { plan, remark }: Shown = {}): Promise<void> {
  await reply(context, planCard(turnInput(context).locale, { ...(await facts(context, deps, plan)), remark }));
}

/** The page of one of its parts that has a certain one on it. */
export async function showPart(context: TurnContext, deps: Needs, part: PlanPart, index: number, shown: Shown = {}): Promise<void> {
  const { remark, problems = [] } = shown;
  const known = await facts(context, deps, shown.plan);
  // The last one of a page may just have been taken away.
  const at = Math.min(index, Math.max(0, known.plan[part].length - 1));
  const from = at - (at % PAGE_ROWS);
  const customers = part === 'routes' ? await customersOf(context, deps, known.plan, from) : new Map<number, RouteCustomers>();
  await reply(context, planPartCard(turnInput(context).locale, { ...known, part, offset: from, customers, remark, problems }));
}

/** One policy; the list of them when it is gone. */
export async function showPolicy(context: TurnContext, deps: Needs, index: number, shown: Shown = {}): Promise<void> {
  const { remark, problems = [] } = shown;
  const known = await facts(context, deps, shown.plan);
  if (known.plan.policies[index] === undefined) return showPart(context, deps, 'policies', 0, shown);
  await reply(context, planPolicyCard(turnInput(context).locale, { ...known, index, remark, problems }));
}

/** The levels of a severity. */
export async function showLevels(
  context: TurnContext,
  deps: Needs,
  at: { readonly index: number; readonly severity: Severity; readonly offset: number },
  shown: Shown = {},
): Promise<void> {
  const { remark, problems = [] } = shown;
  const known = await facts(context, deps, shown.plan);
  const policy = known.plan.policies[at.index];
  if (policy === undefined) return showPart(context, deps, 'policies', 0, shown);
  const offset = at.offset < policy.severities[at.severity].levels.length ? at.offset : 0;
  await reply(context, planLevelsCard(turnInput(context).locale, { ...known, ...at, offset, remark, problems }));
}

async function facts(context: TurnContext, { plans, escalationChannels }: Needs, plan: EscalationPlan | undefined) {
  const [newest, channels] = await Promise.all([plan ?? plans.current(), escalationChannels.list()]);
  return { plan: newest, channels, mayChange: may(turnInput(context).person, 'set-up-escalation') };
}

/** Customers of the routes of a page, as this person may see them. */
async function customersOf(
  context: TurnContext,
  { gate, watchReach }: Needs,
  { routes }: EscalationPlan,
  offset: number,
): Promise<ReadonlyMap<number, RouteCustomers>> {
  const { person, now } = turnInput(context);
  const page = [...routes.entries()].slice(offset, offset + PAGE_ROWS);
  const ids = [...new Set(page.flatMap(([, { tenantIds }]) => tenantIds))];
  const seen = ids.length === 0 ? [] : await watchReach.seen(ids, gate.view(person, now));
  return new Map(
    page.map(([index, { tenantIds }]) => {
      const names = seen.filter(({ tenantId }) => tenantIds.includes(tenantId)).map(({ name }) => name);
      return [index, { names, hidden: tenantIds.length - names.length }] as const;
    }),
  );
}
