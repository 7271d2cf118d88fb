import type { CaseClock } from '../domain/case-clock.ts';
import type { CaseDecision, CaseWithClocks } from '../domain/case-decision.ts';
import type { FiguresBy, FiguresRow } from '../domain/case-figures.ts';
import type { CustomerView } from '../domain/customer-view.ts';
import type { MonthSpan } from '../domain/month.ts';
import type { CaseActor, CaseContent, CaseEvent, CaseRefusal, CaseRequester, SupportCase } from '../domain/support-case.ts';
import type { Severity } from '../domain/severity.ts';

export interface NewCase extends CaseContent {
  /** Made by whoever asks, so that the same press opens one case. */
  readonly id: string;
  readonly severity: Severity;
  readonly requester: CaseRequester | undefined;
  readonly requestId: string | undefined;
  readonly issueId: string | undefined;
  readonly planVersion: number;
  readonly policy: string;
  readonly channelId: string | undefined;
  readonly clocks: readonly CaseClock[];
}

/** Every member that is given must fit. */
export interface CaseFilter {
  readonly ownerId?: string | undefined;
  readonly requesterId?: string | undefined;
  /** Owner or requester. */
  readonly personId?: string | undefined;
  readonly tenantIds?: readonly string[] | undefined;
  /** Cases of no customer fit all the same. */
  readonly exceptTenantIds?: readonly string[] | undefined;
  readonly channelId?: string | undefined;
  readonly openOnly?: boolean | undefined;
}

/**
 * The cases. Every change is one conditional update with its entry in the append-only trail, the clocks it moves, the lines that tell of it and the job that
 * shows it (`show-case`), in one transaction: whatever happens afterwards, nothing of it is lost.
 */
export interface CaseStore {
  /** Stores it as `open`, at most once for its id: a second call gives what the first made of it. */
  open(fresh: NewCase, actor: CaseActor, at: Date): Promise<SupportCase>;
  byId(id: string): Promise<SupportCase | undefined>;
  /** With its clocks. */
  withClocks(id: string): Promise<CaseWithClocks | undefined>;
  /** By our reference, in any case of letters. */
  find(reference: string): Promise<SupportCase | undefined>;
  /** Open ones, of a request or of an incident; the newest first, at most 50. */
  ofRequest(requestId: string): Promise<readonly SupportCase[]>;
  ofIncident(issueId: string): Promise<readonly SupportCase[]>;

  /**
   * Lets `decide` judge the present state and stores what it decides if that state still holds; where somebody was faster it is asked again with the new one,
   * a bounded number of times. A refusal changes nothing. `pressKey`: a press that was carried out once is not carried out again, and gives the present state.
   *
   * @throws {BotError} CONFLICT when others were faster every time.
   */
  change(
    id: string,
    decide: (present: CaseWithClocks) => CaseDecision | CaseRefusal,
    press: { readonly key: string | undefined; readonly at: Date },
  ): Promise<{ readonly case: SupportCase; readonly refusal: CaseRefusal | undefined } | undefined>;

  /** Most urgent first: open before taken, graver first, older first. `more`: others come after these. */
  list(
    filter: CaseFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly cases: readonly SupportCase[]; readonly more: boolean }>;

  /** The trail, oldest first; the newest `limit` of it. */
  events(id: string, limit: number): Promise<readonly CaseEvent[]>;
}

export interface CaseStatistics {
  /**
   * Of the cases opened in the span and of customers in view; those of no single customer are seen by whoever sees anything. The groups with most cases first,
   * months in their order; at most `limit`.
   */
  figures(span: MonthSpan, by: FiguresBy, view: CustomerView, limit: number): Promise<readonly FiguresRow[]>;
}
