import { sql, type Insertable, type Transaction } from 'kysely';
import { rankOf, type HealthIssue, type HealthSnapshot } from '../../domain/service-health.ts';
import type { IncidentTable, Tables } from './schema.ts';

/** Rows of one statement. */
const BATCH = 500;

/** Ids of incidents: that began or changed; of the others those that came to hit the customer, and those that went on without it. */
export interface Grouped {
  readonly changed: readonly string[];
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

/**
 * Brings incidents, and which of them hit this customer, in step with a snapshot that was just stored in the same transaction. Many customers do so side by
 * side and share incidents: rows are locked in the order of their ids, and only those that change. `isFirst`: it is the first snapshot of this customer.
 */
export async function groupIncidents(
  transaction: Transaction<Tables>,
  { tenantId, fetchedAt, overviews }: HealthSnapshot,
  isFirst: boolean,
): Promise<Grouped> {
  const issues = [...new Map(overviews.flatMap((overview) => overview.issues).map((issue) => [issue.id, issue])).values()];
  const ids = issues.map(({ id }) => id);
  const changed = await changedIssues(transaction, issues);
  for (let from = 0; from < changed.length; from += BATCH)
    await storeIncidents(transaction, changed.slice(from, from + BATCH), fetchedAt, isFirst);

  const joined = await sql<{ id: string }>`
    insert into incident_customer (issue_id, tenant_id, since)
    select issue_id, ${tenantId}, ${fetchedAt} from unnest(${ids}::text[]) as issue_id
    on conflict (issue_id, tenant_id) do update set since = excluded.since, ended_at = null where incident_customer.ended_at is not null
    returning issue_id as id
  `.execute(transaction);
  const left = await transaction
    .updateTable('incident_customer')
    .set({ ended_at: fetchedAt })
    .where('tenant_id', '=', tenantId)
    .where('ended_at', 'is', null)
    .where('issue_id', '<>', sql<string>`all(${ids}::text[])`)
    .returning('issue_id as id')
    .execute();
  const news = new Set(changed.map(({ id }) => id));
  return {
    changed: [...news],
    joined: joined.rows.map(({ id }) => id).filter((id) => !news.has(id)),
    left: left.map(({ id }) => id),
  };
}

/** Those not stored yet, newer than what is stored, or listed as open while they counted as over; by id. */
async function changedIssues(transaction: Transaction<Tables>, issues: readonly HealthIssue[]): Promise<readonly HealthIssue[]> {
  const ids = issues.map(({ id }) => id);
  const rows = await transaction
    .selectFrom('incident')
    .select(['id', 'modified_at', 'resolved_at'])
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  const stored = new Map(rows.map((row) => [row.id, row]));
  return issues
    .filter(({ id, modifiedAt }) => {
      const row = stored.get(id);
      return row === undefined || row.modified_at < modifiedAt || (row.resolved_at !== null && row.modified_at <= modifiedAt);
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function storeIncidents(
  transaction: Transaction<Tables>,
  issues: readonly HealthIssue[],
  at: Date,
  foundOpen: boolean,
): Promise<void> {
  await transaction
    .insertInto('incident')
    .values(issues.map((issue) => ({ ...issueColumns(issue), first_seen_at: at, found_open: foundOpen })))
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((to) => ({
          title: to.ref('excluded.title'),
          service: to.ref('excluded.service'),
          classification: to.ref('excluded.classification'),
          status: to.ref('excluded.status'),
          raw_status: to.ref('excluded.raw_status'),
          badness: to.ref('excluded.badness'),
          high_impact: to.ref('excluded.high_impact'),
          impact: to.ref('excluded.impact'),
          feature: to.ref('excluded.feature'),
          started_at: to.ref('excluded.started_at'),
          modified_at: to.ref('excluded.modified_at'),
          ended_at: null,
          resolved_at: null,
          posts_asked_at: null,
        }))
        // Another customer's reading may have come first.
        .whereRef('incident.modified_at', '<=', 'excluded.modified_at'),
    )
    .execute();
}

/** An issue as columns of its incident. */
export function issueColumns(issue: HealthIssue): Omit<Insertable<IncidentTable>, 'first_seen_at'> {
  return {
    id: issue.id,
    title: issue.title,
    service: issue.service,
    classification: issue.classification,
    status: issue.status,
    raw_status: issue.rawStatus,
    badness: rankOf(issue.status),
    high_impact: issue.highImpact,
    impact: issue.impact,
    feature: issue.feature ?? null,
    started_at: issue.startedAt,
    modified_at: issue.modifiedAt,
  };
}
