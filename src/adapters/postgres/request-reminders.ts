import { sql } from 'kysely';
import type { RequestStore } from '../../ports/request-store.ts';
import type { Database } from './database.ts';
import { toRequest } from './request-row.ts';
import { audit } from './request-statements.ts';

/** Most rows of any list, whatever is asked for. */
const MOST = 100;
/** There are about 600 in the world. */
const MOST_ZONES = 1000;

/** Hand-offs whose number somebody is to bring back. */
export function requestReminders(kysely: Database['kysely']): Pick<RequestStore, 'zonesOfHandOffs' | 'takeForReminder' | 'overdueNumbers'> {
  return {
    async zonesOfHandOffs() {
      const rows = await kysely
        .selectFrom('service_request')
        .select('time_zone')
        .distinct()
        .where('state', '=', 'handed-off')
        .where('ended', 'is', null)
        .where('number', 'is', null)
        .limit(MOST_ZONES)
        .execute();
      return rows.map((row) => row.time_zone);
    },

    takeForReminder: ({ afterMs, most, timeZones }, at, limit) =>
      kysely.transaction().execute(async (transaction) => {
        const due = transaction
          .selectFrom('service_request')
          .select('id')
          .where('state', '=', 'handed-off')
          .where('ended', 'is', null)
          .where('number', 'is', null)
          .where('reminders', '<', most)
          .where('time_zone', '=', sql<string>`any(${timeZones})`)
          .where(waitedSince(afterMs, most), '<', at)
          .orderBy('handed_off_at')
          .limit(Math.min(limit, MOST))
          .forUpdate()
          .skipLocked();
        const rows = await transaction
          .updateTable('service_request')
          .set({ reminded_at: at, reminders: sql`reminders + 1` })
          .where('id', 'in', due)
          .returningAll()
          .execute();
        for (const row of rows) await audit(transaction, row, { action: 'reminded', actor: 'system', at, before: row.state });
        return rows.map(toRequest);
      }),

    async overdueNumbers({ afterMs, most, timeZones }, at, limit) {
      const rows = await kysely
        .selectFrom('service_request')
        .select('id')
        .where('state', '=', 'handed-off')
        .where('ended', 'is', null)
        .where('number', 'is', null)
        .where('reminders', '>=', most)
        .where('time_zone', '=', sql<string>`any(${timeZones})`)
        .where(waitedSince(afterMs, most), '<', at)
        .where(
          sql<boolean>`not exists (select from request_news as news where news.request_id = service_request.id and news.key = 'number-overdue')`,
        )
        .orderBy('handed_off_at')
        .limit(Math.min(limit, MOST))
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}

/** When the next step is due: each time twice as long after the last one, after the last reminder as long as before it. */
function waitedSince(afterMs: number, most: number) {
  return sql<Date>`coalesce(reminded_at, handed_off_at)
    + make_interval(secs => ${afterMs / 1000}::double precision * power(2, least(reminders, ${Math.max(most - 1, 0)}::integer)))`;
}
