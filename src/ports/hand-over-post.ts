import type { ReportDraft } from '../domain/report-draft.ts';
import type { RequestFollower } from '../domain/service-request.ts';

/** Tells people in their own chats of reports that change hands. */
export interface HandOverPost {
  /**
   * Offers a report to the person whose it is now: to take it, or to give it back (it rings). False when the person cannot be reached.
   *
   * @throws {BackEndError} with `effect: 'unknown'` when it may have been posted all the same.
   */
  offer(draft: ReportDraft): Promise<boolean>;

  /** Tells the person whose it is again that `by` cannot take it (it rings). False when the person cannot be reached. @throws {BackEndError} */
  giveBack(draft: ReportDraft, by: string): Promise<boolean>;

  /**
   * Tells somebody who handed a report over that `by` has taken it (it rings); `bare`: nothing of what it is about. False when the person cannot be reached.
   *
   * @throws {BackEndError} with `effect: 'unknown'` when it may have been posted all the same.
   */
  taken(draft: ReportDraft, by: string, told: { readonly to: RequestFollower; readonly bare: boolean }): Promise<boolean>;
}
