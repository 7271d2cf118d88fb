import type { CustomerView } from '../domain/customer-view.ts';

/** Which customers an incident hits. */
export interface IncidentReach {
  /**
   * A customer in view that it hits, else one that it hit, best one whose health can be read; undefined when there is none: then the person may not know of it.
   */
  seenBy(issueId: string, view: CustomerView): Promise<string | undefined>;
  /** Of these customers those that it hits, or hit before; at most 100 are looked at. */
  hits(issueId: string, tenantIds: readonly string[]): Promise<readonly Hit[]>;
}

export interface Hit {
  readonly tenantId: string;
  /** Undefined while it does. */
  readonly endedAt: Date | undefined;
}
