import { z } from 'zod';
import { PORTAL_SOURCES } from '../../domain/admin-portal.ts';
import { ADMIN_SERVICES } from '../../domain/admin-service.ts';
import { isMicrosoftLink } from '../../domain/microsoft-link.ts';
import type { PortalStore } from '../../ports/portal-store.ts';
import type { Database } from './database.ts';
import { jsonText } from './json-text.ts';

const Portals = z.array(
  z
    .object({
      // Of another release's table: then it goes by its own name.
      service: z.enum(ADMIN_SERVICES).optional().catch(undefined),
      name: z.string(),
      // What may stand on a button is decided by this release.
      url: z.string().refine(isMicrosoftLink).optional().catch(undefined),
      source: z.enum(PORTAL_SOURCES),
    })
    .transform(({ service, name, url, source }) => (url === undefined ? [] : [{ service, name, url, source }])),
);

export function postgresPortalStore({ kysely }: Database): PortalStore {
  return {
    async save(tenantId, portals, at) {
      const row = { tenant_id: tenantId.toLowerCase(), fetched_at: at, portals: jsonText(portals) };
      await kysely
        .insertInto('customer_portals')
        .values(row)
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row).where('customer_portals.fetched_at', '<=', at))
        .execute();
    },

    async of(tenantId) {
      const row = await kysely
        .selectFrom('customer_portals')
        .selectAll()
        .where('tenant_id', '=', tenantId.toLowerCase())
        .executeTakeFirst();
      return row && { portals: Portals.parse(row.portals).flat(), readAt: row.fetched_at };
    },
  };
}
