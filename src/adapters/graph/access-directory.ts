import type { AccessDirectory } from '../../ports/access-directory.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GraphClient } from './client.ts';
import { AccessAssignment, DelegatedAdminRelationship } from './schema.ts';

const identity = { kind: 'partner-account' } as const;
const RELATIONSHIPS = '/tenantRelationships/delegatedAdminRelationships';
/** Access stands in these until the end date (cloud-apis 2.5). */
const IN_FORCE: ReadonlySet<string> = new Set(['active', 'expiring', 'terminationrequested']);
/** Relationships asked side by side. */
const AT_ONCE = 4;

/** GDAP relationships of one customer and the groups of the partner that hold access by them. */
export function graphAccessDirectory(graph: GraphClient, clock: Clock): AccessDirectory {
  return {
    async accessTo(tenantId, signal) {
      const filter = encodeURIComponent(`customer/tenantId eq '${tenantId}'`);
      const listed = await graph.list(DelegatedAdminRelationship, `${RELATIONSHIPS}?$filter=${filter}`, identity, signal);
      // Whether the filter is honoured is not documented, so it is applied here too.
      const inForce = listed.filter(
        ({ customer, status, endDateTime }) =>
          customer?.tenantId.toLowerCase() === tenantId.toLowerCase() &&
          IN_FORCE.has(status.toLowerCase()) &&
          !isOver(endDateTime, clock.now()),
      );
      const groupIds = new Set<string>();
      for (let start = 0; start < inForce.length; start += AT_ONCE) {
        const paths = inForce.slice(start, start + AT_ONCE).map(({ id }) => `${RELATIONSHIPS}/${encodeURIComponent(id)}/accessAssignments`);
        const assignments = await Promise.all(paths.map((path) => graph.list(AccessAssignment, path, identity, signal)));
        for (const { status, accessContainer } of assignments.flat())
          if (status.toLowerCase() === 'active' && accessContainer.accessContainerType.toLowerCase() === 'securitygroup')
            groupIds.add(accessContainer.accessContainerId.toLowerCase());
      }
      return { relationship: inForce.length > 0 ? 'active' : 'none', groupIds: [...groupIds] };
    },
  };
}

function isOver(endDateTime: string | null | undefined, now: Date): boolean {
  return endDateTime !== undefined && endDateTime !== null && Date.parse(endDateTime) <= now.getTime();
}
