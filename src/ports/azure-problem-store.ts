import type { AzureProblem } from '../domain/azure-filing.ts';

/** Our copy of what Azure requests are filed under. Microsoft promises no stable ids: it is replaced daily. */
export interface AzureProblemStore {
  /** Replaces all of it. */
  replace(problems: readonly AzureProblem[], at: Date): Promise<void>;
  /** undefined: never read. */
  refreshedAt(): Promise<Date | undefined>;
  byId(id: string): Promise<AzureProblem | undefined>;
  /** Those whose service and name have every word of the text, in any order and case; the nearest first. */
  search(text: string, limit: number): Promise<readonly AzureProblem[]>;
}
