import type { Selectable, Transaction, UpdateObject } from 'kysely';
import type { RequestState } from '../../domain/service-request.ts';
import { isUuid } from './identifiers.ts';
import type { ServiceRequestTable, Tables } from './schema.ts';

/** What the parts of the ledger of requests do alike, inside their transactions. */
export type RequestRow = Selectable<ServiceRequestTable>;
export type Work = Transaction<Tables>;

/** Locks the request, so that what is written about its state before is true. */
export async function locked(transaction: Work, id: string): Promise<RequestRow | undefined> {
  if (!isUuid(id)) return undefined;
  return transaction.selectFrom('service_request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** A change that makes older cards old. */
export async function update(
  transaction: Work,
  before: RequestRow,
  columns: UpdateObject<Tables, 'service_request'>,
  at: Date,
): Promise<RequestRow> {
  return transaction
    .updateTable('service_request')
    .set({ ...columns, version: before.version + 1, updated_at: at })
    .where('id', '=', before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

interface AuditEntry {
  readonly action: string;
  readonly actor: string;
  readonly at: Date;
  readonly before: RequestState | null;
  readonly reason?: string | undefined;
}

export async function audit(transaction: Work, row: RequestRow, { action, actor, at, before, reason }: AuditEntry): Promise<void> {
  await transaction
    .insertInto('request_audit')
    .values({ request_id: row.id, at, actor, action, state_before: before, state: row.state, reason: reason ?? null })
    .execute();
}

/** Filed from a case, or escalated to one that is open. */
export async function hasCase(transaction: Work, { id, case_id: caseId }: RequestRow): Promise<boolean> {
  if (caseId !== null) return true;
  const open = transaction.selectFrom('support_case').select('id').where('request_id', '=', id).where('state', '<>', 'resolved');
  return (await open.limit(1).executeTakeFirst()) !== undefined;
}
