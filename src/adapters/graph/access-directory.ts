import { RELATIONSHIP_STATUSES, type DelegatedRelationship, type RelationshipStatus } from '../../domain/delegated-access.ts';
import type { AccessDirectory } from '../../ports/access-directory.ts';
import type { GraphClient } from './client.ts';
import { AccessAssignment, DelegatedAdminRelationship } from './schema.ts';

const identity = { kind: 'partner-account' } as const;
const RELATIONSHIPS = '/tenantRelationships/delegatedAdminRelationships';

const STATUSES: ReadonlyMap<string, RelationshipStatus> = new Map(RELATIONSHIP_STATUSES.map((status) => [status.toLowerCase(), status]));
/** Both mean off (cloud-apis 2.5). */
const NO_EXTENSION: ReadonlySet<string> = new Set(['P0D', 'PT0S']);

/** GDAP relationships and the groups of the partner that hold access by them. */
export function graphAccessDirectory(graph: GraphClient): AccessDirectory {
  return {
    async relationships(signal) {
      return toRelationships(await graph.list(DelegatedAdminRelationship, `${RELATIONSHIPS}?$top=300`, identity, signal));
    },

    async relationshipsWith(tenantId, signal) {
      const filter = encodeURIComponent(`customer/tenantId eq '${tenantId}'`);
      const listed = await graph.list(DelegatedAdminRelationship, `${RELATIONSHIPS}?$filter=${filter}`, identity, signal);
      // Whether the filter is honoured is not documented, so it is applied here too.
      return toRelationships(listed).filter((relationship) => relationship.tenantId === tenantId.toLowerCase());
    },

    async assignmentsOf(relationshipId, signal) {
      const path = `${RELATIONSHIPS}/${encodeURIComponent(relationshipId)}/accessAssignments`;
      return (await graph.list(AccessAssignment, path, identity, signal)).filter(isActive).map(({ accessContainer, accessDetails }) => ({
        groupId: accessContainer.accessContainerId.toLowerCase(),
        roles: rolesOf(accessDetails),
      }));
    },
  };
}

function isActive({ status, accessContainer }: AccessAssignment): boolean {
  return status.toLowerCase() === 'active' && accessContainer.accessContainerType.toLowerCase() === 'securitygroup';
}

/** Those that a customer is bound to; an offer that nobody took up grants nothing. */
function toRelationships(listed: readonly DelegatedAdminRelationship[]): readonly DelegatedRelationship[] {
  return listed.flatMap(({ customer, ...relationship }) =>
    customer === null || customer === undefined ? [] : [toRelationship(relationship, customer.tenantId)],
  );
}

function toRelationship(listed: Omit<DelegatedAdminRelationship, 'customer'>, tenantId: string): DelegatedRelationship {
  return {
    id: listed.id,
    tenantId: tenantId.toLowerCase(),
    name: listed.displayName ?? '',
    status: STATUSES.get(listed.status.toLowerCase()) ?? 'unknown',
    rawStatus: listed.status,
    activatedAt: listed.activatedDateTime ?? undefined,
    endsAt: listed.endDateTime ?? undefined,
    autoExtends: listed.autoExtendDuration != null && !NO_EXTENSION.has(listed.autoExtendDuration),
    providerTenantId: listed.indirectProviderTenantId?.toLowerCase() ?? undefined,
    roles: rolesOf(listed.accessDetails),
    modifiedAt: listed.lastModifiedDateTime ?? undefined,
  };
}

function rolesOf(details: AccessAssignment['accessDetails']): readonly string[] {
  return [...new Set((details?.unifiedRoles ?? []).map(({ roleDefinitionId }) => roleDefinitionId.toLowerCase()))];
}
