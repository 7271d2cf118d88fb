import { sql, type Selectable, type Transaction } from 'kysely';
import { z } from 'zod';
import { ERROR_CODES } from '../../domain/errors.ts';
import type { HealthPollStore, PollState, PollTotals, Spread } from '../../ports/health-poll-store.ts';
import type { Database } from './database.ts';
import { jsonText } from './json-text.ts';
import type { HealthPollTable, Tables } from './schema.ts';

const Failure = z
  .object({
    // A code of a later release is a failure all the same.
    code: z.enum(ERROR_CODES).catch('INTERNAL'),
    status: z.number().optional(),
    vendorCode: z.string().optional(),
    correlationId: z.string().optional(),
  })
  // JSON drops what is undefined; the port's record has it.
  .transform(({ code, status, vendorCode, correlationId }) => ({ code, status, vendorCode, correlationId }));

type Row = Selectable<HealthPollTable>;

/** Asked about once a second by every replica: `health_poll_due` gives the rows in order, and those being read just now stand at its head. */
const CLAIM = {
  name: 'health-poll-claim',
  text: `update health_poll set claimed_until = $2 where tenant_id = any(array(
      select tenant_id from health_poll where due_at <= $1 and (claimed_until is null or claimed_until <= $1)
      order by due_at limit $3 for update skip locked))
    returning *`,
};

const SUCCEEDED = {
  name: 'health-poll-succeeded',
  text: `update health_poll set read_at = $2, tried_at = $2, due_at = $3, claimed_until = null, failures = 0, failed_since = null, failure = null
    where tenant_id = $1 and (tried_at is null or tried_at <= $2)`,
};

export function postgresHealthPollStore({ kysely, run }: Database): HealthPollStore {
  return {
    reconcile: (now, spread) => kysely.transaction().execute((transaction) => reconcile(transaction, now, spread)),

    async claim(now, until, limit) {
      const rows = await run<Row>(CLAIM, [now, until, limit]);
      return rows.map(toPollState).toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    },

    async succeeded(tenantId, at, dueAt) {
      await run(SUCCEEDED, [tenantId, at, dueAt]);
    },

    async failed(tenantId, failure, at, dueAt) {
      await kysely
        .updateTable('health_poll')
        .set((to) => ({
          tried_at: at,
          due_at: dueAt,
          claimed_until: null,
          failures: to('failures', '+', 1),
          failed_since: to.fn.coalesce('failed_since', to.val(at)),
          failure: jsonText(failure),
        }))
        .where('tenant_id', '=', tenantId)
        // A later reading knows better.
        .where((to) => to.or([to('tried_at', 'is', null), to('tried_at', '<=', at)]))
        .execute();
    },

    async giveBack(tenantIds) {
      await kysely
        .updateTable('health_poll')
        .set({ claimed_until: null })
        .where('tenant_id', '=', sql<string>`any(${tenantIds}::text[])`)
        .execute();
    },

    async stateOf(tenantId) {
      const row = await kysely.selectFrom('health_poll').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst();
      return row && toPollState(row);
    },
  };
}

/** A row of `health_poll`; `failure` is null while it goes well. */
export function toPollState(row: Omit<Row, 'claimed_until'>): PollState {
  return {
    tenantId: row.tenant_id,
    readAt: row.read_at ?? undefined,
    triedAt: row.tried_at ?? undefined,
    dueAt: row.due_at,
    failures: row.failures,
    failedSince: row.failed_since ?? undefined,
    failure: row.failure === null ? undefined : Failure.parse(row.failure),
  };
}

async function reconcile(transaction: Transaction<Tables>, now: Date, { apartMs, withinMs }: Spread): Promise<PollTotals | undefined> {
  const lock = sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtext('health-poll-reconcile')) as mine`;
  const [locked] = (await lock.execute(transaction)).rows;
  if (locked?.mine !== true) return undefined;

  const added = await sql`
    insert into health_poll (tenant_id, due_at)
    select tenant_id, ${now}::timestamptz + interval '1 millisecond' * (least(${apartMs}::float8, ${withinMs}::float8 / count(*) over ()) * (row_number() over () - 1))
    from customer where not exists (select from health_poll where health_poll.tenant_id = customer.tenant_id)
    on conflict do nothing`.execute(transaction);

  const notCustomer = sql<boolean>`not exists (select from customer where customer.tenant_id = gone.tenant_id)`;
  const polls = await transaction.deleteFrom('health_poll as gone').where(notCustomer).returning('tenant_id').execute();
  // Asked for by itself: a reading may have been on its way when its customer was removed.
  const snapshots = await transaction.deleteFrom('health_snapshot as gone').where(notCustomer).returning('tenant_id').execute();
  const gone = [...new Set([...polls, ...snapshots].map(({ tenant_id }) => tenant_id))];
  if (gone.length > 0)
    await transaction
      .deleteFrom('incident_customer')
      .where('tenant_id', '=', sql<string>`any(${gone}::text[])`)
      .execute();

  const totals = await transaction
    .selectFrom('health_poll')
    .select(({ fn }) => [fn.countAll<number>().as('customers'), fn.count<number>('failed_since').as('failing')])
    .executeTakeFirstOrThrow();
  return { added: Number(added.numAffectedRows ?? 0), removed: polls.length, ...totals };
}
