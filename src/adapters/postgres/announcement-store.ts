import { sql, type Kysely, type Transaction } from 'kysely';
import { z } from 'zod';
import { CHANGE_KINDS, TO_AND_FRO_MS, type IncidentFacts } from '../../domain/incident-change.ts';
import type { Announced, Announcement, AnnouncementStore } from '../../ports/announcement-store.ts';
import type { Database } from './database.ts';
import { SENDER_KEY } from '../../ports/job-queue.ts';
import { hitCustomers } from './incident-hits.ts';
import { Classification, INCIDENT_COLUMNS, Status, toIncident } from './incident-row.ts';
import { jsonText } from './json-text.ts';
import { followElsewhere, putDeliveries } from './planned-deliveries.ts';
import type { PostgresQueue } from './queue.ts';
import type { Tables } from './schema.ts';

const Facts: z.ZodType<IncidentFacts> = z
  .object({
    status: Status,
    rawStatus: z.string(),
    classification: Classification,
    highImpact: z.boolean(),
    resolved: z.boolean(),
    textHash: z.string(),
    postHash: z.string().optional(),
    customersHit: z.number(),
    customersHash: z.string(),
  })
  // JSON drops what is undefined; the domain's record has it.
  .transform((facts) => ({ ...facts, postHash: facts.postHash }));

const MOST_CHANGES = 100;

/** Changes whenever an incident is read anew, ends or begins again: what was compared in another state is compared once more. */
export const INCIDENT_STATE = sql<string>`concat_ws('|', extract(epoch from modified_at), extract(epoch from posts_of), resolved_at is not null)`;

/** @param checkAccess false: everybody with a role may see every customer. */
export function postgresAnnouncementStore(
  { kysely }: Database,
  queue: Pick<PostgresQueue, 'within'>,
  checkAccess: boolean,
): AnnouncementStore {
  return {
    announce: (issueId, at, plan) =>
      kysely.transaction().execute(async (transaction) => {
        // Not the row itself: a person's turn, and customers that join, would wait for the whole plan.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`announce ${issueId}`}, 0))`.execute(transaction);
        const read = await readAnnounced(transaction, issueId, at, checkAccess);
        if (read === undefined) return undefined;
        const announcement = await plan(read.announced);
        return store(transaction, queue, { issueId, at, state: read.state, over: read.announced.incident.resolved }, announcement);
      }),

    async changes(issueId, limit) {
      const rows = await kysely
        .selectFrom('incident_change')
        .select(['revision', 'at', 'kinds'])
        .where('issue_id', '=', issueId)
        .orderBy('revision', 'desc')
        .limit(Math.min(limit, MOST_CHANGES))
        .execute();
      return rows.toReversed().map(({ kinds, ...change }) => ({ ...change, kinds: CHANGE_KINDS.filter((kind) => kinds.includes(kind)) }));
    },

    async current(issueId, at) {
      const row = await incidentRow(kysely, issueId);
      return row && { incident: toIncident(row), revision: row.revision, hits: await hitCustomers(kysely, issueId, at, checkAccess) };
    },
  };
}

function incidentRow(on: Kysely<Tables>, issueId: string) {
  return on
    .selectFrom('incident')
    .select([...INCIDENT_COLUMNS, 'posts', 'revision', 'announced', 'announced_at', 'found_open', INCIDENT_STATE.as('state')])
    .where('id', '=', issueId)
    .executeTakeFirst();
}

async function readAnnounced(
  transaction: Transaction<Tables>,
  issueId: string,
  at: Date,
  checkAccess: boolean,
): Promise<{ readonly announced: Announced; readonly state: string } | undefined> {
  const row = await incidentRow(transaction, issueId);
  if (row === undefined) return undefined;
  const earlier = await earlierChanges(transaction, issueId, at);
  const rows = await transaction.selectFrom('delivery').select('place_id').where('issue_id', '=', issueId).execute();
  return {
    announced: {
      incident: toIncident(row),
      revision: row.revision,
      before: row.announced === null ? undefined : Facts.parse(row.announced),
      announcedAt: row.announced_at ?? undefined,
      openedAt: earlier.opened_at ?? undefined,
      earlier: { mostHit: earlier.most_hit ?? 0, recent: Recent.parse(earlier.recent) },
      foundOpen: row.found_open,
      hits: await hitCustomers(transaction, issueId, at, checkAccess),
      placeIds: new Set(rows.map(({ place_id }) => place_id)),
    },
    state: row.state,
  };
}

const Recent = z.array(z.object({ status: Status, highImpact: z.boolean() }));

/** When it was announced as new, or as open again, last, and what was announced since. */
async function earlierChanges(transaction: Transaction<Tables>, issueId: string, at: Date) {
  const { rows } = await sql<{ opened_at: Date | null; most_hit: number | null; recent: unknown }>`
    with opened as (select max(at) as at from incident_change where issue_id = ${issueId} and kinds && '{new,reopened}'::text[])
    select opened.at as opened_at, max((change.facts ->> 'customersHit')::integer) as most_hit,
      coalesce(jsonb_agg(change.facts) filter (where change.at > ${new Date(at.getTime() - TO_AND_FRO_MS)}), '[]') as recent
    from opened left join incident_change change on change.issue_id = ${issueId} and change.at >= coalesce(opened.at, '-infinity')
    group by opened.at`.execute(transaction);
  return rows[0] ?? { opened_at: null, most_hit: null, recent: [] };
}

async function store(
  transaction: Transaction<Tables>,
  queue: Pick<PostgresQueue, 'within'>,
  { issueId, at, state, over }: { readonly issueId: string; readonly at: Date; readonly state: string; readonly over: boolean },
  { change, deliveries, again }: Announcement,
): Promise<{ readonly revision: number } | undefined> {
  const isTold = change !== undefined && change.kinds.length > 0;
  const facts = change && jsonText(change.facts);
  // The incident is locked before its rows, as it is wherever both are changed.
  const incident = await transaction
    .updateTable('incident')
    .set((eb) => ({
      compared_at: at,
      compared_state: state,
      ...(facts !== undefined && { announced: facts, announced_at: at }),
      ...(isTold && { revision: eb('revision', '+', 1) }),
    }))
    .where('id', '=', issueId)
    .returning('revision')
    .executeTakeFirst();
  if (incident === undefined) return undefined;
  const { revision } = incident;
  if (isTold) {
    await transaction
      .insertInto('incident_change')
      .values({ issue_id: issueId, revision, at, kinds: [...change.kinds], facts: jsonText(change.facts) })
      .execute();
  }
  const stand = { issueId, revision, over, at };
  await putDeliveries(transaction, deliveries, stand);
  const follows = isTold && (await followElsewhere(transaction, stand));
  const jobs = queue.within(transaction);
  if (follows || deliveries.some((delivery) => delivery.state === 'queued')) await jobs.enqueue('send-deliveries', {}, { key: SENDER_KEY });
  if (isTold && (change.facts.highImpact || (await hasOpenCase(transaction, issueId)))) {
    await jobs.enqueue('follow-case-incident', { id: issueId }, { key: issueId });
  }
  // By a key of its own: news need not wait for it.
  if (again !== undefined) await jobs.enqueue('announce-incident', { id: issueId }, { key: `${issueId} again`, after: again });
  return { revision };
}

async function hasOpenCase(transaction: Transaction<Tables>, issueId: string): Promise<boolean> {
  const open = transaction.selectFrom('support_case').select('id').where('issue_id', '=', issueId).where('state', '<>', 'resolved');
  return (await open.limit(1).executeTakeFirst()) !== undefined;
}
