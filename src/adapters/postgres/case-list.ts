import { sql, type SelectQueryBuilder } from 'kysely';
import type { SupportCase } from '../../domain/support-case.ts';
import type { CaseFilter } from '../../ports/case-store.ts';
import { toCase } from './case-row.ts';
import type { Database } from './database.ts';
import type { Tables } from './schema.ts';

/** Most rows of any list, whatever is asked for. */
const MOST = 100;

/** Word for word as the index `support_case_urgent` has it. */
const BY_STATE = sql`case state when 'open' then 1 when 'taken' then 2 else 3 end`;
const BY_SEVERITY = sql`case severity when 'critical' then 1 when 'moderate' then 2 else 3 end`;

/** A page of the cases that fit: those not resolved, most urgent first, then the resolved ones, the newest first. */
export async function listCases(
  { kysely }: Pick<Database, 'kysely'>,
  filter: CaseFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly cases: readonly SupportCase[]; readonly more: boolean }> {
  const most = Math.min(limit, MOST);
  const matching = matchingCases(kysely.selectFrom('support_case'), filter);
  const open = matching.where('state', '<>', 'resolved');
  const rows = await open
    .selectAll()
    .orderBy(BY_STATE)
    .orderBy(BY_SEVERITY)
    .orderBy('opened_at')
    .orderBy('id')
    .limit(most + 1)
    .offset(offset)
    .execute();
  if (filter.openOnly !== true && rows.length <= most) {
    // Where this page shows open ones, they end on it.
    const openBefore = rows.length > 0 || offset === 0 ? offset + rows.length : await counted(open);
    const resolved = await matching
      .where('state', '=', 'resolved')
      .selectAll()
      .orderBy('opened_at', 'desc')
      .orderBy('id')
      .limit(most + 1 - rows.length)
      .offset(Math.max(0, offset - openBefore))
      .execute();
    rows.push(...resolved);
  }
  return { cases: rows.slice(0, most).map(toCase), more: rows.length > most };
}

type Cases = SelectQueryBuilder<Tables, 'support_case', object>;

async function counted(cases: Cases): Promise<number> {
  const { count } = await cases.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return count;
}

function matchingCases(all: Cases, { ownerId, requesterId, personId, tenantIds, exceptTenantIds = [], channelId }: CaseFilter): Cases {
  let cases = all;
  if (ownerId !== undefined) cases = cases.where('owner_id', '=', ownerId);
  if (requesterId !== undefined) cases = cases.where('requester_id', '=', requesterId);
  if (personId !== undefined) cases = cases.where((eb) => eb.or([eb('owner_id', '=', personId), eb('requester_id', '=', personId)]));
  if (channelId !== undefined) cases = cases.where('channel_id', '=', channelId);
  if (tenantIds !== undefined) cases = cases.where('tenant_id', '=', sql<string>`any(${tenantIds.map((id) => id.toLowerCase())})`);
  if (exceptTenantIds.length > 0) {
    const closed = sql<string>`all(${exceptTenantIds.map((id) => id.toLowerCase())})`;
    cases = cases.where((eb) => eb.or([eb('tenant_id', 'is', null), eb('tenant_id', '<>', closed)]));
  }
  return cases;
}
