import type { Transaction } from 'kysely';
import type { Change } from '../../ports/change-audit.ts';
import { jsonText } from './json-text.ts';
import type { Tables } from './schema.ts';

/** Writes a change down, in the transaction that makes it. `undefined` before: it is new; after: it is gone. */
export async function recordChange(transaction: Transaction<Tables>, change: Change): Promise<void> {
  const { at, actor, subject, subjectId, action, before, after } = change;
  await transaction
    .insertInto('change_audit')
    .values({
      at,
      actor,
      subject,
      subject_id: subjectId,
      action,
      before: before === undefined ? null : jsonText(before),
      after: after === undefined ? null : jsonText(after),
    })
    .execute();
}
