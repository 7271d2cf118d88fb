import { sql } from 'kysely';
import type { IncidentReach } from '../../ports/incident-reach.ts';
import { inView } from './customer-view.ts';
import type { Database } from './database.ts';

const MOST = 100;

export function postgresIncidentReach({ kysely }: Database): IncidentReach {
  return {
    async seenBy(issueId, view) {
      const row = await kysely
        .selectFrom('incident_customer as seen')
        .leftJoin('health_poll as poll', 'poll.tenant_id', 'seen.tenant_id')
        .select('seen.tenant_id')
        .where('seen.issue_id', '=', issueId)
        .where(inView(view, 'seen.tenant_id'))
        .orderBy(sql`seen.ended_at is not null, poll.failed_since is not null`)
        .limit(1)
        .executeTakeFirst();
      return row?.tenant_id;
    },

    async hits(issueId, tenantIds) {
      const rows = await kysely
        .selectFrom('incident_customer')
        .select(['tenant_id', 'ended_at'])
        .where('issue_id', '=', issueId)
        .where('tenant_id', '=', sql<string>`any(${tenantIds.slice(0, MOST)}::text[])`)
        .execute();
      return rows.map((row) => ({ tenantId: row.tenant_id, endedAt: row.ended_at ?? undefined }));
    },
  };
}
