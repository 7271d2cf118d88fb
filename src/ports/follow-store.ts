import type { FollowAnswer, IncidentFollow } from '../domain/incident-follow.ts';
import type { Locale } from '../domain/locale.ts';
import type { ReportFields } from '../domain/report-draft.ts';
import type { CardPlace } from '../domain/service-request.ts';

export interface NewFollow {
  readonly issueId: string;
  readonly tenantId: string;
  readonly personId: string;
  readonly locale: Locale;
  readonly timeZone: string;
  /** A report that was being written: the incident is said to be its cause. */
  readonly fields: ReportFields | undefined;
}

/** Who is asked what when an incident is over. Requests that are linked bring in their requesters (`RequestStore`). */
export interface FollowStore {
  /**
   * Follows from now on. One who follows already goes on, with what was written then unless there is something newer; one who was asked already begins anew.
   * When the incident is over already the asking is enqueued in the same transaction.
   */
  follow(follow: NewFollow, at: Date): Promise<IncidentFollow>;
  /** Ends it, unless the person was asked already. */
  unfollow(issueId: string, tenantId: string, personId: string): Promise<void>;
  /** Whether the person is still to be asked. */
  isFollowing(issueId: string, tenantId: string, personId: string): Promise<boolean>;
  byId(id: string): Promise<IncidentFollow | undefined>;

  /** Ids of those to be asked now, because their incident is over, in no order. `issueId`: of this one only. */
  due(issueId: string | undefined, limit: number): Promise<readonly string[]>;
  /** Takes one for asking, which marks it as asked; undefined when it was asked, or is not followed any more. */
  claim(id: string, at: Date): Promise<IncidentFollow | undefined>;
  /** Gives back one that was certainly not asked. */
  release(id: string): Promise<void>;
  setPlace(id: string, place: CardPlace): Promise<void>;
  /** Takes the answer, the first one only; undefined when there was one. */
  answer(id: string, answer: FollowAnswer, at: Date): Promise<IncidentFollow | undefined>;

  /** It was not the cause: what was written goes elsewhere, and nobody is asked any more, but for a request that is linked. Nothing once it was answered. */
  undo(id: string): Promise<void>;

  /** Removes those asked more than 30 days ago, and as old ones whose incident is forgotten; returns how many. */
  prune(at: Date): Promise<number>;
}
