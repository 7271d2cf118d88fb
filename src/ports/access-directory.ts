import type { AccessAssignment, DelegatedRelationship } from '../domain/delegated-access.ts';

/** What customers granted the partner, and to which of its groups the partner handed it on (GDAP). */
export interface AccessDirectory {
  /** Every relationship that is bound to a customer, ended and waiting ones too. @throws {BackEndError} */
  relationships(signal: AbortSignal): Promise<readonly DelegatedRelationship[]>;
  /** Those of one customer. @throws {BackEndError} */
  relationshipsWith(tenantId: string, signal: AbortSignal): Promise<readonly DelegatedRelationship[]>;
  /** The active assignments of a relationship to security groups. @throws {BackEndError} */
  assignmentsOf(relationshipId: string, signal: AbortSignal): Promise<readonly AccessAssignment[]>;
}
