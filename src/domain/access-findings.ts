import type { PartnerType } from './cloud.ts';
import { isAzureOnly, type CustomerEstate } from './customer-estate.ts';
import {
  heldAccess,
  isInForce,
  standingOf,
  type DelegatedRelationship,
  type GrantedRelationship,
  type HeldAccess,
  type RelationshipStanding,
} from './delegated-access.ts';
import { allowedBy, type RoleAbility } from './entra-role.ts';
import type { ErrorCode } from './errors.ts';
import { isOnlyHelpdesk, type Colleague } from './roles.ts';

/** Never a guess: what no fact tells could not be told (requirements 3, no. 28). */
export type Verdict = 'yes' | 'no' | 'unknown';

/** Whether the partner's application is let into the customer's tenant, as far as reading its health has told. */
export interface ConsentEvidence {
  /** The last time health was read, for which consent is needed. */
  readonly readAt: Date | undefined;
  readonly failedSince: Date | undefined;
  readonly failure: { readonly code: ErrorCode; readonly vendorCode: string | undefined } | undefined;
}

/** Everything the findings depend on. */
export interface AccessEvidence {
  readonly person: Pick<Colleague, 'roles' | 'groupIds'>;
  readonly partnerType: PartnerType;
  /** undefined: nothing was ever read. */
  readonly grants:
    | {
        readonly relationships: readonly GrantedRelationship[];
        /** False: that a relationship has no assignments means nothing. */
        readonly assignmentsKnown: boolean;
        /** Just read; otherwise it is an older copy, of which nothing is certain. */
        readonly current: boolean;
      }
    | undefined;
  /** undefined: not known. */
  readonly estate: CustomerEstate | undefined;
  readonly consent: ConsentEvidence | undefined;
  readonly now: Date;
}

/** One answer with its evidence; `reason` says which of the sentences of `access.<about>` fits. */
export type AccessFinding =
  | {
      readonly about: 'relationship';
      readonly verdict: Verdict;
      readonly reason: RelationshipStanding | 'not-read';
      readonly relationship: DelegatedRelationship | undefined;
    }
  | {
      readonly about: 'assignment';
      readonly verdict: Verdict;
      readonly reason: 'held' | 'not-held' | 'nobody-holds' | 'nothing-in-force' | 'not-read';
      readonly held: HeldAccess;
    }
  | {
      readonly about: 'health' | 'requests';
      readonly verdict: Verdict;
      readonly reason: 'by-role' | 'no-such-role' | 'unknown-role' | 'no-role' | 'not-read';
      /** Those that allow it, or for want of such those that do not, or that we do not know. */
      readonly roles: readonly string[];
    }
  | {
      readonly about: 'azure';
      readonly verdict: Verdict;
      readonly reason: 'subscription-decides' | 'helpdesk' | 'provider' | 'no-role' | 'not-read';
    }
  | {
      readonly about: 'azure-only';
      readonly verdict: Verdict;
      readonly reason: 'only' | 'more' | 'nothing' | 'not-read';
      readonly readAt: Date | undefined;
    }
  | { readonly about: 'indirect'; readonly verdict: Verdict; readonly reason: 'provider'; readonly providerTenantId: string }
  | {
      readonly about: 'consent';
      readonly verdict: Verdict;
      readonly reason: 'read' | 'missing' | 'failing' | 'never-read';
      readonly evidence: ConsentEvidence | undefined;
    };

const NOBODY: HeldAccess = { groupIds: [], roles: [], holders: [] };

const STANDING_VERDICTS: Readonly<Record<RelationshipStanding, Verdict>> = {
  active: 'yes',
  ending: 'yes',
  'termination-requested': 'yes',
  'being-set-up': 'no',
  'awaiting-approval': 'no',
  'unknown-status': 'unknown',
  expired: 'no',
  ended: 'no',
  none: 'no',
};

/** Has this person the access that support work needs, and what says so: each step by itself, in the order in which access is given. Pure and total. */
export function accessFindings(evidence: AccessEvidence): readonly AccessFinding[] {
  const { grants, now } = evidence;
  const held = grants?.assignmentsKnown === true ? heldAccess(evidence.person.groupIds, grants.relationships, now) : undefined;
  const byRelationship = [
    relationshipFinding(evidence),
    assignmentFinding(evidence, held),
    roleFinding('health', 'read-health', held),
    roleFinding('requests', 'open-requests', held),
    ...providerFindings(evidence),
  ];
  return [
    ...(grants?.current === false ? byRelationship.map((finding) => ({ ...finding, verdict: 'unknown' as const })) : byRelationship),
    azureFinding(evidence, held),
    azureOnlyFinding(evidence),
    consentFinding(evidence),
  ];
}

