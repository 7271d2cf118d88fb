import { z } from 'zod';
import { HEALTH_STATUSES, type ServiceHealthOverview } from '../../domain/service-health.ts';
import type { HealthStore } from '../../ports/health-store.ts';
import type { Database } from './database.ts';
import { jsonText } from './json-text.ts';

// A status that this release does not know is unknown, and unknown is never healthy.
const Status = z.enum([...HEALTH_STATUSES, 'unknown']).catch('unknown');

const Issue = z
  .object({
    id: z.string(),
    title: z.string(),
    service: z.string(),
    classification: z.enum(['incident', 'advisory', 'unknown']).catch('unknown'),
    status: Status,
    rawStatus: z.string(),
    startedAt: z.coerce.date(),
    impact: z.string(),
    feature: z.string().optional(),
    highImpact: z.boolean(),
  })
  // JSON drops what is undefined; the domain's record has it.
  .transform((issue) => ({ ...issue, feature: issue.feature }));

const Overviews: z.ZodType<readonly ServiceHealthOverview[]> = z.array(
  z.object({ id: z.string(), service: z.string(), status: Status, rawStatus: z.string(), issues: z.array(Issue) }),
);

export function postgresHealthStore({ kysely }: Database): HealthStore {
  return {
    async save({ tenantId, fetchedAt, overviews }) {
      const row = { tenant_id: tenantId, fetched_at: fetchedAt, overviews: jsonText(overviews) };
      await kysely
        .insertInto('health_snapshot')
        .values(row)
        // Of two readings at once the newer one stays, whichever is stored last.
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row).where('health_snapshot.fetched_at', '<=', fetchedAt))
        .execute();
    },

    async latest(tenantId) {
      const row = await kysely.selectFrom('health_snapshot').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst();
      return row && { tenantId: row.tenant_id, fetchedAt: row.fetched_at, overviews: Overviews.parse(row.overviews) };
    },
  };
}
