import type { FollowUp } from '../domain/incident-follow.ts';
import type { CardPlace, DeskRecord, RequestFollower, RequestNews, ServiceRequest } from '../domain/service-request.ts';

/** Writes to people outside a turn. */
export interface Notifier {
  /**
   * Shows the present state of a request on its card; posts a new card in the requester's chat when it has none, or the old one is gone.
   * `record`: what the back end says now, when it was asked; `followers`: who is told of it beside the requester. Returns where the card is now; undefined when the person cannot be reached any more.
   *
   * @throws {BackEndError} with `effect: 'unknown'` when the message may have been posted all the same.
   */
  showRequest(request: ServiceRequest, record?: DeskRecord, followers?: readonly RequestFollower[]): Promise<CardPlace | undefined>;

  /** Asks the requester for Microsoft's number of a hand-off (a short line; it rings). */
  remindOfNumber(request: ServiceRequest): Promise<void>;

  /**
   * Tells somebody one piece of news of a request (a short line; it rings); `bare`: nothing of the customer and what it is about. False when the person cannot be reached any more.
   *
   * @throws {BackEndError} with `effect: 'unknown'` when it may have been posted all the same.
   */
  tellNews(request: ServiceRequest, news: RequestNews, to: RequestFollower, bare?: boolean): Promise<boolean>;

  /**
   * Asks a follower whether the trouble is gone, once an incident is over (it rings). undefined when the person cannot be reached any more.
   *
   * @throws {BackEndError} with `effect: 'unknown'` when the message may have been posted all the same.
   */
  askFollower(followUp: FollowUp): Promise<CardPlace | undefined>;
}
