import type { Transaction } from 'kysely';
import type { CaseActor, SupportCase } from '../../domain/support-case.ts';
import type { NewCase } from '../../ports/case-store.ts';
import { writeClocks } from './case-clocks.ts';
import { toCase } from './case-row.ts';
import { newReference } from './identifiers.ts';
import type { PostgresQueue } from './queue.ts';
import type { Tables } from './schema.ts';
import { showSoon, writeEvent } from './write-decision.ts';

/** Chance meets a taken reference once in a lifetime; five times in a row it is a fault. */
const REFERENCE_TRIES = 5;

/** Stores a new case with the beginning of its trail, its clocks and the cards that it is to have; one that is there already as it is. */
export async function openCase(
  transaction: Transaction<Tables>,
  queue: Pick<PostgresQueue, 'within'>,
  fresh: NewCase,
  actor: CaseActor,
  at: Date,
): Promise<SupportCase> {
  const { stored, isNew } = await store(transaction, fresh, at);
  if (!isNew) return stored;
  const detail = { after: { state: stored.state, severity: stored.severity } };
  await writeEvent(transaction, stored, { kind: 'opened', actor, detail, text: undefined }, { key: undefined, at });
  await writeClocks(transaction, stored.id, { add: fresh.clocks, set: [] }, at);
  await planCards(transaction, stored, at);
  await showSoon(transaction, queue, stored.id, at);
  return stored;
}

async function store(
  transaction: Transaction<Tables>,
  { id, requester, ...fresh }: NewCase,
  at: Date,
): Promise<{ readonly stored: SupportCase; readonly isNew: boolean }> {
  for (let attempt = 0; attempt < REFERENCE_TRIES; attempt++) {
    const row = await transaction
      .insertInto('support_case')
      .values({
        id,
        reference: newReference('CASE'),
        version: 1,
        cycle: 1,
        tenant_id: fresh.tenantId?.toLowerCase() ?? null,
        customer_name: fresh.customerName ?? null,
        product: fresh.product,
        severity: fresh.severity,
        language: fresh.language,
        title: fresh.title,
        description: fresh.description,
        tried: fresh.tried ?? null,
        state: 'open',
        requester_id: requester?.id ?? null,
        requester_name: requester?.name ?? null,
        requester_locale: requester?.locale ?? null,
        requester_time_zone: requester?.timeZone ?? null,
        request_id: fresh.requestId ?? null,
        issue_id: fresh.issueId ?? null,
        plan_version: fresh.planVersion,
        policy: fresh.policy,
        channel_id: fresh.channelId ?? null,
        opened_at: at,
        open_since: at,
        updated_at: at,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (row !== undefined) return { stored: toCase(row), isNew: true };
    const known = await transaction.selectFrom('support_case').selectAll().where('id', '=', id).executeTakeFirst();
    if (known !== undefined) return { stored: toCase(known), isNew: false };
  }
  throw new Error('no free case reference was found');
}

/** One for everybody in the channel, one for its requester. */
async function planCards(transaction: Transaction<Tables>, { id, channelId, requester }: SupportCase, at: Date): Promise<void> {
  const audiences = [...(channelId === undefined ? [] : ['channel' as const]), ...(requester === undefined ? [] : ['requester' as const])];
  const cards = audiences.map((audience) => ({ case_id: id, audience, state: 'due' as const, state_at: at }));
  if (cards.length > 0) await transaction.insertInto('case_card').values(cards).execute();
}
