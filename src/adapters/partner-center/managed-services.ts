import { serviceNamed } from '../../domain/admin-service.ts';
import { isMicrosoftLink } from '../../domain/microsoft-link.ts';
import type { PortalDirectory } from '../../ports/portal-directory.ts';
import type { PartnerCenterClient } from './client.ts';
import { everyItem } from './collection-pages.ts';
import { ManagedServices } from './schema.ts';

/** The admin portal of each service that Partner Center manages for a customer: the older twin of Graph's list. */
export function partnerCenterManagedServices(partnerCenter: PartnerCenterClient): PortalDirectory {
  return {
    async portalsOf(tenantId, signal) {
      const items = await everyItem(partnerCenter, ManagedServices, `/customers/${encodeURIComponent(tenantId)}/managedservices`, signal);
      return items.flatMap(({ id, name, links }) => {
        const url = links?.adminService?.uri;
        if (url === undefined || !isMicrosoftLink(url)) return [];
        return [{ service: serviceNamed(name ?? '', id), name: name || id, url, source: 'partner-center' as const }];
      });
    },
  };
}
