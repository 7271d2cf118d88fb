import type { Incident, IncidentDetails } from '../domain/incident.ts';

/** An incident whose details should be read, and a customer that sees or last saw it; undefined when no customer of ours ever did, or none is left. */
export interface DueIncident {
  readonly issueId: string;
  readonly tenantId: string | undefined;
}

/** Microsoft's issues, one row each over all customers. They come in with the snapshots (`HealthStore.save`). */
export interface IncidentStore {
  byId(issueId: string): Promise<Incident | undefined>;
  /** With their newest posts only. */
  byIds(issueIds: readonly string[]): Promise<readonly Incident[]>;

  /**
   * Takes incidents whose posts are older than the incident (again a minute later), that hit no customer whose health can be read and are not known to be
   * resolved (again ten minutes later), or that were resolved lately and may still get Microsoft's report (every six hours), worst first. The customer named is
   * one whose health can be read, where there is one.
   */
  takeDue(now: Date, limit: number): Promise<readonly DueIncident[]>;

  /** Takes over what Microsoft tells now, unless something newer is stored; an incident not stored stays so. In the same transaction enqueues `announce-incident`, and once, when it is over, `ask-followers`. */
  saveDetails(details: IncidentDetails, at: Date): Promise<void>;

  /** Microsoft tells nothing of it any more: it counts as over, unless some customer's stored health still lists it. Enqueues as `saveDetails` does. */
  endUnlisted(issueId: string, at: Date): Promise<void>;

  /** Forgets incidents that were over long ago, with the ledger of who was told of them. Gives how many. */
  prune(now: Date): Promise<number>;
}
