import { decideCase } from '../domain/case-change.ts';
import { rulesFor } from '../domain/clock-rules.ts';
import type { CaseAction, CaseActor, CaseRefusal, SupportCase } from '../domain/support-case.ts';
import type { CaseStore } from '../ports/case-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { PlanStore } from '../ports/plan-store.ts';

/**
 * Carries out an action on a case, once for each press key; with a refusal the case as it is now, so that what was faster can be shown. Undefined: there is no
 * such case. Whoever calls has asked whether this person may.
 */
export type ActOnCase = (
  caseId: string,
  action: CaseAction,
  actor: CaseActor,
  press: { readonly key: string | undefined },
) => Promise<{ readonly case: SupportCase; readonly refusal: CaseRefusal | undefined } | undefined>;

export function actOnCase({
  cases,
  plans,
  clock,
}: {
  readonly cases: Pick<CaseStore, 'byId' | 'change'>;
  readonly plans: Pick<PlanStore, 'current' | 'version'>;
  readonly clock: Clock;
}): ActOnCase {
  return async (caseId, action, actor, { key }) => {
    const found = await cases.byId(caseId);
    if (found === undefined) return undefined;
    // Version, policy and language stay what they were when it was opened.
    const plan = (await plans.version(found.planVersion)) ?? (await plans.current());
    const at = clock.now();
    const decide: Parameters<CaseStore['change']>[1] = (present) =>
      decideCase(present, action, actor, (severity) => rulesFor(plan, found.policy, severity, found.language), at);
    return cases.change(caseId, decide, { key, at });
  };
}
