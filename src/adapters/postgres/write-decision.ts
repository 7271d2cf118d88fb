import { sql, type Kysely, type Transaction } from 'kysely';
import { toldOf, type CaseDecision, type CaseWithClocks } from '../../domain/case-decision.ts';
import type { SupportCase } from '../../domain/support-case.ts';
import { clocksOf, writeClocks } from './case-clocks.ts';
import { actorColumns, changedColumns, toCase } from './case-row.ts';
import { isUuid } from './identifiers.ts';
import { jsonText } from './json-text.ts';
import type { PostgresQueue } from './queue.ts';
import type { Tables } from './schema.ts';

/** A press of a button: carried out once. */
interface Press {
  readonly key: string | undefined;
  readonly at: Date;
}

/**
 * A case with its clocks; undefined for an id of none. Read in this order, the clocks are of that version or of a later one, with which
 * nothing can be written. `locked`: within a transaction, before its clocks are touched: everybody takes the case first.
 */
export async function readCase(db: Kysely<Tables>, id: string, lock: 'locked' | 'free'): Promise<CaseWithClocks | undefined> {
  if (!isUuid(id)) return undefined;
  const found = db.selectFrom('support_case').selectAll().where('id', '=', id);
  // Its key stays: whoever adds to its trail meanwhile, with its showing locked, is not kept waiting, and no two wait for each other.
  const row = await (lock === 'locked' ? found.forNoKeyUpdate() : found).executeTakeFirst();
  return row && { case: toCase(row), clocks: await clocksOf(db, id) };
}

/**
 * Stores a decision if the case is still at `version`: the case, its entry in the trail, its clocks, what is to be said of it, and the job that shows it.
 * Undefined, and nothing written, when somebody was faster.
 */
export async function writeDecision(
  transaction: Transaction<Tables>,
  queue: Pick<PostgresQueue, 'within'>,
  version: number,
  decision: CaseDecision,
  press: Press,
): Promise<SupportCase | undefined> {
  const { next, clocks } = decision;
  const row = await transaction
    .updateTable('support_case')
    .set({ ...changedColumns(next), version: version + 1, updated_at: press.at })
    .where('id', '=', next.id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const written = toCase(row);
  const eventId = await writeEvent(transaction, written, decision.event, press);
  await writeClocks(transaction, written.id, clocks, press.at);
  await writeLines(transaction, written, eventId, decision, press.at);
  await showSoon(transaction, queue, written.id, press.at);
  return written;
}

/** Appends to the trail; gives the entry's id. */
export async function writeEvent(
  transaction: Transaction<Tables>,
  { id, version }: SupportCase,
  { kind, actor, detail, text }: CaseDecision['event'],
  { key, at }: Press,
): Promise<number> {
  const entry = await transaction
    .insertInto('case_event')
    .values({
      case_id: id,
      version,
      at,
      ...actorColumns(actor),
      kind,
      detail: jsonText(detail),
      text: text ?? null,
      press_key: key ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return entry.id;
}

/** Something is to be shown or said of a case: by the job at once, and by the watchdog should the job be lost. */
export async function showSoon(
  transaction: Transaction<Tables>,
  queue: Pick<PostgresQueue, 'within'>,
  id: string,
  at: Date,
): Promise<void> {
  await transaction
    .insertInto('case_showing')
    .values({ case_id: id, due_at: at })
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet({ due_at: sql<Date>`least(case_showing.due_at, excluded.due_at)` }))
    .execute();
  await queue.within(transaction).enqueue('show-case', { id }, { key: id });
}

/** One message for each who is told. Those of a thread wait for the channel's card, also of a case that has no channel yet. */
async function writeLines(
  transaction: Transaction<Tables>,
  written: SupportCase,
  eventId: number,
  { event, channels }: CaseDecision,
  at: Date,
): Promise<void> {
  const told = toldOf(event, written);
  const line = { case_id: written.id, event_id: eventId, state: 'due', state_at: at } as const;
  const lines = [
    ...told.map((to) => ({ ...line, sent_to: to, channel_id: null })),
    ...[...new Set(channels)].map((channelId) => ({ ...line, sent_to: 'channel' as const, channel_id: channelId })),
  ];
  if (lines.length > 0) await transaction.insertInto('case_line').values(lines).execute();
}
