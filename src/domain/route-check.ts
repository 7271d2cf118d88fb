import { tagKey } from './customer-tag.ts';
import type { EscalationRoute } from './escalation-plan.ts';
import { nameKey, sameName } from './escalation-routing.ts';
import type { NoteProblem, PlanNames } from './plan-problem.ts';

/** Notes what is wrong with the routes: names that lead nowhere, routes behind one that takes all of theirs, nothing for the rest. */
export function routeProblems(routes: readonly EscalationRoute[], names: PlanNames, note: NoteProblem): void {
  for (const [index, route] of routes.entries()) {
    const at = ['routes', index];
    if (!names.policies.has(nameKey(route.policy))) note('unknown-policy', [...at, 'policy'], route.policy);
    if (route.channelId !== undefined && !names.channels.has(route.channelId))
      note('unknown-channel', [...at, 'channelId'], route.channelId);
    if (route.hours !== undefined && !names.calendars.has(nameKey(route.hours.calendar))) {
      note('unknown-calendar', [...at, 'hours'], route.hours.calendar);
    }
    const first = routes.slice(0, index).findIndex((earlier) => takesAllOf(earlier, route));
    if (first !== -1) note('unreachable-route', at, String(first + 1));
  }
  const last = routes.at(-1);
  if (last === undefined || !takesAllOf(last, ANYTHING))
    note('no-fallback', last === undefined ? ['routes'] : ['routes', routes.length - 1]);
}

const ANYTHING: Omit<EscalationRoute, 'channelId' | 'policy'> = {
  products: [],
  severities: [],
  tenantIds: [],
  tag: undefined,
  hours: undefined,
};

/** Whether one route fits wherever another one does. */
function takesAllOf(one: typeof ANYTHING, other: typeof ANYTHING): boolean {
  return (
    takesAllIn(one.products, other.products) &&
    takesAllIn(one.severities, other.severities) &&
    takesAllIn(one.tenantIds.map(nameKey), other.tenantIds.map(nameKey)) &&
    (one.tag === undefined || (other.tag !== undefined && tagKey(one.tag) === tagKey(other.tag))) &&
    (one.hours === undefined ||
      (other.hours !== undefined && one.hours.when === other.hours.when && sameName(one.hours.calendar, other.hours.calendar)))
  );
}

/** An empty list asks for nothing. */
function takesAllIn(some: readonly string[], others: readonly string[]): boolean {
  const taken = new Set(some);
  return taken.size === 0 || (others.length > 0 && others.every((one) => taken.has(one)));
}
