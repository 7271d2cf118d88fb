import { ADMIN_SERVICES, type AdminService } from './admin-service.ts';
import facts from './facts/repairs.json' with { type: 'json' };
import { PROBLEM_CATEGORIES, type ProblemCategory } from './problem-category.ts';

export type RepairId = keyof typeof facts.repairs;

/** A common repair: short steps that staff take in a portal. The steps are sentences, `repairs.<id>` of the catalogue. */
export interface Repair {
  readonly id: RepairId;
  readonly service: AdminService;
  /** Which of the partner's duties it belongs to (B62). */
  readonly category: ProblemCategory;
  /** Microsoft's page about it. */
  readonly source: string;
}

/** When the pages were last looked at (B78). */
export const REPAIRS_DATE = facts.date;

export const REPAIR_IDS = Object.keys(facts.repairs) as RepairId[];

export function repairOf(id: RepairId): Repair {
  const { service, category, source } = facts.repairs[id];
  return { id, service: known(ADMIN_SERVICES, service), category: known(PROBLEM_CATEGORIES, category), source };
}

const REPAIRS = REPAIR_IDS.map(repairOf);

export function repairsOf(service: AdminService): readonly Repair[] {
  return REPAIRS.filter((repair) => repair.service === service);
}

function known<T extends string>(all: readonly T[], name: string): T {
  const found = all.find((each) => each === name);
  if (found === undefined) throw new Error(`The facts about repairs name what is not ours: ${name}`);
  return found;
}
