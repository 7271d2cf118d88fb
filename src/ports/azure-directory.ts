import type { AzureProblem, AzureSubscription } from '../domain/azure-filing.ts';

/** What Azure requests are filed in and under, as Microsoft lists it. */
export interface AzureDirectory {
  /** Subscriptions of a customer that our account sees and that are not disabled. @throws {BackEndError} */
  subscriptions(tenantId: string, signal: AbortSignal): Promise<readonly AzureSubscription[]>;

  /** Every problem of every service; none that is deprecated. Hundreds of calls. @throws {BackEndError} */
  problems(signal: AbortSignal): Promise<readonly AzureProblem[]>;
}
