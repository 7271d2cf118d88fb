import type { AzureTicketAddress } from '../domain/azure-ticket.ts';
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
  RequestEnding,
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
  /** Of the draft as it was read; left out where there is none. */
  readonly draftVersion?: number | undefined;
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

/** Microsoft has it under this number. */
export interface FiledChange {
  readonly to: 'filed';
  readonly number: string;
  /** Since when Microsoft has had it, where that is known. */
  readonly filedAt?: Date | undefined;
  /** By when its first response is to be expected from then on, and when to warn of it. */
  readonly responseDueAt?: Date | undefined;
  readonly responseWarnAt?: Date | undefined;
  /** Of a number that a person brought: what stands there already, which is no news. */
  readonly known?: { readonly closed: boolean; readonly snapshot: DeskSnapshot } | undefined;
}

export type RequestChange =
  | FiledChange
  | { readonly to: 'handed-off'; readonly link: PortalLink; readonly text: string }
  /** `news`: told to everybody concerned. */
  | {
      readonly to: 'failed' | 'uncertain';
      readonly code: string;
      readonly correlationId: string | undefined;
      readonly news?: RequestNews | undefined;
    }
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
  /** Only what is not closed. */
  readonly openOnly?: boolean | undefined;
  readonly closedOnly?: boolean | undefined;
  readonly product?: Product | undefined;
  readonly severity?: Severity | undefined;
  /** Only what waits for a person of the partner: a number to bring, an answer to give, a doubt to settle, a refusal to decide on. */
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
  /** Under which it was read: of a request that has another one by now it says nothing. Left out: whichever it has. */
  readonly number?: string | undefined;
  readonly status: DeskStatus;
  /** undefined: nothing was read, what is remembered stays. */
  readonly snapshot: DeskSnapshot | undefined;
  readonly news: readonly RequestNews[];
  /** Set by the first reading that knows it, and moved by the first one that sees another severity than was remembered. */
  readonly responseDueAt: Date | undefined;
  readonly responseWarnAt: Date | undefined;
  /** Set once, by the first reading that knows it. */
  readonly respondedAt: Date | undefined;
  /** When it is to be read again; undefined: only when somebody asks. */
  readonly nextAt: Date | undefined;
  /** Who asked for it and sees all of it on the card: need not be told. undefined: the bot. */
  readonly seenBy?: string | undefined;
}

/** How long Microsoft's numbers are waited for. */
export interface ReminderWait {
  readonly afterMs: number;
  readonly most: number;
  /** Only of requesters there: for the others it is night. */
  readonly timeZones: readonly string[];
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
   *
   * @throws {BotError} CONFLICT when the draft is not of this version any more, not this person's, or gone: then nothing is stored.
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

  /**
   * An entry in the audit trail that changes no state (a note, a refused press). Never message texts.
   *
   * @param reason of a changed severity, in the words of whoever changed it (B54).
   */
  record(id: string, action: string, actor: string, at: Date, reason?: string): Promise<void>;

  /**
   * Links an issue of Microsoft's, when the version still fits; undefined when it does not. While the issue is open the requester is asked once it is over
   * (`FollowStore`), as for a request that was submitted with one.
   */
  linkIssue(id: string, version: number, issueId: string, actor: string, at: Date): Promise<ServiceRequest | undefined>;

  /**
   * A hand-off to the Azure portal was found at Azure Support, or one that was filed there with this number: it is `filed`, and followed as a ticket. With a number
   * that was not known people and cases are told (`number-found`), all but the `actor`; of what was off our list with a known one, that it is open (`reopened`). What the response clock was worked out from is forgotten.
   * undefined when it is in another state or has another number, and when the ticket is another request's.
   *
   * @param found `createdAt`: when it was filed, as Azure tells it.
   */
  linkTicket(
    id: string,
    found: { readonly number: string; readonly ticket: AzureTicketAddress; readonly createdAt: Date | undefined },
    actor: string,
    at: Date,
  ): Promise<ServiceRequest | undefined>;
  /** Requests of whatever customer that have this number; few. */
  withNumber(number: string): Promise<readonly ServiceRequest[]>;
  /** Requests of a customer that have one of these numbers, whoever brought it. */
  ofNumbers(tenantId: string, numbers: readonly string[]): Promise<readonly ServiceRequest[]>;

