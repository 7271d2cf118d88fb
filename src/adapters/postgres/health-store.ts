import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { hasTrouble, HEALTH_STATUSES, type ServiceHealthOverview } from '../../domain/service-health.ts';
import type { HealthStore } from '../../ports/health-store.ts';
import type { Database } from './database.ts';
import { groupIncidents, type Grouped } from './incident-grouping.ts';
import { jsonText } from './json-text.ts';
import type { KeyedJob, PostgresQueue } from './queue.ts';

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
    // Copies of an older release have none.
    modifiedAt: z.coerce.date().optional(),
    impact: z.string(),
    feature: z.string().optional(),
    highImpact: z.boolean(),
  })
  // JSON drops what is undefined; the domain's record has it.
  .transform((issue) => ({ ...issue, feature: issue.feature, modifiedAt: issue.modifiedAt ?? issue.startedAt }));

const Overviews: z.ZodType<readonly ServiceHealthOverview[]> = z.array(
  z.object({ id: z.string(), service: z.string(), status: Status, rawStatus: z.string(), issues: z.array(Issue) }),
);

/** An unchanged reading only moves the age of the stored one; most are. */
const UNCHANGED = {
  name: 'health-unchanged',
  text: 'update health_snapshot set fetched_at = greatest(fetched_at, $2) where tenant_id = $1 and content_hash = $3 returning 1',
};

/** Customers come to be hit one after the other, as their health is read: they are told of together. */
const TOGETHER_SECONDS = 5;

export function postgresHealthStore({ kysely, run }: Database, queue: Pick<PostgresQueue, 'enqueueAll'>): HealthStore {
  return {
    async save(snapshot) {
      const { tenantId, fetchedAt } = snapshot;
      const overviews = jsonText(snapshot.overviews);
      const hash = createHash('sha256').update(overviews).digest('base64');
      const unchanged = await run(UNCHANGED, [tenantId, fetchedAt, hash]);
      if (unchanged.length > 0) return false;
      return kysely.transaction().execute(async (transaction) => {
        const troubled = snapshot.overviews.length === 0 ? null : snapshot.overviews.some(hasTrouble);
        const row = { tenant_id: tenantId, fetched_at: fetchedAt, overviews, content_hash: hash, troubled };
        const stored = await transaction
          .insertInto('health_snapshot')
          .values(row)
          // Of two readings at once the newer one stays, whichever is stored last. The lock of the row makes them go one after the other.
          .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row).where('health_snapshot.fetched_at', '<=', fetchedAt))
          .returning(sql<boolean>`xmax = 0`.as('isFirst'))
          .executeTakeFirst();
        if (stored === undefined) return false;
        const grouped = await groupIncidents(transaction, snapshot, stored.isFirst);
        await queue.enqueueAll(transaction, 'announce-incident', announcements(grouped));
        return grouped.changed.length > 0 || grouped.left.length > 0;
      });
    },

    async latest(tenantId) {
      const row = await kysely.selectFrom('health_snapshot').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst();
      return row && { tenantId: row.tenant_id, fetchedAt: row.fetched_at, overviews: Overviews.parse(row.overviews) };
    },
  };
}

/** By keys of their own: news need not wait for what is told of together. */
function announcements({ changed, joined, left }: Grouped): KeyedJob[] {
  const customersOnly = [...joined, ...left];
  return [
    ...changed.map((id) => ({ key: id, data: { id }, afterSeconds: undefined })),
    ...customersOnly.map((id) => ({ key: `${id} customers`, data: { id }, afterSeconds: TOGETHER_SECONDS })),
  ];
}
