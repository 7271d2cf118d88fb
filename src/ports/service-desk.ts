import type { FilingRoute } from '../domain/filing-route.ts';
import type { DeskRecord, PortalLink, ServiceRequest, SupportTopic } from '../domain/service-request.ts';
import type { Locale } from '../domain/locale.ts';

export type Filing =
  { readonly kind: 'filed'; readonly number: string } | { readonly kind: 'handed-off'; readonly link: PortalLink; readonly text: string };

/** Files service requests by one route and follows them. */
export interface ServiceDesk {
  readonly routes: readonly FilingRoute[];
  /** False where the back end offers no way to look at a request after it was filed; then `find`, `read`, `addNote` and `close` throw NOT_SUPPORTED_BY_ROUTE. */
  readonly canTrack: boolean;

  /** Subjects to choose from; empty where the route wants none. @throws {BackEndError} */
  topics(locale: Locale, signal: AbortSignal): Promise<readonly SupportTopic[]>;

  /**
   * Files the request, with `sendKey` as idempotency key and the reference in its text.
   *
   * @throws {BackEndError} with `effect` saying whether it may have been filed all the same.
   */
  file(request: ServiceRequest, signal: AbortSignal): Promise<Filing>;

  /** Looks for a request that carries this reference, among all that the back end lists. @throws {BackEndError} */
  find(reference: string, signal: AbortSignal): Promise<DeskRecord | undefined>;

  /** undefined when the back end does not know the number. @throws {BackEndError} */
  read(number: string, signal: AbortSignal): Promise<DeskRecord | undefined>;

  /** @throws {BackEndError} */
  addNote(number: string, text: string, signal: AbortSignal): Promise<void>;

  /** @throws {BackEndError} */
  close(number: string, signal: AbortSignal): Promise<void>;
}
