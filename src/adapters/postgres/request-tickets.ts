import { sql, type SqlBool } from 'kysely';
import { BackEndError } from '../../domain/errors.ts';
import type { RequestNews } from '../../domain/service-request.ts';
import type { RequestStore } from '../../ports/request-store.ts';
import type { Database } from './database.ts';
import { isUuid } from './identifiers.ts';
import { jsonText } from './json-text.ts';
import type { PostgresQueue } from './queue.ts';
import { haveTold, insertNews, markAllSeen } from './request-news.ts';
import { toRequest } from './request-row.ts';
import { audit, locked, update, type RequestRow } from './request-statements.ts';

/** Most rows of any list, whatever is asked for. */
const MOST = 100;
const UNIQUE_VIOLATION = '23505';

/** What people filed in the Azure portal, looked for and found at Azure Support. */
export function requestTickets(
  kysely: Database['kysely'],
  queue: Pick<PostgresQueue, 'within'>,
): Pick<RequestStore, 'linkTicket' | 'withNumber' | 'ofNumbers' | 'takeForTicketSearch' | 'putOffTicketSearch'> {
  const link: RequestStore['linkTicket'] = (id, { number, ticket: { subscriptionId, name }, createdAt }, actor, at) =>
    kysely.transaction().execute(async (transaction) => {
      const before = await locked(transaction, id);
      if (before === undefined || !fits(before, number)) return undefined;
      const columns = {
        state: 'filed',
        number,
        // It is there, whatever somebody said of it on our list.
        ended: null,
        desk_status: null,
        azure_ticket: jsonText({ subscriptionId, name }),
        filed_at: createdAt ?? before.filed_at ?? at,
        // Of another beginning: worked out anew at the first reading.
        response_due_at: null,
        response_warn_at: null,
        track_at: at,
      } as const;
      const row = await update(transaction, before, columns, at);
      await audit(transaction, row, { action: 'ticket-found', actor, at, before: before.state });
      await insertNews(transaction, id, newsOf(before, row), at);
      if (actor !== 'system') await markAllSeen(transaction, id, actor, at);
      await haveTold(transaction, queue, row);
      return toRequest(row);
    });

  return {
    async linkTicket(...args) {
      try {
        return await link(...args);
      } catch (error) {
        if (error instanceof BackEndError && error.vendorCode === UNIQUE_VIOLATION) return undefined;
        throw error;
      }
    },

    async ofNumbers(tenantId, numbers) {
      const rows = await kysely
        .selectFrom('service_request')
        .selectAll()
        .where('number', '=', sql<string>`any(${numbers})`)
        .where('tenant_id', '=', tenantId.toLowerCase())
        .orderBy('created_at', 'desc')
        .limit(MOST)
        .execute();
      return rows.map(toRequest);
    },

    async withNumber(number) {
      const rows = kysely.selectFrom('service_request').selectAll().where('number', '=', number).orderBy('created_at', 'desc').limit(MOST);
      return (await rows.execute()).map(toRequest);
    },

    async takeForTicketSearch(now, until, limit) {
      const due = kysely
        .selectFrom('service_request')
        .where('tracked_as', '=', 'azure-portal')
        .where('track_at', '<=', now)
        .where(sql<SqlBool>`(state = 'handed-off' or (state = 'filed' and number is not null))`)
        .orderBy('track_at')
        .forUpdate()
        .skipLocked();
      const rows = await kysely
        .with('first', () => due.select('tenant_id').limit(1))
        .updateTable('service_request')
        .set({ track_at: until })
        .where('id', 'in', (query) =>
          due.select('id').where('tenant_id', '=', query.selectFrom('first').select('tenant_id')).limit(Math.min(limit, MOST)),
        )
        .returningAll()
        .execute();
      return rows.map(toRequest);
    },

    async putOffTicketSearch(id, until) {
      if (!isUuid(id)) return;
      const unfound = kysely.updateTable('service_request').where('id', '=', id).where('azure_ticket', 'is', null);
      await unfound.set({ track_at: until ?? null }).execute();
    },
  };
}

/** Its number; of what had one, and was off our list, that it is open again. */
function newsOf({ number, ended }: RequestRow, { version }: RequestRow): readonly RequestNews[] {
  if (number === null) return [{ kind: 'number-found', key: 'number-found' }];
  return ended === null ? [] : [{ kind: 'reopened', key: `reopened:found:${version}` }];
}

/** Filed by a person in the Azure portal, or to be, and not as another one. */
function fits({ route, state, number, azure_ticket: ticket }: RequestRow, found: string): boolean {
  if (route !== 'azure-portal' || ticket !== null) return false;
  return state === 'handed-off' ? (number ?? found) === found : state === 'filed' && number === found;
}
