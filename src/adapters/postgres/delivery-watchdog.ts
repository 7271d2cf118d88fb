import { sql } from 'kysely';
import { DELIVERY_STATES, type DeliveryState, type DeliveryTotals } from '../../domain/delivery.ts';
import type { DeliveryWatchdog } from '../../ports/delivery-watchdog.ts';
import { INCIDENT_STATE } from './announcement-store.ts';
import type { Database } from './database.ts';

/** Most that any reader gets, whatever it asks for. */
const MOST = 1000;
/** So long the job that announces a change may take, before somebody looks after it. */
const ANNOUNCING = sql`interval '1 minute'`;
/** Whatever was missed by whatever fault. */
const COMPARE_AGAIN = sql`interval '1 hour'`;

export function postgresDeliveryWatchdog({ kysely }: Database): DeliveryWatchdog {
  return {
    async unannounced(now, limit) {
      const { rows } = await sql<{ id: string }>`
        select id from incident
        where (resolved_at is null or resolved_at > ${now}::timestamptz - interval '1 day')
          and case when compared_state is distinct from ${INCIDENT_STATE}
            then coalesce(compared_at, first_seen_at) <= ${now}::timestamptz - ${ANNOUNCING}
            else resolved_at is null and compared_at <= ${now}::timestamptz - ${COMPARE_AGAIN} end
        order by compared_at nulls first, id
        limit ${Math.min(limit, MOST)}`.execute(kysely);
      return rows.map(({ id }) => id);
    },

    async stand(now) {
      const { rows } = await sql<{ state: DeliveryState; rows: number }>`
        select state, count(*) as rows from delivery
        where issue_id = any(array(select id from incident where resolved_at is null or resolved_at > ${now}::timestamptz - interval '1 day'))
        group by state`.execute(kysely);
      const counts = new Map(rows.map((row) => [row.state, row.rows]));
      const queued = await kysely
        .selectFrom('delivery')
        .select(({ fn }) => fn.min('state_at').as('since'))
        .where('state', '=', 'queued')
        .executeTakeFirst();
      return {
        totals: Object.fromEntries(DELIVERY_STATES.map((state) => [state, counts.get(state) ?? 0])) as DeliveryTotals,
        queuedSince: queued?.since ?? undefined,
      };
    },
  };
}
