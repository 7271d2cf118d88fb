import type { Transaction } from 'kysely';
import { z } from 'zod';
import { CUSTOMER_SOURCES, type CustomerSource } from '../../domain/customer.ts';
import { jsonText } from './json-text.ts';
import type { Tables } from './schema.ts';

/** When each source was last heard. One that never was (no permission, say) has no part in the list, and no age. */
const Parts = z.partialRecord(z.enum(CUSTOMER_SOURCES), z.iso.datetime());

/**
 * Notes that all sources but the missing ones were heard; the list is as old as the oldest of its parts. Whoever refreshes the list does this first: the
 * lock of the row makes two replicas go one after the other.
 */
export async function noteListAge(transaction: Transaction<Tables>, missing: readonly CustomerSource[], at: Date): Promise<void> {
  await transaction
    .insertInto('customer_list')
    .values({ id: 1, refreshed_at: at, parts: jsonText({}) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await transaction.selectFrom('customer_list').select('parts').forUpdate().executeTakeFirstOrThrow();
  const heard = CUSTOMER_SOURCES.filter((source) => !missing.includes(source)).map((source) => [source, at.toISOString()] as const);
  const parts = { ...Parts.parse(row.parts), ...Object.fromEntries(heard) };
  // Of one form, so that their order as texts is their order in time.
  const [oldest] = Object.values(parts).toSorted();
  await transaction
    .updateTable('customer_list')
    .set({ refreshed_at: oldest === undefined ? at : new Date(oldest), parts: jsonText(parts) })
    .execute();
}
