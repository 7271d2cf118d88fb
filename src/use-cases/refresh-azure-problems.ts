import type { AzureDirectory } from '../ports/azure-directory.ts';
import type { AzureProblemStore } from '../ports/azure-problem-store.ts';
import type { Clock } from '../ports/clock.ts';

/** Reads what Azure requests are filed under into our copy. @throws {BackEndError} for the queue to try again. */
export type RefreshAzureProblems = (signal: AbortSignal) => Promise<void>;

/** Asked daily and at every start: a younger copy is left alone, since reading it takes hundreds of calls. */
const GOOD_MS = 20 * 3_600_000;

export function refreshAzureProblems(deps: {
  readonly directory: Pick<AzureDirectory, 'problems'>;
  readonly store: Pick<AzureProblemStore, 'replace' | 'refreshedAt'>;
  readonly clock: Clock;
  /** Whether anything is ever filed by the API; else nothing is read. */
  readonly filesByApi: boolean;
}): RefreshAzureProblems {
  const { directory, store, clock, filesByApi } = deps;
  return async (signal) => {
    if (!filesByApi) return;
    const refreshedAt = await store.refreshedAt();
    if (refreshedAt !== undefined && clock.now().getTime() - refreshedAt.getTime() < GOOD_MS) return;
    const problems = await directory.problems(signal);
    // An empty list would leave nothing to choose from: the older one is better.
    if (problems.length > 0) await store.replace(problems, clock.now());
  };
}
