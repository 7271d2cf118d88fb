import type { EscalationPlan } from '../domain/escalation-plan.ts';

/** Plans from files, until whoever sent them says that they shall hold. Each person has one: the newest. */
export interface PlanUploadStore {
  /** `plan.version`: the newest version when the file was read. */
  keep(personId: string, upload: { readonly id: string; readonly plan: EscalationPlan }, at: Date): Promise<void>;
  /** The person's upload of this id, unless another one came, or a day went by. */
  find(personId: string, id: string, now: Date): Promise<EscalationPlan | undefined>;
  forget(personId: string, id: string): Promise<void>;
}
