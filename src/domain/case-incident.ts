import type { ChangeKind } from './incident-change.ts';
import type { IncidentRule } from './escalation-plan.ts';
import type { CaseAction } from './support-case.ts';

type Told = Extract<CaseAction, { readonly kind: 'incident' }>['change'];

/** Of several at once the first is told; the rest is on the incident's own card. */
const TOLD = ['resolved', 'reopened', 'worse', 'post'] as const satisfies readonly Told[];

/** What of an announced change cases tied to the incident are told; undefined: nothing. */
export function toldToCases(kinds: readonly ChangeKind[]): Told | undefined {
  return TOLD.find((kind) => kinds.includes(kind));
}

/** What happened to an incident that the plan may open a case for. */
export type IncidentOccasion = 'high-impact' | 'unseen';

/** Whether the plan opens a case by itself then. */
export function opensCase({ openCase }: IncidentRule, occasion: IncidentOccasion): boolean {
  return openCase === occasion || openCase === 'high-impact-or-unseen';
}
