import type { FilingRoute } from '../domain/filing-route.ts';
import type { Locale } from '../domain/locale.ts';
import type { DeskRecord, PortalLink, ServiceRequest, SupportTopic } from '../domain/service-request.ts';
import type { Severity } from '../domain/severity.ts';

/** `createdAt`: since when the back end has it, as it tells. */
interface Filed {
  readonly kind: 'filed';
  readonly number: string;
  readonly createdAt?: Date | undefined;
}

/** The back end makes it in its own time; `operation` is what `follow` asks. */
interface Accepted {
  readonly kind: 'accepted';
  readonly operation: string;
  readonly retryAfterMs: number;
}

export type Filing = Filed | Accepted | { readonly kind: 'handed-off'; readonly link: PortalLink; readonly text: string };

/** What a look by the reference shows: it is there, or being made. */
export type Finding = Filed | Accepted;

/** Files service requests by one route and follows them. */
export interface ServiceDesk {
  readonly routes: readonly FilingRoute[];
  /** False where the back end offers no way to look at a request after it was filed; then all but `topics` and `file` throw NOT_SUPPORTED_BY_ROUTE. */
  readonly canTrack: boolean;
  /** Whether the severity of a filed request can be changed; else `setSeverity` throws NOT_SUPPORTED_BY_ROUTE. */
  readonly canSetSeverity: boolean;

  /** Subjects to choose from; empty where the route wants none. @throws {BackEndError} */
  topics(locale: Locale, signal: AbortSignal): Promise<readonly SupportTopic[]>;

  /**
   * Files the request, with `sendKey` as idempotency key and the reference in its text.
   *
   * @throws {BackEndError} with `effect` saying whether it may have been filed all the same.
   */
  file(request: ServiceRequest, signal: AbortSignal): Promise<Filing>;

  /**
   * What became of a filing that was accepted: `filed`, or `accepted` still.
   *
   * @throws {BackEndError} with `effect: 'none'` when the back end gave it up: certainly not filed. NOT_FOUND when it does not know the operation any more:
   *   then `find` tells. Any other with `effect: 'unknown'`: it could not be asked. NOT_SUPPORTED_BY_ROUTE where nothing is ever `accepted`.
   */
  follow(operation: string, request: ServiceRequest, signal: AbortSignal): Promise<Filing>;

  /** Looks for what was filed with the request's reference, among all that the back end lists. undefined: it is certainly not there. @throws {BackEndError} */
  find(request: ServiceRequest, signal: AbortSignal): Promise<Finding | undefined>;

  /** By the request's number. undefined when the back end does not know it. @throws {BackEndError} */
  read(request: ServiceRequest, signal: AbortSignal): Promise<DeskRecord | undefined>;

  /** @param key the same for the same note, however often it is sent. @throws {BackEndError} */
  addNote(request: ServiceRequest, note: { readonly key: string; readonly text: string }, signal: AbortSignal): Promise<void>;

  /** @throws {BackEndError} */
  close(request: ServiceRequest, signal: AbortSignal): Promise<void>;

  /** @throws {BackEndError} CONFLICT when Microsoft does not change it any more: then it is asked for in a note. */
  setSeverity(request: ServiceRequest, severity: Severity, signal: AbortSignal): Promise<void>;
}
