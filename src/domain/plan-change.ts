import type { BusinessCalendar } from './business-calendar.ts';
import type {
  EscalationLevel,
  EscalationPlan,
  EscalationPolicy,
  EscalationRoute,
  PlanPerson,
  Rota,
  SeverityPolicy,
} from './escalation-plan.ts';
import { sameName } from './escalation-routing.ts';
import type { Product } from './product.ts';
import { SEVERITIES, type Severity } from './severity.ts';

/** The parts of a plan that are lists. */
export const PLAN_PARTS = ['routes', 'policies', 'rotas', 'calendars'] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

/**
 * The plan with a channel for a product, or for everything (undefined): then the fallback leads there. A route that already asks for just this product is
 * turned; a new one comes before the fallback, under the fallback's policy.
 */
export function withChannelFor(plan: EscalationPlan, product: Product | undefined, channelId: string): EscalationPlan {
  const { routes } = plan;
  const turned = (index: number): EscalationPlan => ({ ...plan, routes: routes.with(index, { ...routeAt(routes, index), channelId }) });
  const fallback = routes.length - 1;
  if (product === undefined) return turned(fallback);
  const present = routes.findIndex((route) => isFor(route, product));
  if (present >= 0) return turned(present);
  const { policy } = routeAt(routes, fallback);
  const added: EscalationRoute = {
    products: [product],
    severities: [],
    tenantIds: [],
    tag: undefined,
    hours: undefined,
    channelId,
    policy,
  };
  return { ...plan, routes: routes.toSpliced(fallback, 0, added) };
}

/** Whether the plan leads to a channel anywhere: by a route, a call, or the post of a change of shift. */
export function isChannelUsed({ routes, policies, rotas }: EscalationPlan, channelId: string): boolean {
  return (
    routes.some((route) => route.channelId === channelId) ||
    rotas.some((rota) => rota.channelId === channelId) ||
    policies.some(({ severities }) =>
      Object.values(severities).some(({ levels }) =>
        levels.some(({ call }) => call.some((target) => 'channel' in target && target.channel === channelId)),
      ),
    )
  );
}

/** Moves a route one place up or down. The fallback stays last. */
export function withRouteMoved(plan: EscalationPlan, index: number, by: -1 | 1): EscalationPlan {
  const to = index + by;
  const movable = plan.routes.length - 1;
  if (index < 0 || index >= movable || to < 0 || to >= movable) return plan;
  return { ...plan, routes: plan.routes.toSpliced(index, 1).toSpliced(to, 0, routeAt(plan.routes, index)) };
}

/** The plan with a route in place of one, or (undefined) before the fallback. */
export function withRoute(plan: EscalationPlan, index: number | undefined, route: EscalationRoute): EscalationPlan {
  return {
    ...plan,
    routes: index === undefined ? plan.routes.toSpliced(plan.routes.length - 1, 0, route) : plan.routes.with(index, route),
  };
}

/** The plan with a policy in place of one, or one more; routes follow it under a new name. */
export function withPolicy(plan: EscalationPlan, index: number | undefined, policy: EscalationPolicy): EscalationPlan {
  const before = index === undefined ? undefined : plan.policies[index]?.name;
  const routes = plan.routes.map((route) => ({ ...route, policy: renamed(route.policy, before, policy.name) }));
  return { ...plan, routes, policies: placed(plan.policies, index, policy) };
}

/** The plan with other rules for a severity of a policy. */
export function withSeverityPolicy(plan: EscalationPlan, index: number, severity: Severity, rules: SeverityPolicy): EscalationPlan {
  return {
    ...plan,
    policies: plan.policies.map((one, at) => (at === index ? { ...one, severities: { ...one.severities, [severity]: rules } } : one)),
  };
}

/** Rules with a level in place of one, or one more. Levels stand in the order of their delays. */
export function withLevel(rules: SeverityPolicy, index: number | undefined, level: EscalationLevel): SeverityPolicy {
  return { ...rules, levels: placed(rules.levels, index, level).toSorted((one, other) => one.afterMinutes - other.afterMinutes) };
}

/** The plan with a rota in place of one, or one more; levels call it under a new name. */
export function withRota(plan: EscalationPlan, index: number | undefined, rota: Rota): EscalationPlan {
  const before = index === undefined ? undefined : plan.rotas[index]?.name;
  const follow = (level: EscalationLevel): EscalationLevel => ({
    ...level,
    call: level.call.map((target) => ('rota' in target ? { rota: renamed(target.rota, before, rota.name) } : target)),
  });
  return {
    ...plan,
    rotas: placed(plan.rotas, index, rota),
    policies: plan.policies.map((policy) => withRules(policy, (rules) => ({ ...rules, levels: rules.levels.map(follow) }))),
  };
}

/** The plan with a calendar in place of one, or one more; what counts by it follows it under a new name. */
export function withCalendar(plan: EscalationPlan, index: number | undefined, calendar: BusinessCalendar): EscalationPlan {
  const before = index === undefined ? undefined : plan.calendars[index]?.name;
  const follow = (name: string): string => renamed(name, before, calendar.name);
  return {
    ...plan,
    calendars: placed(plan.calendars, index, calendar),
    routes: plan.routes.map((route) => ({ ...route, hours: route.hours && { ...route.hours, calendar: follow(route.hours.calendar) } })),
    policies: plan.policies.map((policy) => ({
      ...withRules(policy, (rules) => ({ ...rules, hours: rules.hours === undefined ? undefined : follow(rules.hours) })),
      languageHours: Object.fromEntries(Object.entries(policy.languageHours).map(([language, name]) => [language, follow(name)])),
    })),
  };
}

/** The plan without one of a part. The fallback stays. */
export function withoutPart(plan: EscalationPlan, part: PlanPart, index: number): EscalationPlan {
  if (part === 'routes' && index >= plan.routes.length - 1) return plan;
  return { ...plan, [part]: plan[part].toSpliced(index, 1) };
}

/** Everybody whom the plan names, once. */
export function peopleOf({ rotas, policies }: EscalationPlan): readonly PlanPerson[] {
  const called = policies.flatMap(({ severities }) =>
    SEVERITIES.flatMap((severity) =>
      severities[severity].levels.flatMap(({ call }) => call.flatMap((target) => ('person' in target ? [target.person] : []))),
    ),
  );
  const all = [...rotas.flatMap(({ members }) => members), ...called];
  return [...new Map(all.map((person) => [person.id, person])).values()];
}

function withRules(policy: EscalationPolicy, change: (rules: SeverityPolicy) => SeverityPolicy): EscalationPolicy {
  const { critical, moderate, minimal } = policy.severities;
  return { ...policy, severities: { critical: change(critical), moderate: change(moderate), minimal: change(minimal) } };
}

const placed = <T>(all: readonly T[], index: number | undefined, one: T): readonly T[] =>
  index === undefined ? [...all, one] : all.with(index, one);

const renamed = (name: string, before: string | undefined, after: string): string =>
  before !== undefined && sameName(name, before) ? after : name;

function isFor({ products, severities, tenantIds, tag, hours }: EscalationRoute, product: Product): boolean {
  const isAlone = severities.length === 0 && tenantIds.length === 0 && tag === undefined && hours === undefined;
  return isAlone && products.length === 1 && products[0] === product;
}

function routeAt(routes: readonly EscalationRoute[], index: number): EscalationRoute {
  const route = routes[index];
  if (route === undefined) throw new Error('A plan always has a fallback');
  return route;
}
