import type { CustomerAccess } from './customer.ts';

/** As Graph has it (cloud-apis 2.5). Others arrive too and are kept as `unknown` with the raw text. */
export const RELATIONSHIP_STATUSES = [
  'activating',
  'active',
  'approvalPending',
  'approved',
  'created',
  'expired',
  'expiring',
  'terminated',
  'terminating',
  'terminationRequested',
] as const;
export type RelationshipStatus = (typeof RELATIONSHIP_STATUSES)[number] | 'unknown';

/** What a customer granted the partner: one GDAP relationship. */
export interface DelegatedRelationship {
  readonly id: string;
  /** Of the customer. */
  readonly tenantId: string;
  readonly name: string;
  readonly status: RelationshipStatus;
  readonly rawStatus: string;
  readonly activatedAt: Date | undefined;
  readonly endsAt: Date | undefined;
  readonly autoExtends: boolean;
  /** The indirect provider that the relationship was made through. */
  readonly providerTenantId: string | undefined;
  /** Template ids of the Entra roles granted (cloud-apis 6.3), lower case. */
  readonly roles: readonly string[];
  readonly modifiedAt: Date | undefined;
}

/** An active assignment of roles of a relationship to a security group of the partner. */
export interface AccessAssignment {
  /** Lower case. */
  readonly groupId: string;
  readonly roles: readonly string[];
}

/** A relationship with its active assignments; those are read only while it is in force. */
export interface GrantedRelationship extends DelegatedRelationship {
  readonly assignments: readonly AccessAssignment[];
}

/** Access stands in these until the end date (cloud-apis 2.5). */
export const IN_FORCE_STATUSES = ['active', 'expiring', 'terminationRequested'] as const satisfies readonly RelationshipStatus[];
const IN_FORCE: ReadonlySet<RelationshipStatus> = new Set(IN_FORCE_STATUSES);

/** Whether the partner holds the access at this moment. */
export function isInForce({ status, endsAt }: Pick<DelegatedRelationship, 'status' | 'endsAt'>, now: Date): boolean {
  return IN_FORCE.has(status) && (endsAt === undefined || endsAt > now);
}

const DAY_MS = 86_400_000;
/** A relationship that ends within so many days ends soon: time to ask the customer for the next one. */
export const ENDS_SOON_DAYS = 30;

/** The moment before which a relationship has to end to end soon. */
export function soonAfter(now: Date): Date {
  return new Date(now.getTime() + ENDS_SOON_DAYS * DAY_MS);
}

/** Whole days until the end; the last day counts as one. */
export function daysLeft(endsAt: Date, now: Date): number {
  return Math.max(0, Math.ceil((endsAt.getTime() - now.getTime()) / DAY_MS));
}

/** Where the relationships with one customer stand, best first. */
export const STANDINGS = [
  'active',
  'ending',
  'termination-requested',
  'being-set-up',
  'awaiting-approval',
  'unknown-status',
  'expired',
  'ended',
  'none',
] as const;
export type RelationshipStanding = (typeof STANDINGS)[number];

/** The relationship that says most about what the partner may do, and what it says; a customer may have several, old ones among them. */
export function standingOf<R extends DelegatedRelationship>(
  relationships: readonly R[],
  now: Date,
): { readonly standing: RelationshipStanding; readonly relationship: R | undefined } {
  const [best] = relationships
    .map((relationship) => ({ standing: standingOfOne(relationship, now), relationship }))
    .toSorted((a, b) => STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) || endOf(b.relationship) - endOf(a.relationship));
  return best ?? { standing: 'none', relationship: undefined };
}

function endOf({ endsAt }: DelegatedRelationship): number {
  return endsAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
}

function standingOfOne(relationship: DelegatedRelationship, now: Date): Exclude<RelationshipStanding, 'none'> {
  const { status, endsAt } = relationship;
  switch (status) {
    case 'active':
    case 'expiring':
      if (!isInForce(relationship, now)) return 'expired';
      return endsAt !== undefined && endsAt <= soonAfter(now) ? 'ending' : 'active';
    case 'terminationRequested':
      return isInForce(relationship, now) ? 'termination-requested' : 'ended';
    case 'created':
    case 'approved':
    case 'activating':
      return 'being-set-up';
    case 'approvalPending':
      return 'awaiting-approval';
    case 'expired':
      return 'expired';
    case 'terminating':
    case 'terminated':
      return 'ended';
    case 'unknown':
      return 'unknown-status';
  }
}

/** What a person holds at a customer: a role needs a relationship in force and an active assignment to one of the person's groups (cloud-apis 2.5). */
export interface HeldAccess {
  /** Of the person's groups, those with an assignment. */
  readonly groupIds: readonly string[];
  /** Template ids. */
  readonly roles: readonly string[];
  /** Every group of the partner with an assignment. */
  readonly holders: readonly string[];
}

export function heldAccess(groupIds: readonly string[], relationships: readonly GrantedRelationship[], now: Date): HeldAccess {
  const own = new Set(groupIds);
  const assignments = relationships.filter((relationship) => isInForce(relationship, now)).flatMap((granted) => granted.assignments);
  const ofPerson = assignments.filter(({ groupId }) => own.has(groupId));
  return {
    groupIds: [...new Set(ofPerson.map(({ groupId }) => groupId))],
    roles: [...new Set(ofPerson.flatMap(({ roles }) => roles))],
    holders: [...new Set(assignments.map(({ groupId }) => groupId))],
  };
}

/** Whether a person of these groups may act on the customer. */
export function accessOf(
  groupIds: readonly string[],
  relationships: readonly GrantedRelationship[],
  now: Date,
): Exclude<CustomerAccess, 'unknown'> {
  if (!relationships.some((relationship) => isInForce(relationship, now))) return 'no-relationship';
  return heldAccess(groupIds, relationships, now).groupIds.length > 0 ? 'granted' : 'denied';
}
