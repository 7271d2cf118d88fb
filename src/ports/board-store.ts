import type { CustomerView } from '../domain/customer-view.ts';
import type { Customer } from '../domain/customer.ts';
import type { Incident } from '../domain/incident.ts';
import type { PollState } from './health-poll-store.ts';

/** Every member that is given must fit. */
export interface IncidentFilter {
  readonly tenantId?: string | undefined;
  readonly service?: string | undefined;
  readonly classification?: 'incident' | 'advisory' | undefined;
  /** As typed; compared without regard to case and accents. */
  readonly tag?: string | undefined;
}

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** An open incident and how many of the customers in view it hits; with a tag in the filter, how many of those with the tag. */
export interface IncidentRow {
  readonly incident: Omit<Incident, 'posts'>;
  readonly customersHit: number;
}

/** One customer that an open incident hits. */
export interface HitRow extends IncidentRow {
  readonly customer: Customer;
  /** The customer's. */
  readonly tags: readonly string[];
  /** When we first saw that it hits this customer. */
  readonly since: Date;
}

/** Customers in view by what is known of them; each is in exactly one of the first three groups. */
export interface BoardCounts {
  readonly troubled: number;
  /** Read lately, with every service well: an error is never "well". */
  readonly well: number;
  /** Never read, not read for too long, the last reading failed where the one before found all well, or Microsoft lists no services. */
  readonly unknown: number;
  /** Those whose last reading failed, in whichever group. */
  readonly failing: number;
  /** When the oldest knowledge behind the first two groups was read; undefined when there is none. */
  readonly oldestReadAt: Date | undefined;
}

export interface FailingCustomer {
  readonly customer: Customer;
  readonly poll: PollState;
}

/** Lists over many customers, from snapshots. Everything is narrowed to the customers in view. */
export interface BoardStore {
  counts(view: CustomerView, filter: Pick<IncidentFilter, 'tag'>, staleBefore: Date): Promise<BoardCounts>;
  /** Open incidents, worst first: status, high impact, customers hit, newest. A page behind the end is empty, with a total of 0. */
  incidents(
    view: CustomerView,
    filter: IncidentFilter,
    page: Page,
  ): Promise<{ readonly rows: readonly IncidentRow[]; readonly total: number }>;
  /** The same, one row for each customer that an incident hits, by name within an incident; `tenantId` leaves only that customer's. At most 10,000. */
  hits(view: CustomerView, filter: IncidentFilter, limit: number): Promise<{ readonly rows: readonly HitRow[]; readonly total: number }>;
  /** Customers that an incident hits, by name. */
  customersHit(
    issueId: string,
    view: CustomerView,
    page: Page,
  ): Promise<{ readonly customers: readonly Customer[]; readonly total: number }>;
  /** Customers whose last reading failed, longest first. */
  failing(view: CustomerView, page: Page): Promise<{ readonly customers: readonly FailingCustomer[]; readonly total: number }>;
  /** Services with open incidents, by name. */
  services(view: CustomerView): Promise<readonly string[]>;
}
