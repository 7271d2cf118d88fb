import { usualBehaviour } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';
import { CUSTOMERS } from './customers.ts';
import type { WorldCustomer } from './customers.ts';
import type { PlacedIssue } from './issues.ts';
import { openRequestBook } from './request-book.ts';
import type { RequestBook } from './request-book.ts';
import { seededIssues } from './seeded-issues.ts';

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
  /** Tenants in which the partner's application is not consented. */
  readonly withoutConsent: Set<string>;
  /** Tenants whose policy asks the service account for MFA once more. */
  readonly askingMfa: Set<string>;
  /** Access tokens issued up to this number are refused. */
  revokedUpTo: number;
  /** Access tokens issued so far. */
  tokensIssued: number;
}

/** A cloud as it is at start. `requestFile` keeps filed service requests from one run to the next. */
export function createState(now: () => Date, requestFile: string | undefined): CloudState {
  return {
    now,
    startedAt: now(),
    behaviour: usualBehaviour(),
    customers: CUSTOMERS,
    issues: seededIssues(now()),
    serviceRequests: openRequestBook(now, requestFile),
    withoutConsent: new Set(CUSTOMERS.filter(({ consent }) => !consent).map(({ tenantId }) => tenantId)),
    askingMfa: new Set(),
    revokedUpTo: 0,
    tokensIssued: 0,
  };
}
