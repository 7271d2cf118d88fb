import type { TurnContext } from 'botbuilder';
import { NONE } from '../cards/plan-choices.ts';
import { CUSTOMERS_SHOWN, planRouteCard, routeAsWritten, type WrittenRoute } from '../cards/plan-route.ts';
import type { FormProblem } from '../cards/plan-typed.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { EscalationPlan, EscalationRoute } from '../src/domain/escalation-plan.ts';
import { withRoute } from '../src/domain/plan-change.ts';
import { admitted } from './customer-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { PlanInputs } from './plan-data.ts';
import { areProblems, savedPlan } from './plan-save.ts';
import { showPart } from './plan-show.ts';
import { reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'escalationChannels' | 'gate' | 'plans' | 'savePlan' | 'watchReach'>;
type Inputs = PlanInputs<'plan.saveRoute'>;

/** The form of a route, or of a new one. */
export async function showRouteForm(context: TurnContext, deps: Needs, plan: EscalationPlan, index: number | undefined): Promise<void> {
  const route = index === undefined ? newRoute(plan) : plan.routes[index];
  if (route === undefined) return showPart(context, deps, 'routes', 0, { plan, remark: 'stale' });
  await showForm(context, deps, plan, index, routeAsWritten(plan, route), route.tenantIds, []);
}

export async function saveRoute(context: TurnContext, deps: Needs, plan: EscalationPlan, inputs: Inputs): Promise<void> {
  const { index } = inputs;
  const before = index === undefined ? newRoute(plan) : plan.routes[index];
  if (before === undefined) return showPart(context, deps, 'routes', 0, { plan, remark: 'stale' });
  const chosen = inputs.customer === '' ? undefined : await deps.customers.byTenantId(inputs.customer);
  if (chosen !== undefined && !(await admitted(context, deps, chosen, { relationshipNeeded: false }))) return;
  const isFallback = index === plan.routes.length - 1;
  const tenantIds = isFallback ? [] : await customersOf(context, deps, before, inputs.listed, chosen);
  const route: EscalationRoute = {
    products: isFallback ? [] : inputs.products,
    severities: isFallback ? [] : inputs.severities,
    tenantIds,
    tag: isFallback || inputs.tag === '' ? undefined : inputs.tag.replace(/^#/, ''),
    hours: isFallback ? undefined : hoursOf(plan, inputs),
    channelId: inputs.channel === NONE ? undefined : inputs.channel,
    policy: (inputs.policy === NONE ? undefined : plan.policies[inputs.policy]?.name) ?? before.policy,
  };
  const again = (problems: readonly FormProblem[]): Promise<void> =>
    showForm(context, deps, plan, index, routeAsWritten(plan, route), tenantIds, problems);
  if (inputs.customer !== '' && chosen === undefined) return again([{ name: 'no-customer', named: inputs.customer }]);
  const saved = await savedPlan(context, deps, withRoute(plan, index, route));
  if (areProblems(saved)) return again(saved);
  const offset = index ?? plan.routes.length - 1;
  await showPart(context, deps, 'routes', offset, saved === 'stale' ? { remark: 'stale' } : { plan: saved, remark: 'saved' });
}

function newRoute(plan: EscalationPlan): EscalationRoute {
  const fallback = plan.routes.at(-1);
  return {
    products: [],
    severities: [],
    tenantIds: [],
    tag: undefined,
    hours: undefined,
    channelId: fallback?.channelId,
    policy: fallback?.policy ?? '',
  };
}

function hoursOf(plan: EscalationPlan, { calendar, when }: Inputs): EscalationRoute['hours'] {
  const name = calendar === NONE ? undefined : plan.calendars[calendar]?.name;
  return name === undefined ? undefined : { calendar: name, when };
}

/** Those that are ticked, the one that is added, and those that the card had no place for or this person may not see, who stay as they are. */
async function customersOf(
  context: TurnContext,
  { gate, watchReach }: Needs,
  { tenantIds }: EscalationRoute,
  listed: readonly string[],
  added: Customer | undefined,
): Promise<readonly string[]> {
  const { person, now } = turnInput(context);
  const seen = (await watchReach.seen([...new Set([...tenantIds, ...listed])], gate.view(person, now))).map(({ tenantId }) => tenantId);
  const offered = new Set(seen.slice(0, CUSTOMERS_SHOWN));
  const kept = tenantIds.filter((tenantId) => !offered.has(tenantId));
  const ticked = seen.filter((tenantId) => offered.has(tenantId) && listed.includes(tenantId));
  return [...new Set([...kept, ...ticked, ...(added === undefined ? [] : [added.tenantId])])];
}

async function showForm(
  context: TurnContext,
  { escalationChannels, gate, watchReach }: Needs,
  plan: EscalationPlan,
  index: number | undefined,
  written: WrittenRoute,
  tenantIds: readonly string[],
  problems: readonly FormProblem[],
): Promise<void> {
  const { locale, person, now } = turnInput(context);
  const [channels, listed] = await Promise.all([escalationChannels.list(), watchReach.seen(tenantIds, gate.view(person, now))]);
  const hidden = tenantIds.length - listed.length;
  await reply(context, planRouteCard(locale, { plan, channels, index, written, listed, hidden, problems }));
}
