import type { BusinessCalendar } from './business-calendar.ts';

/** What keeps a plan from being saved. */
export const PLAN_PROBLEM_CODES = [
  'out-of-bounds',
  'duplicate-name',
  'unknown-zone',
  'bad-spans',
  'no-working-time',
  'bad-holiday',
  'bad-start',
  'bad-hand-over',
  'no-members',
  'unknown-calendar',
  'unknown-rota',
  'unknown-policy',
  'unknown-channel',
  'no-time',
  'targets-crossed',
  'never-reached',
  'level-not-later',
  'repeat-into-next',
  'calls-nobody',
  'unreachable-route',
  'no-fallback',
] as const;
export type PlanProblemCode = (typeof PLAN_PROBLEM_CODES)[number];

/** What may be meant so, and is told all the same (pitfall 27). */
export const PLAN_REMARK_CODES = ['unused-calendar', 'unused-rota', 'unused-policy', 'nobody-called', 'no-channel'] as const;
export type PlanRemarkCode = (typeof PLAN_REMARK_CODES)[number];

/** Where something stands in a plan: keys and indices from its root, such as `policies`, 0, `severities`, `critical`, `levels`, 1. */
export type PlanPlace = readonly (string | number)[];

export interface PlanProblem {
  readonly code: PlanProblemCode;
  readonly at: PlanPlace;
  /** The name that leads nowhere, the value that is none, or the name of the first one; empty where there is nothing to quote. */
  readonly named: string;
}

export interface PlanRemark {
  readonly code: PlanRemarkCode;
  readonly at: PlanPlace;
}

/** Notes a problem. */
export type NoteProblem = (code: PlanProblemCode, at: PlanPlace, named?: string) => void;

/** What the names in a plan may lead to, by their keys. */
export interface PlanNames {
  readonly calendars: ReadonlyMap<string, BusinessCalendar>;
  readonly rotas: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
  /** Conversations of the channels that were set up. */
  readonly channels: ReadonlySet<string>;
}
