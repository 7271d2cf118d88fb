import type { EscalationPlan } from '../domain/escalation-plan.ts';

/** How this partner escalates, in every version. Each change is in the audit (`change_audit`, subject `escalation-plan`). */
export interface PlanStore {
  /** The newest; the built-in plan before anything was set up. */
  current(): Promise<EscalationPlan>;
  /** Undefined for a version that never was. */
  version(version: number): Promise<EscalationPlan | undefined>;
  /** Stores the next version when `plan.version` is still the newest; undefined when somebody was faster. */
  save(plan: EscalationPlan, actor: string, at: Date): Promise<EscalationPlan | undefined>;
}
