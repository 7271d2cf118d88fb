import type { CustomerView } from '../domain/customer-view.ts';
import type { Customer } from '../domain/customer.ts';
import type { AccessAssignment, DelegatedRelationship, GrantedRelationship } from '../domain/delegated-access.ts';

/** What is known of one customer's relationships. */
export interface StoredGrants {
  readonly relationships: readonly GrantedRelationship[];
  /** False while the assignments of one in force were never read: then that it has none means nothing. */
  readonly assignmentsKnown: boolean;
  /** As old as the oldest of what it is made of. */
  readonly readAt: Date;
}

/** A relationship in force that ends soon. */
export interface EndingRelationship {
  readonly customer: Customer;
  readonly endsAt: Date;
  readonly autoExtends: boolean;
}

/** Our own copy of the relationships and their assignments, with its age: for lists over many customers, and for when Microsoft does not answer. */
export interface AccessStore {
  /** Takes over the list of all relationships; those gone are removed. Assignments stay as they were read. */
  replaceAll(relationships: readonly DelegatedRelationship[], at: Date): Promise<void>;
  /** Takes over what was just read of one customer, assignments too. */
  replaceOf(tenantId: string, relationships: readonly GrantedRelationship[], at: Date): Promise<void>;
  /** Takes over the assignments of a relationship; one that is not on the list any more is left out. */
  replaceAssignments(relationshipId: string, assignments: readonly AccessAssignment[], at: Date): Promise<void>;
  /** Ids of relationships in force whose assignments were never read, before `readBefore`, or before the relationship changed; longest ago first. */
  dueForAssignments(now: Date, readBefore: Date): Promise<readonly string[]>;
  /** The relationships alone; empty where none is known. */
  relationshipsOf(tenantId: string): Promise<readonly DelegatedRelationship[]>;
  /** undefined: never read. */
  of(tenantId: string): Promise<StoredGrants | undefined>;
  /** Relationships in force that end before `until`, of customers in view, soonest first. */
  ending(
    view: CustomerView,
    span: { readonly now: Date; readonly until: Date },
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{ readonly rows: readonly EndingRelationship[]; readonly total: number }>;
  /** When the list of all relationships was read; undefined before the first time. */
  refreshedAt(): Promise<Date | undefined>;
}
