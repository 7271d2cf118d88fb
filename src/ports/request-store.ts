import type { FilingRoute } from '../domain/filing-route.ts';
import type { Locale } from '../domain/locale.ts';
import type { CardPlace, DeskStatus, PortalLink, RequestContent, RequestState, ServiceRequest } from '../domain/service-request.ts';

/** What a submitted report becomes a row of the ledger from. */
export interface NewServiceRequest {
  /** The draft it comes from: at most one request per draft, however often it is submitted. */
  readonly draftId: string;
  /** The escalated case that it is filed from: what becomes of the request is told to the case (`follow-case-request`). */
  readonly caseId?: string | undefined;
  readonly personId: string;
  readonly personName: string;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly route: FilingRoute;
  readonly content: RequestContent;
  readonly place: CardPlace | undefined;
}

export type RequestChange =
  | { readonly to: 'filed'; readonly number: string }
  | { readonly to: 'handed-off'; readonly link: PortalLink; readonly text: string }
  | { readonly to: 'failed'; readonly code: string; readonly correlationId: string | undefined }
  | { readonly to: 'uncertain'; readonly code: string; readonly correlationId: string | undefined }
  /** Another try at `after`; stays `sending`. */
  | { readonly to: 'sending'; readonly after: Date; readonly code: string }
  /** A person asks to send again a failed or uncertain one. */
  | { readonly to: 'ready' };

/** Every member that is given must fit. */
export interface RequestFilter {
  readonly personId?: string | undefined;
  readonly tenantIds?: readonly string[] | undefined;
  readonly exceptTenantIds?: readonly string[] | undefined;
  /** Only what is not closed and not failed. */
  readonly openOnly?: boolean | undefined;
}

/** The ledger of service requests. Every change is written with its audit row; a change that needs work enqueues the job in the same transaction. */
export interface RequestStore {
  /**
   * Stores the request as `ready`, deletes the draft, writes the audit row and enqueues its filing, in one transaction.
   * A second call for the same draft gives the request already stored.
   */
  submit(request: NewServiceRequest, at: Date): Promise<ServiceRequest>;

  byId(id: string): Promise<ServiceRequest | undefined>;
  /** The request that a draft became; undefined while it was not submitted. For presses on the cards of a draft that is gone. */
  byDraft(draftId: string): Promise<ServiceRequest | undefined>;
  /** By our reference (any case) or Microsoft's number. */
  find(referenceOrNumber: string): Promise<ServiceRequest | undefined>;
  /** Those that were filed from a case, the newest first; few. */
  ofCase(caseId: string): Promise<readonly ServiceRequest[]>;
  /** Newest first. `more`: others come after these. */
  list(
    filter: RequestFilter,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly requests: readonly ServiceRequest[]; readonly more: boolean }>;

  /**
   * Takes a `ready` request, or a `sending` one whose claim has run out, for sending: sets `sending`, counts the attempt, claims it until `until`.
   * undefined when somebody else has it or there is nothing to do.
   */
  claim(id: string, now: Date, until: Date): Promise<ServiceRequest | undefined>;

  /** Changes the state when the version still fits; undefined when it does not. `actor` is an object id or `system`. */
  change(id: string, version: number, change: RequestChange, actor: string, at: Date): Promise<ServiceRequest | undefined>;

  /** What the back end says now. */
  setDeskStatus(id: string, status: DeskStatus, at: Date): Promise<ServiceRequest | undefined>;

  /** An entry in the audit trail that changes no state (a note, a refused press). Never message texts. */
  record(id: string, action: string, actor: string, at: Date): Promise<void>;

  /**
   * Links an issue of Microsoft's, when the version still fits; undefined when it does not. While the issue is open the requester is asked once it is over
   * (`FollowStore`), as for a request that was submitted with one.
   */
  linkIssue(id: string, version: number, issueId: string, actor: string, at: Date): Promise<ServiceRequest | undefined>;

  setPlace(id: string, place: CardPlace): Promise<ServiceRequest | undefined>;

  /** Ids whose sending is due: `ready`, or `sending` with a claim that ran out. Bounded. */
  due(now: Date, limit: number): Promise<readonly string[]>;

  /** Hand-offs older than `before` still without Microsoft's number and not yet reminded; marks them as reminded. */
  takeForReminder(before: Date, at: Date, limit: number): Promise<readonly ServiceRequest[]>;

  audit(
    id: string,
  ): Promise<readonly { readonly action: string; readonly actor: string; readonly at: Date; readonly state: RequestState | undefined }[]>;
}
