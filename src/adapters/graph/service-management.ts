import { serviceNamed } from '../../domain/admin-service.ts';
import { isMicrosoftLink } from '../../domain/microsoft-link.ts';
import type { PortalDirectory } from '../../ports/portal-directory.ts';
import type { GraphClient } from './client.ts';
import { ServiceManagementDetail } from './schema.ts';

/** The portals that Graph lists for a customer with a GDAP relationship. The set of ids is open, and some links are to a portal without the customer. */
export function graphServiceManagement(graph: GraphClient): PortalDirectory {
  return {
    async portalsOf(tenantId, signal) {
      const path = `/tenantRelationships/delegatedAdminCustomers/${encodeURIComponent(tenantId)}/serviceManagementDetails`;
      const details = await graph.list(ServiceManagementDetail, path, { kind: 'partner-account' }, signal);
      return details.flatMap(({ id, serviceName, serviceManagementUrl: url }) => {
        if (url === undefined || url === null || !isMicrosoftLink(url)) return [];
        return [{ service: serviceNamed(serviceName ?? '', id), name: serviceName || id, url, source: 'graph' as const }];
      });
    },
  };
}
