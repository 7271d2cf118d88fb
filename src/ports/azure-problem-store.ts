import type { AzureProblem } from '../domain/azure-filing.ts';

/** Our copy of what Azure requests are filed under. Microsoft promises no stable ids: it is replaced daily. */
export interface AzureProblemStore {
  /** Replaces all of it. */
  replace(problems: readonly AzureProblem[], at: Date): Promise<void>;
  /** undefined: never read. */
  refreshedAt(): Promise<Date | undefined>;
  byId(id: string): Promise<AzureProblem | undefined>;
  /**
   * Those whose service and name have every word of the text, or what Azure calls so, in any order, case and language of ours; where there is none, those that
   * miss the fewest. The nearest first.
   */
  search(text: string, limit: number): Promise<readonly AzureProblem[]>;
  /** The one problem that a sentence clearly speaks of: it has more of the sentence than every other, of its service and its trouble. undefined: none, or several. */
  best(sentence: string): Promise<AzureProblem | undefined>;
}
