import type { CaseClock, CaseClockKey } from './case-clock.ts';
import { firstClocks, rulesFor } from './clock-rules.ts';
import type { CallTarget, EscalationPlan, EscalationRoute, PlanPerson } from './escalation-plan.ts';
import { routeFor, type RoutedAbout } from './escalation-routing.ts';
import type { Locale } from './locale.ts';

/** What would happen to a case that nobody takes. */
export interface EscalationPreview {
  readonly route: EscalationRoute;
  /** Name of the calendar that everything counts by; undefined: around the clock. */
  readonly hours: string | undefined;
  /** In order of time; at most `MOST_MOMENTS`. */
  readonly moments: readonly PreviewedMoment[];
  /** Moments that come after these. */
  readonly more: number;
}

/** A call, a warning, a missed target, or that nobody is left to call. */
export interface PreviewedMoment extends Pick<CaseClockKey, 'kind' | 'target' | 'level' | 'round'> {
  readonly at: Date;
  /** Of a call. */
  readonly called: readonly PreviewedCall[];
}

export interface PreviewedCall {
  readonly target: CallTarget;
  /** Who has the rota's duty then, or is called by name; undefined: nobody has it, or a channel gets a post. */
  readonly person: PlanPerson | undefined;
}

/** Moments of one preview. */
export const MOST_MOMENTS = 60;

/**
 * What would be called, and when, if a case were opened at a moment and nobody took it: the very clocks that the case would get. `dutyOf`: who has a rota's
 * duty at a moment.
 */
export function previewCalls(
  plan: EscalationPlan,
  about: RoutedAbout & { readonly language: Locale },
  openedAt: Date,
  dutyOf: (rota: string, at: Date) => PlanPerson | undefined,
): EscalationPreview {
  const route = routeFor(plan, about, openedAt);
  const rules = rulesFor(plan, route.policy, about.severity, about.language);
  const clocks = firstClocks(rules, openedAt)
    .flatMap((clock) => (clock.dueAt === undefined ? [] : [{ clock, at: clock.dueAt }]))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const moments = clocks.slice(0, MOST_MOMENTS).map(({ clock, at }): PreviewedMoment => {
    const { kind, target, level, round } = clock;
    const called = targetsOf(clock, rules.policy.levels).map((one) => ({ target: one, person: personOf(one, at, dutyOf) }));
    return { kind, target, level, round, at, called };
  });
  return { route, hours: rules.hours, moments, more: clocks.length - moments.length };
}

const targetsOf = ({ kind, level }: CaseClock, levels: readonly { readonly call: readonly CallTarget[] }[]): readonly CallTarget[] =>
  kind === 'call' ? (levels[level - 1]?.call ?? []) : [];

function personOf(target: CallTarget, at: Date, dutyOf: (rota: string, at: Date) => PlanPerson | undefined): PlanPerson | undefined {
  if ('rota' in target) return dutyOf(target.rota, at);
  return 'person' in target ? target.person : undefined;
}
