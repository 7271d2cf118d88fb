import { BUILT_IN_PLAN } from './built-in-plan.ts';
import { addWorkingTime } from './business-hours.ts';
import type { BusinessCalendar } from './business-calendar.ts';
import { lastWaitMinutes, plannedCalls, type PlannedCall } from './call-plan.ts';
import type { CaseClock, CaseClockKey } from './case-clock.ts';
import type { EscalationPlan, SeverityPolicy } from './escalation-plan.ts';
import { calendarNamed, policyNamed } from './escalation-routing.ts';
import type { Locale } from './locale.ts';
import type { Severity } from './severity.ts';
import { CASE_TARGETS, type CaseTarget, type SupportCase } from './support-case.ts';

/** What the clocks of a case go by. */
export interface ClockRules {
  readonly policy: SeverityPolicy;
  /** Name and calendar of the hours in which levels and targets count; undefined: around the clock. */
  readonly hours: string | undefined;
  readonly calendar: BusinessCalendar | undefined;
}

/** The hours of the language stand before those of the severity (B59). A policy that the plan does not know is its first one. */
export function rulesFor(plan: EscalationPlan, policy: string, severity: Severity, language: Locale): ClockRules {
  const found = policyNamed(plan, policy) ?? plan.policies[0] ?? BUILT_IN_PLAN.policies[0];
  if (found === undefined) throw new Error('The built-in plan has no policy');
  const hours = found.languageHours[language] ?? found.severities[severity].hours;
  return { policy: found.severities[severity], hours, calendar: hours === undefined ? undefined : calendarNamed(plan, hours) };
}

/** The clocks of a new case. */
export function firstClocks(rules: ClockRules, openedAt: Date): readonly CaseClock[] {
  return [...callClocks(rules, openedAt, 1), ...CASE_TARGETS.flatMap((target) => targetClocks(rules, target, openedAt, 1))];
}

/** Only waiting for the customer stops clocks: those of the answer and of the solution. */
export const isStopped = ({ state, waitingFor }: Pick<SupportCase, 'state' | 'waitingFor'>): boolean =>
  state === 'waiting' && waitingFor === 'customer';

/** Whether a clock of the case still means something: calls and the acknowledgement while it is open in the same cycle. */
export function holds({ cycle, target, kind }: CaseClockKey, { state, ...now }: Pick<SupportCase, 'state' | 'cycle' | 'firstResponseAt'>) {
  if (state === 'resolved') return false;
  if (kind === 'call' || kind === 'exhausted' || target === 'acknowledge') return state === 'open' && cycle === now.cycle;
  return target === 'resolution' || now.firstResponseAt === undefined;
}

/** Milliseconds of working time that a target gives; undefined: it is not promised. */
export function targetMs({ policy }: ClockRules, target: CaseTarget): number | undefined {
  const minutes = {
    acknowledge: policy.acknowledgeMinutes,
    'first-response': policy.firstResponseMinutes,
    resolution: policy.resolutionMinutes,
  };
  const found = minutes[target];
  return found === undefined ? undefined : found * 60_000;
}

/** After how much of its time the warning of a target comes; undefined: there is none. */
export const warningMs = ({ policy }: ClockRules, totalMs: number): number | undefined =>
  policy.warnAtPercentLeft > 0 ? (totalMs * (100 - policy.warnAtPercentLeft)) / 100 : undefined;

const callKey = (cycle: number, { level, round }: Omit<PlannedCall, 'minutes'>): CaseClockKey => ({
  cycle,
  kind: 'call',
  target: 'none',
  level,
  round,
});
const exhaustedKey = (cycle: number): CaseClockKey => ({ cycle, kind: 'exhausted', target: 'none', level: 0, round: 0 });
export const targetKey = (cycle: number, kind: 'warning' | 'breach', target: CaseTarget): CaseClockKey => ({
  cycle,
  kind,
  target,
  level: 0,
  round: 0,
});

/** It runs after so much working time from a moment on. */
export const running = (key: CaseClockKey, { hours, calendar }: ClockRules, from: Date, ms: number): CaseClock => ({
  ...key,
  state: 'running',
  dueAt: addWorkingTime(calendar, from, ms),
  leftMs: undefined,
  hours,
});

export function callClocks(rules: ClockRules, from: Date, cycle: number): readonly CaseClock[] {
  const { levels } = rules.policy;
  const calls = plannedCalls(levels);
  const last = calls.at(-1);
  if (last === undefined) return [];
  return [
    ...calls.map((call) => running(callKey(cycle, call), rules, from, call.minutes * 60_000)),
    running(exhaustedKey(cycle), rules, from, (last.minutes + lastWaitMinutes(levels)) * 60_000),
  ];
}

export function targetClocks(rules: ClockRules, target: CaseTarget, from: Date, cycle: number): readonly CaseClock[] {
  const totalMs = targetMs(rules, target);
  if (totalMs === undefined) return [];
  const warnMs = warningMs(rules, totalMs);
  const breach = running(targetKey(cycle, 'breach', target), rules, from, totalMs);
  return warnMs === undefined ? [breach] : [running(targetKey(cycle, 'warning', target), rules, from, warnMs), breach];
}
