import type { FilingRoute } from '../domain/filing-route.ts';
import type { CustomerView } from '../domain/customer-view.ts';
import type { Locale } from '../domain/locale.ts';
import type { RequestLine } from '../domain/request-line.ts';
import type {
  CardPlace,
  DeskSnapshot,
  DeskStatus,
  PortalLink,
  RequestContent,
  RequestFollower,
  RequestNews,
  RequestState,
  ServiceRequest,
} from '../domain/service-request.ts';
import type { Product } from '../domain/product.ts';
import type { Severity } from '../domain/severity.ts';

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
  readonly ownTicket?: string | undefined;
  /** Who is told of it from the beginning. */
  readonly followers?: readonly RequestFollower[] | undefined;
  readonly place: CardPlace | undefined;
}

export type RequestChange =
  | { readonly to: 'filed'; readonly number: string }
  | { readonly to: 'handed-off'; readonly link: PortalLink; readonly text: string }
  | { readonly to: 'failed'; readonly code: string; readonly correlationId: string | undefined }
  | { readonly to: 'uncertain'; readonly code: string; readonly correlationId: string | undefined }
  /** Another try at `after`; stays `sending`. */
  | { readonly to: 'sending'; readonly after: Date; readonly code: string }
  /** The back end accepted it and makes it in its own time: asked again at `after`; stays `sending`. */
  | { readonly to: 'sending'; readonly after: Date; readonly operation: string }
  /** A person asks to send again a failed or uncertain one. */
  | { readonly to: 'ready' }
  /** A person takes one that failed to the portal instead: by another route, with a key of its own. */
  | { readonly to: 'ready'; readonly route: FilingRoute };

/** Every member that is given must fit. */
export interface RequestFilter {
  readonly personId?: string | undefined;
  /** Made by this person, or followed. */
  readonly concerning?: string | undefined;
  readonly tenantIds?: readonly string[] | undefined;
  readonly exceptTenantIds?: readonly string[] | undefined;
  /** Only what is not closed and not failed. */
  readonly openOnly?: boolean | undefined;
  readonly product?: Product | undefined;
  readonly severity?: Severity | undefined;
  /** Only what waits for a person of the partner: a number to bring, an answer to give, a doubt to settle. */
  readonly waitingForUs?: boolean | undefined;
  /** The partner's own ticket number, in any case. */
  readonly ownTicket?: string | undefined;
}

/** Which of a list. Pages begin where a request stands, so that they keep their place while the list grows and shrinks. */
export interface RequestPage {
  readonly limit: number;
  readonly offset: number;
  /** Only what stands behind this request. */
  readonly behind?: string | undefined;
  /** Only what stands before this request, the nearest to it. */
  readonly before?: string | undefined;
}

/** What was read of a filed request, and what of it is new. */
export interface TrackedReading {
  readonly status: DeskStatus;
  /** undefined: nothing was read, what is remembered stays. */
  readonly snapshot: DeskSnapshot | undefined;
  readonly news: readonly RequestNews[];
  /** Set once, each by the first reading that knows it. */
  readonly responseDueAt: Date | undefined;
  readonly responseWarnAt: Date | undefined;
  readonly respondedAt: Date | undefined;
  /** When it is to be read again. */
  readonly nextAt: Date;
  /** Who asked for it and sees all of it on the card: need not be told. undefined: the bot. */
  readonly seenBy?: string | undefined;
}

/** News with somebody who is still to be told of it. */
export interface Untold {
  readonly newsId: number;
  readonly news: RequestNews;
  readonly at: Date;
  readonly to: RequestFollower;
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
  /** By our reference (any case), Microsoft's number or the partner's own ticket number (any case). */
  find(referenceOrNumber: string): Promise<ServiceRequest | undefined>;
  /** Those that were filed from a case, the newest first; few. */
  ofCase(caseId: string): Promise<readonly ServiceRequest[]>;
  /**
   * Newest first; where the filter is what waits for us, those whose number was asked for in vain come before all others.
   * `more`: others come after these, or before them on a page `before`.
   */
  list(filter: RequestFilter, page: RequestPage): Promise<{ readonly requests: readonly ServiceRequest[]; readonly more: boolean }>;
  /** At most `most` of a list as lines, those of customers in the view and of customers who have given no access to anybody. `total`: without the bound. */
  lines(
    filter: RequestFilter,
    view: CustomerView,
    most: number,
  ): Promise<{ readonly rows: readonly RequestLine[]; readonly total: number }>;

