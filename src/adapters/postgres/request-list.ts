import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { z } from 'zod';
import type { CustomerView } from '../../domain/customer-view.ts';
import { IN_FORCE_STATUSES } from '../../domain/delegated-access.ts';
import { PROBLEM_CATEGORIES } from '../../domain/problem-category.ts';
import { NATURES, PRODUCTS } from '../../domain/product.ts';
import type { RequestLine } from '../../domain/request-line.ts';
import { SEVERITIES } from '../../domain/severity.ts';
import type { RequestFilter, RequestPage, RequestStore } from '../../ports/request-store.ts';
import { inView } from './customer-view.ts';
import type { Database } from './database.ts';
import { isUuid } from './identifiers.ts';
import { toRequest } from './request-row.ts';

/** Most rows of a page, whatever is asked for. */
const MOST = 100;
/** Rows of a table; each is small. */
const MOST_LINES = 10_000;
/** As `customer-view.ts` trusts the copy of who holds access where. */
const TRUSTED_MS = 2 * 86_400_000;

/** The lists of the ledger. */
export function requestLists({ kysely }: Pick<Database, 'kysely'>): Pick<RequestStore, 'list' | 'lines'> {
  return {
    async list(filter, page) {
      const most = Math.min(page.limit, MOST);
      const backwards = page.before !== undefined;
      const rank = rankOf(filter);
      const direction = backwards ? 'asc' : 'desc';
      const rows = await matching(kysely, filter)
        .where(onPage(rank, page))
        .selectAll()
        .orderBy(rank, direction)
        .orderBy('created_at', direction)
        .orderBy('id', direction)
        .limit(most + 1)
        .offset(page.offset)
        .execute();
      const found = rows.slice(0, most).map(toRequest);
      return { requests: backwards ? found.toReversed() : found, more: rows.length > most };
    },

    async lines(filter, view, most) {
      const shown = matching(kysely, filter).where(isSeen(view));
      const [rows, count] = await Promise.all([
        linesOf(shown)
          .orderBy(rankOf(filter), 'desc')
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .limit(Math.min(most, MOST_LINES))
          .execute(),
        shown.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow(),
      ]);
      return { rows: rows.map(toLine), total: Number(count.total) };
    },
  };
}

const LINE_COLUMNS = [
  'id',
  'reference',
  'tenant_id',
  'route',
  'state',
  'desk_status',
  'ended',
  'number',
  'own_ticket',
  'person_name',
  'created_at',
  'filed_at',
  'response_due_at',
  'responded_at',
  'updated_at',
] as const;

/** What Microsoft says of the severity counts, once it says it. */
const PRESENT_SEVERITY = sql<string>`coalesce(desk->>'severity', content->>'severity')`;

const LINE_CONTENT = [
  sql<string>`content->>'customerName'`.as('customer_name'),
  sql<string>`content->>'title'`.as('title'),
  sql<string>`content->>'product'`.as('product'),
  sql<string>`content->>'nature'`.as('nature'),
  sql<string>`content->>'category'`.as('category'),
  PRESENT_SEVERITY.as('severity'),
] as const;

const Content = z.object({
  product: z.enum(PRODUCTS),
  nature: z.enum(NATURES),
  category: z.enum(PROBLEM_CATEGORIES),
  severity: z.enum(SEVERITIES),
});

type LineRow = Awaited<ReturnType<ReturnType<typeof linesOf>['execute']>>[number];

function linesOf(requests: ReturnType<typeof matching>) {
  return requests.select(LINE_COLUMNS).select(LINE_CONTENT);
}

function toLine(row: LineRow): RequestLine {
  return {
    ...Content.parse(row),
    id: row.id,
    reference: row.reference,
    tenantId: row.tenant_id,
    customerName: row.customer_name,
    title: row.title,
    route: row.route,
    state: row.state,
    deskStatus: row.desk_status ?? undefined,
    ended: row.ended ?? undefined,
    number: row.number ?? undefined,
    ownTicket: row.own_ticket ?? undefined,
    personName: row.person_name,
    createdAt: row.created_at,
    filedAt: row.filed_at ?? undefined,
    responseDueAt: row.response_due_at ?? undefined,
    respondedAt: row.responded_at ?? undefined,
    updatedAt: row.updated_at,
  };
}