function relationshipFinding({ grants, now }: AccessEvidence): AccessFinding {
  if (grants === undefined) return { about: 'relationship', verdict: 'unknown', reason: 'not-read', relationship: undefined };
  const { standing, relationship } = standingOf(grants.relationships, now);
  return { about: 'relationship', verdict: STANDING_VERDICTS[standing], reason: standing, relationship };
}

function assignmentFinding({ grants, now }: AccessEvidence, held: HeldAccess | undefined): AccessFinding {
  if (grants === undefined || held === undefined) return { about: 'assignment', verdict: 'unknown', reason: 'not-read', held: NOBODY };
  if (held.groupIds.length > 0) return { about: 'assignment', verdict: 'yes', reason: 'held', held };
  const inForce = grants.relationships.some((relationship) => isInForce(relationship, now));
  const reason = !inForce ? 'nothing-in-force' : held.holders.length > 0 ? 'not-held' : 'nobody-holds';
  return { about: 'assignment', verdict: 'no', reason, held };
}

/** What a role allows counts in the customer's tenant only (cloud-apis 6.4). */
function roleFinding(about: 'health' | 'requests', ability: RoleAbility, held: HeldAccess | undefined): AccessFinding {
  if (held === undefined) return { about, verdict: 'unknown', reason: 'not-read', roles: [] };
  if (held.roles.length === 0) return { about, verdict: 'no', reason: 'no-role', roles: [] };
  const { allowed, roles } = allowedBy(held.roles, ability);
  const reason = { yes: 'by-role', no: 'no-such-role', unknown: 'unknown-role' } as const;
  return { about, verdict: allowed, reason: reason[allowed], roles };
}

/** Rights on the subscription decide, which no API that we ask tells (cloud-apis 4.9, 6.4): never more than "could not tell". */
function azureFinding({ person, partnerType }: AccessEvidence, held: HeldAccess | undefined): AccessFinding {
  const because = (verdict: Verdict, reason: Extract<AccessFinding, { about: 'azure' }>['reason']): AccessFinding => ({
    about: 'azure',
    verdict,
    reason,
  });
  if (isOnlyHelpdesk(person.roles)) return because('no', 'helpdesk'); // B6
  if (partnerType === 'indirect-reseller') return because('unknown', 'provider'); // B4, B5
  if (held === undefined) return because('unknown', 'not-read');
  return because('unknown', held.roles.length > 0 ? 'subscription-decides' : 'no-role'); // B37, B38
}

function azureOnlyFinding({ estate }: AccessEvidence): AccessFinding {
  const because = (verdict: Verdict, reason: Extract<AccessFinding, { about: 'azure-only' }>['reason']): AccessFinding => ({
    about: 'azure-only',
    verdict,
    reason,
    readAt: estate?.readAt,
  });
  if (estate === undefined) return because('unknown', 'not-read');
  if (isAzureOnly(estate)) return because('yes', 'only');
  return because('no', estate.subscriptions.some(({ active }) => active) ? 'more' : 'nothing');
}

/** Only where a provider stands in between. */
function providerFindings({ grants, now }: AccessEvidence): readonly AccessFinding[] {
  const providers = (grants?.relationships ?? [])
    .filter((relationship) => isInForce(relationship, now))
    .flatMap(({ providerTenantId }) => providerTenantId ?? []);
  return [...new Set(providers)].map((providerTenantId) => ({ about: 'indirect', verdict: 'yes', reason: 'provider', providerTenantId }));
}

function consentFinding({ consent }: AccessEvidence): AccessFinding {
  const because = (verdict: Verdict, reason: Extract<AccessFinding, { about: 'consent' }>['reason']): AccessFinding => ({
    about: 'consent',
    verdict,
    reason,
    evidence: consent,
  });
  if (consent?.failure?.code === 'CONSENT_MISSING') return because('no', 'missing');
  if (consent?.failure !== undefined) return because('unknown', 'failing');
  return consent?.readAt === undefined ? because('unknown', 'never-read') : because('yes', 'read');
}

/** Whether the way without admin rights is worth showing: the person has no role to sign in with (B37). */
export function needsWayWithoutRights(findings: readonly AccessFinding[]): boolean {
  return findings.some(({ about, verdict }) => (about === 'relationship' || about === 'assignment') && verdict === 'no');
}