  /**
   * Takes a `ready` request, or a `sending` one whose claim has run out, for sending: sets `sending`, counts the attempt, claims it until `until`.
   * undefined when somebody else has it or there is nothing to do.
   */
  claim(id: string, now: Date, until: Date): Promise<ServiceRequest | undefined>;

  /** Changes the state when the version still fits; undefined when it does not. `actor` is an object id or `system`. */
  change(id: string, version: number, change: RequestChange, actor: string, at: Date): Promise<ServiceRequest | undefined>;

  /** An entry in the audit trail that changes no state (a note, a refused press). Never message texts. */
  record(id: string, action: string, actor: string, at: Date): Promise<void>;

  /**
   * Links an issue of Microsoft's, when the version still fits; undefined when it does not. While the issue is open the requester is asked once it is over
   * (`FollowStore`), as for a request that was submitted with one.
   */
  linkIssue(id: string, version: number, issueId: string, actor: string, at: Date): Promise<ServiceRequest | undefined>;

  /** The partner's own ticket number; undefined takes it away. undefined when there is no such request. */
  setOwnTicket(id: string, ownTicket: string | undefined, actor: string, at: Date): Promise<ServiceRequest | undefined>;

  /** Open requests of this customer about this product, made since `since`, the newest first; few. */
  similar(tenantId: string, product: Product, since: Date): Promise<readonly ServiceRequest[]>;
  /** Is told of this request from now on. Twice is once. False when it is the requester, or there is no such request. */
  join(id: string, follower: RequestFollower, at: Date): Promise<boolean>;
  /** Is told no more. False when this person did not follow it. */
  leave(id: string, personId: string, at: Date): Promise<boolean>;
  followers(id: string): Promise<readonly RequestFollower[]>;

  /**
   * Takes filed requests, not closed, whose reading is due, and nobody else's until `until`. `routes`: those that can be read.
   * The longest due first.
   */
  takeForTracking(routes: readonly FilingRoute[], now: Date, until: Date, limit: number): Promise<readonly ServiceRequest[]>;
  /** Writes down a reading: news that is known by its key is no news; what is new is told (`tell-request`), to its cases too. */
  setTracked(id: string, reading: TrackedReading, at: Date): Promise<ServiceRequest | undefined>;
  /** Puts off the next reading after a failure, or while something is sent; `noteKey` is known from now on as one of its notes. */
  putOffTracking(id: string, until: Date, noteKey?: string): Promise<void>;
  /** Filed, not answered and not closed, with a warning (`response-warning`) or a delay (`response-late`) that nobody was told of yet; the soonest due first. */
  awaitingResponse(now: Date, limit: number): Promise<readonly ServiceRequest[]>;
  /** Adds news to a request; false when it was known. */
  addNews(id: string, news: RequestNews, at: Date): Promise<boolean>;
  /** What happened to it, the oldest first; of very much the newest. */
  newsOf(id: string): Promise<readonly { readonly news: RequestNews; readonly at: Date }[]>;
  /** Requests with news of between `after` and `before` that somebody was not told of: the job that was to tell it gave up. By chance, so that none stands before all others. */
  withUntold(after: Date, before: Date, limit: number): Promise<readonly string[]>;
  /** News of a request and who is to be told of it; the oldest first. Who joined later is not told of what was before. */
  untold(id: string, limit: number): Promise<readonly Untold[]>;
  /** Marks it as told before it is sent, since it rings. False when somebody else did. */
  markTold(newsId: number, personId: string, at: Date): Promise<boolean>;
  /** It certainly was not sent. */
  unmarkTold(newsId: number, personId: string): Promise<void>;

  setPlace(id: string, place: CardPlace): Promise<ServiceRequest | undefined>;

  /** Ids whose sending is due: `ready`, or `sending` with a claim that ran out. Bounded. */
  due(now: Date, limit: number): Promise<readonly string[]>;

  /**
   * Hand-offs still without Microsoft's number that a reminder is due of: `afterMs` after they were made, each further one after twice the time of the one before,
   * `most` in all. Counts a reminder.
   */
  takeForReminder(afterMs: number, most: number, at: Date, limit: number): Promise<readonly ServiceRequest[]>;
  /** Those that were reminded of in vain, and that nobody was told of yet (`number-overdue`). */
  overdueNumbers(afterMs: number, most: number, at: Date, limit: number): Promise<readonly string[]>;

  audit(
    id: string,
  ): Promise<readonly { readonly action: string; readonly actor: string; readonly at: Date; readonly state: RequestState | undefined }[]>;
}