  /** The partner's own ticket number; undefined takes it away. undefined when there is no such request. */
  setOwnTicket(id: string, ownTicket: string | undefined, actor: string, at: Date): Promise<ServiceRequest | undefined>;

  /** Open requests of this customer made since `since`, the newest first; few. `product`: about this one only. */
  similar(tenantId: string, product: Product | undefined, since: Date): Promise<readonly ServiceRequest[]>;
  /** Is told of this request from now on. Twice is once. False when it is the requester, or there is no such request. */
  join(id: string, follower: RequestFollower, at: Date): Promise<boolean>;
  /** Is told no more. False when this person did not follow it. */
  leave(id: string, personId: string, at: Date): Promise<boolean>;
  followers(id: string): Promise<readonly RequestFollower[]>;

  /**
   * Takes filed requests whose reading is due, and nobody else's until `until`. `routes`: those that can be read.
   * The longest due first.
   */
  takeForTracking(routes: readonly FilingRoute[], now: Date, until: Date, limit: number): Promise<readonly ServiceRequest[]>;
  /** Writes down a reading: news that is known by its key is no news; what is new is told (`tell-request`), to its cases too. */
  setTracked(id: string, reading: TrackedReading, at: Date): Promise<ServiceRequest | undefined>;
  /**
   * Takes requests of one customer that were filed in the Azure portal, or are to be, that are to be looked for there, and nobody else's until `until`:
   * those of whoever is due the longest.
   */
  takeForTicketSearch(now: Date, until: Date, limit: number): Promise<readonly ServiceRequest[]>;
  /** When a request that was not found is looked for again; undefined: only when somebody asks. */
  putOffTicketSearch(id: string, until: Date | undefined): Promise<void>;
  /**
   * Puts off the next reading after a failure, or while something is sent; undefined: until somebody asks. `noteKey` is known from now on as one of its notes.
   */
  putOffTracking(id: string, until: Date | undefined, noteKey?: string): Promise<void>;
  /** Its back end does not know the number; gives since when that is so, without a reading in between. undefined: it has another number by now. */
  setLost(request: Pick<ServiceRequest, 'id' | 'number'>, at: Date): Promise<Date | undefined>;
  /**
   * Filed, not answered and not closed, with a warning (`response-warning`) or a delay (`response-late`) of the time by which an answer is expected now that nobody was told of
   * yet; the soonest due first.
   */
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

  /**
   * Takes it off our list as `ending`, where that is what a person may (`endingOf`) and the version still fits; told to everybody concerned but the `actor`, and to
   * its cases. undefined when it is not so. What is found at Microsoft later is on the list again.
   */
  end(id: string, version: number, ending: RequestEnding, actor: string, at: Date): Promise<ServiceRequest | undefined>;
  /** Puts it back, as it was; told alike. undefined when it was not taken off, or the version does not fit. */
  resume(id: string, version: number, actor: string, at: Date): Promise<ServiceRequest | undefined>;
  /** Whether there was news that nobody heard who may know of it: then it waits for a colleague, until one follows it. */
  setUnheard(id: string, unheard: boolean): Promise<void>;

  setPlace(id: string, place: CardPlace): Promise<ServiceRequest | undefined>;

  /** Ids whose sending is due: `ready`, or `sending` with a claim that ran out. Bounded. */
  due(now: Date, limit: number): Promise<readonly string[]>;

  /** The time zones of all whose hand-offs have no number. */
  zonesOfHandOffs(): Promise<readonly string[]>;
  /**
   * Hand-offs still without Microsoft's number that a reminder is due of: `afterMs` after they were made, each further one after twice the time of the one before,
   * `most` in all. Counts a reminder.
   */
  takeForReminder(wait: ReminderWait, at: Date, limit: number): Promise<readonly ServiceRequest[]>;
  /** Those that were reminded of in vain, and that nobody was told of yet (`number-overdue`). */
  overdueNumbers(wait: ReminderWait, at: Date, limit: number): Promise<readonly string[]>;

  audit(id: string): Promise<readonly AuditEntry[]>;
}

/** Who did what, when, and the state the request was in afterwards. */
interface AuditEntry {
  readonly action: string;
  readonly actor: string;
  readonly at: Date;
  readonly state: RequestState | undefined;
  /** Of a changed severity. */
  readonly reason?: string;
}
