import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { startQueue } from '../../src/adapters/postgres/queue.ts';

const LOOK_MS = 50;
const PATIENCE_MS = 60_000;

async function until(is: () => Promise<boolean>, what: string): Promise<void> {
  const begun = performance.now();
  while (!(await is())) {
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`Waited in vain for ${what}`);
    await wait(LOOK_MS);
  }
}

/** Everybody's health is read anew. Readings under way, which may have begun before what is to be read, end first: each sets when the next one is due. */
export async function readHealth({ kysely }: Pick<Database, 'kysely'>): Promise<void> {
  await until(async () => {
    const reading = await kysely.selectFrom('health_poll').select('tenant_id').where('claimed_until', 'is not', null).limit(1).execute();
    return reading.length === 0;
  }, 'readings of health to end');
  await kysely.updateTable('health_poll').set({ due_at: new Date() }).execute();
}

/** When every customer has been read, every incident is over and that has been announced, and nothing is to be sent any more. */
export async function allQuiet({ kysely }: Pick<Database, 'kysely'>): Promise<void> {
  await until(async () => {
    const { rows } = await sql<{ quiet: boolean }>`
      select exists (select from health_poll) and not exists (select from health_poll where tried_at is null)
        and not exists (select from incident where coalesce((announced ->> 'resolved')::boolean, false) = false)
        and not exists (select from delivery where state = 'queued' or claimed_until is not null) as quiet`.execute(kysely);
    return rows[0]?.quiet === true;
  }, 'all incidents to be over and told');
}

/** When nothing is to be sent any more, now or at an hour that is set. */
export async function allSent({ kysely }: Pick<Database, 'kysely'>): Promise<void> {
  await until(async () => {
    const rows = await kysely
      .selectFrom('delivery')
      .select('issue_id')
      .where((row) => row.or([row('state', '=', 'queued'), row('claimed_until', 'is not', null)]))
      .execute();
    return rows.length === 0;
  }, 'everything to be sent');
}

/** The next call of a case is due now. */
export async function callDue({ kysely }: Pick<Database, 'kysely'>, reference: string): Promise<void> {
  await sql`
    update case_clock set due_at = now() where (case_id, kind, due_at) in (
      select clock.case_id, clock.kind, min(clock.due_at) from case_clock clock join support_case on support_case.id = clock.case_id
      where support_case.reference = ${reference} and clock.kind = 'call' and clock.state = 'running' group by 1, 2)`.execute(kysely);
}

/** Whoever reads a request has it for two minutes; after a reading the next one is further away. */
const CLAIMED_SECONDS = 121;

/** What people are to file in the Azure portal, or did, is looked for there once more; whoever is to be told is told soon after. */
export async function searchTickets(database: Database): Promise<void> {
  const wanted = sql`tracked_as = 'azure-portal' and (state = 'handed-off' or (state = 'filed' and number is not null))`;
  await sql`update service_request set track_at = now() - interval '1 second' where ${wanted}`.execute(database.kysely);
  await trackNow(database);
  await until(async () => {
    const { rows } = await sql`
      select from service_request where ${wanted} and track_at < now() + make_interval(secs => ${CLAIMED_SECONDS})`.execute(
      database.kysely,
    );
    return rows.length === 0;
  }, 'hand-offs to be looked for');
}

async function trackNow(database: Database): Promise<void> {
  const queue = await startQueue(database, () => undefined);
  await queue.enqueue('track-requests', {}, { key: 'now' });
  await queue.stop();
}

/** Every open request is read once more at its back end, and that is written down; whoever is to be told is told soon after. */
export async function readRequests(database: Database): Promise<void> {
  const open = sql`state = 'filed' and desk_status is distinct from 'closed' and tracked_as in ('azure-support', 'partner-center')`;
  await sql`update service_request set track_at = now() - interval '1 second' where ${open}`.execute(database.kysely);
  await trackNow(database);
  await until(async () => {
    const { rows } = await sql`
      select from service_request where ${open} and track_at < now() + make_interval(secs => ${CLAIMED_SECONDS})`.execute(database.kysely);
    return rows.length === 0;
  }, 'requests to be read');
}

/** When it is known what Azure requests can be filed under: a job of the start reads it. */
export async function azureProblemsRead({ kysely }: Pick<Database, 'kysely'>): Promise<void> {
  await until(async () => (await kysely.selectFrom('azure_problem').select('id').limit(1).execute()).length > 0, 'the problems of Azure');
}
