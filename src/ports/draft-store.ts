import type { ReportDraft, ReportFields, ReportStep } from '../domain/report-draft.ts';

/** Reports being written. Rows of ours: they outlive restarts and upgrades for seven days. */
export interface DraftStore {
  create(personId: string, conversationId: string, fields: ReportFields, at: Date): Promise<ReportDraft>;
  byId(id: string): Promise<ReportDraft | undefined>;
  /** The person's newest open draft that is not older than seven days. */
  open(personId: string, at: Date): Promise<ReportDraft | undefined>;
  /** The person's open drafts, newest first. */
  begun(personId: string, at: Date, limit: number): Promise<readonly ReportDraft[]>;
  /** The person's newest open draft of a report that is filed from this case. */
  ofCase(personId: string, caseId: string, at: Date): Promise<ReportDraft | undefined>;
  /**
   * Saves `fields` (whole, replacing the old ones) when the stored version is still `version`; undefined when it is not, or the draft is gone.
   */
  save(id: string, version: number, fields: ReportFields, editing: ReportStep | undefined, at: Date): Promise<ReportDraft | undefined>;
  /**
   * Makes it another person's, with these fields, when the stored version is still `version` and it is still `from`'s: whoever is first. undefined when it is
   * not, or the draft is gone.
   */
  give(
    id: string,
    version: number,
    hands: { readonly from: string; readonly to: string },
    fields: ReportFields,
    at: Date,
  ): Promise<ReportDraft | undefined>;
  discard(id: string): Promise<void>;
  /** Removes drafts untouched for seven days; returns how many. */
  prune(at: Date): Promise<number>;
}
