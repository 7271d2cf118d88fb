import type { CustomerView } from '../domain/customer-view.ts';
import type { Customer } from '../domain/customer.ts';
import type { DigestIncident, Period } from '../domain/digest.ts';
import type { Incident } from '../domain/incident.ts';
import type { Watch } from '../domain/watch.ts';
import type { ConversationAddress } from './conversation-store.ts';

/** A place whose digest is due. */
export interface DueDigest {
  readonly placeId: string;
  readonly address: ConversationAddress;
  readonly stand: DigestStand;
}

/** Where a place stands with its digests. */
export interface DigestStand {
  readonly dueAt: Date | undefined;
  /** Until when the last one told; undefined: there was none. */
  readonly digestedUntil: Date | undefined;
}

/** What a reader is told of: customers in view that one of the watches names. Silences and `record` do not matter here. */
export interface DigestScope {
  readonly watches: readonly Watch[];
  readonly view: CustomerView;
}

/** One customer that an incident hit in a period. */
export interface DigestHit {
  readonly incident: Omit<Incident, 'posts'>;
  readonly customersHit: number;
  readonly customer: Customer;
  /** When we first saw that it hits this customer, and that it did not any more. */
  readonly since: Date;
  readonly endedAt: Date | undefined;
}

/** Digests that are due, and what they tell. */
export interface DigestStore {
  /** The longest due first; without those that nothing may be sent to now: the bot is not there, or the person's rights were not looked at lately. */
  due(now: Date, limit: number): Promise<readonly DueDigest[]>;
  /** Moves a place on: before its digest is sent, so that it never comes twice, and back when it certainly was not. False when it does not stand there any more. */
  move(placeId: string, from: DigestStand, to: DigestStand): Promise<boolean>;

  /** Incidents and advisories that were open in the period: those still open first, worst first. At most 200 of `total`. */
  incidents(scope: DigestScope, period: Period): Promise<{ readonly rows: readonly DigestIncident[]; readonly total: number }>;
  /** The same, one row for each customer hit, by name within an incident. At most 10,000. */
  hits(scope: DigestScope, period: Period, limit: number): Promise<{ readonly rows: readonly DigestHit[]; readonly total: number }>;
}
