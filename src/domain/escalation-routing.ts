import { isWorkingTime } from './business-hours.ts';
import type { BusinessCalendar } from './business-calendar.ts';
import { BUILT_IN_PLAN } from './built-in-plan.ts';
import { tagKey } from './customer-tag.ts';
import type { EscalationPlan, EscalationPolicy, EscalationRoute, Rota } from './escalation-plan.ts';
import type { Product } from './product.ts';
import type { Severity } from './severity.ts';

/** What a route is chosen by. */
export interface RoutedAbout {
  readonly product: Product;
  readonly severity: Severity;
  /** Undefined: of no single customer; no route that asks for one fits. */
  readonly tenantId: string | undefined;
  /** Of the customer. */
  readonly tags: readonly string[];
}

/** The first route that fits; the last one where none does. */
export function routeFor(plan: EscalationPlan, about: RoutedAbout, at: Date): EscalationRoute {
  const [builtIn] = BUILT_IN_PLAN.routes;
  const found = plan.routes.find((route) => fits(plan, route, about, at)) ?? plan.routes.at(-1) ?? builtIn;
  if (found === undefined) throw new Error('The built-in plan has no route');
  return found;
}

function fits(plan: EscalationPlan, route: EscalationRoute, about: RoutedAbout, at: Date): boolean {
  const { products, severities, tenantIds, tag, hours } = route;
  return (
    (products.length === 0 || products.includes(about.product)) &&
    (severities.length === 0 || severities.includes(about.severity)) &&
    (tenantIds.length === 0 || (about.tenantId !== undefined && tenantIds.some((id) => sameName(id, about.tenantId ?? '')))) &&
    (tag === undefined || about.tags.some((one) => tagKey(one) === tagKey(tag))) &&
    (hours === undefined || fitsHours(calendarNamed(plan, hours.calendar), hours.when, at))
  );
}

/** A calendar that is not there has neither an inside nor an outside. */
const fitsHours = (calendar: BusinessCalendar | undefined, when: 'inside' | 'outside', at: Date): boolean =>
  calendar !== undefined && isWorkingTime(calendar, at) === (when === 'inside');

/** Names are compared without case; undefined when there is none of this name. */
export const calendarNamed = (plan: EscalationPlan, name: string): BusinessCalendar | undefined => named(plan.calendars, name);
export const policyNamed = (plan: EscalationPlan, name: string): EscalationPolicy | undefined => named(plan.policies, name);
export const rotaNamed = (plan: EscalationPlan, name: string): Rota | undefined => named(plan.rotas, name);

function named<Kind extends { readonly name: string }>(all: readonly Kind[], name: string): Kind | undefined {
  return all.find((one) => sameName(one.name, name));
}

/** Whether two names of a plan are one. */
export const sameName = (one: string, other: string): boolean => nameKey(one) === nameKey(other);

/** What names of a plan are compared by. */
export const nameKey = (name: string): string => name.trim().normalize('NFC').toLowerCase();
