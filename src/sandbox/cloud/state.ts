import { usualBehaviour } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';
import { CUSTOMERS } from './customers.ts';
import type { WorldCustomer } from './customers.ts';
import type { PlacedIssue } from './issues.ts';
import { openRequestBook } from './request-book.ts';
import type { RequestBook } from './request-book.ts';
import { seededIssues } from './seeded-issues.ts';
import { openTicketBook } from './ticket-book.ts';
import type { TicketBook } from './ticket-book.ts';

/** Everything the cloud remembers. Tests may look, and change `behaviour`. */
export interface CloudState {
  now(): Date;
  /** Relationships begin and end so many days from here. */
  readonly startedAt: Date;
  readonly behaviour: Behaviour;
  /** The partner's customers, as they are now. */
  customers: readonly WorldCustomer[];
  /** Issues of all tenants. */
  readonly issues: PlacedIssue[];
  /** Service requests filed with Partner Center. */
  readonly serviceRequests: RequestBook;
  /** Support tickets created in Azure. */
  readonly tickets: TicketBook;
  /** Tenants in which the partner's application is not consented. */
  readonly withoutConsent: Set<string>;
  /** Tenants whose policy asks the service account for MFA once more. */
  readonly askingMfa: Set<string>;
  /** Access tokens issued up to this number are refused. */
  revokedUpTo: number;
  /** Access tokens issued so far. */
  tokensIssued: number;
}

/** Files that keep what was filed from one run to the next. */
export interface KeptFiles {
  /** Service requests of Partner Center. */
  readonly requestFile?: string;
  /** Support tickets of Azure. */
  readonly ticketFile?: string;
}

/** A cloud as it is at start. */
export function createState(now: () => Date, { requestFile, ticketFile }: KeptFiles): CloudState {
  return {
    now,
    startedAt: now(),
    behaviour: usualBehaviour(),
    customers: CUSTOMERS,
    issues: seededIssues(now()),
    serviceRequests: openRequestBook(now, requestFile),
    tickets: openTicketBook(now, ticketFile),
    withoutConsent: new Set(CUSTOMERS.filter(({ consent }) => !consent).map(({ tenantId }) => tenantId)),
    askingMfa: new Set(),
    revokedUpTo: 0,
    tokensIssued: 0,
  };
}