function matching(kysely: Database['kysely'], filter: RequestFilter) {
  const {
    personId,
    concerning,
    tenantIds,
    exceptTenantIds = [],
    openOnly,
    closedOnly,
    product,
    severity,
    waitingForUs,
    ownTicket,
  } = filter;
  let requests = kysely.selectFrom('service_request');
  if (personId !== undefined) requests = requests.where('person_id', '=', personId);
  if (concerning !== undefined)
    requests = requests.where(
      sql<SqlBool>`(person_id = ${concerning} or exists (
        select from request_follower as follower where follower.request_id = service_request.id and follower.person_id = ${concerning}))`,
    );
  if (tenantIds !== undefined) requests = requests.where('tenant_id', '=', sql<string>`any(${tenantIds.map((id) => id.toLowerCase())})`);
  if (exceptTenantIds.length > 0)
    requests = requests.where('tenant_id', '<>', sql<string>`all(${exceptTenantIds.map((id) => id.toLowerCase())})`);
  if (openOnly === true) requests = requests.where(sql<boolean>`desk_status is distinct from 'closed'`);
  if (closedOnly === true) requests = requests.where('desk_status', '=', 'closed');
  if (product !== undefined) requests = requests.where(sql<string>`content->>'product'`, '=', product);
  if (severity !== undefined) requests = requests.where(PRESENT_SEVERITY, '=', severity);
  if (waitingForUs === true) requests = requests.where(WAITS_FOR_US);
  if (ownTicket !== undefined) requests = requests.where(sql<string>`lower(own_ticket)`, '=', ownTicket.toLowerCase());
  return requests;
}

/** Microsoft's number is to be brought, an answer to be given, a doubt to be settled, or what becomes of a refused one to be decided; or whoever was to be told of it is not here any more. */
const WAITS_FOR_US = sql<SqlBool>`(desk_status is distinct from 'closed'
  and (state in ('handed-off', 'uncertain', 'failed') or (state = 'filed' and desk_status = 'attention-needed') or unheard))`;

/** What stands before everything else, whenever it was made. */
function rankOf({ waitingForUs }: RequestFilter): RawBuilder<boolean> {
  if (waitingForUs !== true) return sql<boolean>`(1 = 0)`;
  return sql<boolean>`(state = 'handed-off' and exists (
    select from request_news as news where news.request_id = service_request.id and news.kind = 'number-overdue'))`;
}

/** Compared with where the other request stands now. One that is not there has nothing before or behind it. */
function onPage(rank: RawBuilder<boolean>, { behind, before }: RequestPage): RawBuilder<SqlBool> {
  const from = before ?? behind;
  if (from === undefined) return sql<SqlBool>`true`;
  if (!isUuid(from)) return sql<SqlBool>`false`;
  const place = sql`(select ${rank}, created_at, id from service_request where id = ${from})`;
  const here = sql`(${rank}, created_at, id)`;
  return before === undefined ? sql<SqlBool>`${here} < ${place}` : sql<SqlBool>`${here} > ${place}`;
}

/** The customers in view, and those who have given no access to anybody: only commercial matters are filed for them, by whoever may file. */
function isSeen(view: CustomerView): RawBuilder<SqlBool> {
  if (view === 'all' || view === 'none') return inView(view, 'service_request.tenant_id');
  return sql<SqlBool>`(${inView(view, 'service_request.tenant_id')} or (
    exists (select from access_list where read_at > ${new Date(view.at.getTime() - TRUSTED_MS)})
    and not exists (
      select from delegated_relationship as held
      where held.tenant_id = service_request.tenant_id and held.status = any(${[...IN_FORCE_STATUSES]}::text[])
        and (held.ends_at is null or held.ends_at > ${view.at}))))`;
}
