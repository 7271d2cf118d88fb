import * as z from 'zod';
import { ADMIN_SERVICES } from '../src/domain/admin-service.ts';
import { REPAIR_IDS } from '../src/domain/repair.ts';

const customer = { tenantId: z.guid().transform((value) => value.toLowerCase()) };

/** The data of the buttons `admin.…`, as our cards make it; ids are re-authorised where they are used. */
export const AdminAction = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('admin.portals'), ...customer }),
  z.object({ verb: z.literal('admin.service'), ...customer, service: z.enum(ADMIN_SERVICES) }),
  z.object({ verb: z.literal('admin.repair'), ...customer, repair: z.enum(REPAIR_IDS) }),
  z.object({ verb: z.literal('admin.withoutRights'), ...customer }),
]);
