import type { Urgency } from '../domain/delivery.ts';
import type { ChangeKind, Earlier, IncidentFacts, RingKind } from '../domain/incident-change.ts';
import type { Incident } from '../domain/incident.ts';
import type { HitCustomer, MuteReason } from '../domain/watch.ts';

/** An incident as it is now, and as it was announced last. */
export interface Announced {
  readonly incident: Incident;
  /** 0 before the first announcement. */
  readonly revision: number;
  /** As announced last; undefined before the first. */
  readonly before: IncidentFacts | undefined;
  readonly announcedAt: Date | undefined;
  /** When it was announced as new, or as open again, last. */
  readonly openedAt: Date | undefined;
  readonly earlier: Earlier;
  /** It was open already at the first reading of the customer that it was found by, or before incidents were announced at all. */
  readonly foundOpen: boolean;
  /** By name. Those it hits now; of an incident that is over, those that it hit to the end. */
  readonly hits: readonly HitCustomer[];
  /** Places that have a row in the ledger. */
  readonly placeIds: ReadonlySet<string>;
}

/** A row of the ledger as it shall be. */
export interface PlannedDelivery {
  readonly placeId: string;
  readonly state: 'queued' | 'muted';
  readonly reason: MuteReason | undefined;
  readonly ring: RingKind | undefined;
  readonly urgency: Urgency;
  readonly dueAt: Date | undefined;
  readonly askSeen: boolean;
}

/** What is announced. */
export interface Announcement {
  /** Undefined: nothing changed that is told now; only places that had no row are told. Without kinds it counts as known from now on, and nobody is told. */
  readonly change: { readonly kinds: readonly ChangeKind[]; readonly facts: IncidentFacts } | undefined;
  /** Every place that is to be told of it, or would be if it were not muted. A card that stands elsewhere is changed in place, and rings nobody. */
  readonly deliveries: readonly PlannedDelivery[];
  /** Look again then; undefined: with the next news. */
  readonly again: Date | undefined;
}

/** One change that was announced. */
export interface AnnouncedChange {
  /** Each has its own. */
  readonly revision: number;
  readonly at: Date;
  readonly kinds: readonly ChangeKind[];
}

/** What was announced of each incident, with its ledger. */
export interface AnnouncementStore {
  /**
   * Runs `plan` on the incident as it is now and stores what it decides, all in one transaction that no other announcement of this incident runs beside: the
   * change with the next revision, the rows of the ledger, the job that sends them, the one that looks again, and, where cases are tied to it or it is of high
   * impact, the one that tells the cases (`follow-case-incident`). undefined when there is no such incident.
   *
   * A row keeps its card, which is changed in place also where nobody is to be rung for now. Of two rings still to come the stronger is said, but of an end and
   * a new beginning the later one; a first card rings by itself and says what is true then. Rows stay what they are whose card was removed by hand, that were
   * held back until it was over, and, unless it rings, those whose card is uncertain.
   */
  announce(issueId: string, at: Date, plan: (now: Announced) => Promise<Announcement>): Promise<{ readonly revision: number } | undefined>;
  /** The newest changes that were announced, oldest first. */
  changes(issueId: string, limit: number): Promise<readonly AnnouncedChange[]>;
  /** The incident with its revision and the customers hit, for a card; by the access that holds at the moment. */
  current(issueId: string, at: Date): Promise<Pick<Announced, 'incident' | 'revision' | 'hits'> | undefined>;
}
