import type { TurnContext } from 'botbuilder';
import { casesCard, type CasesView } from '../cards/cases.ts';
import type { CustomerAccess } from '../src/domain/customer.ts';
import type { SupportCase } from '../src/domain/support-case.ts';
import type { CaseFilter } from '../src/ports/case-store.ts';
import { readAction } from './card-data.ts';
import { customerOfCase } from './case-customer.ts';
import { CasesPage } from './case-data.ts';
import { namedCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput, type CardAction } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'cases' | 'caseViews' | 'customers' | 'findCustomer' | 'gate' | 'jobs' | 'tags'>;

const SHOWN = 8;
/** Pages end here: whoever has come so far looks for a customer instead. */
const MOST = 100;
/** Each but the first is needed because the one before found customers closed to the person. */
const MOST_READS = 5;

/** `cases`: open ones of customers open to the person, most urgent first, or what `text` asks for. */
export async function listCases(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'see-cases'))) return;
  const filter = await filterFor(context, deps, text);
  if (filter !== undefined) await showPage(context, deps, filter, 0);
}

/** `case.page`: another page of such a list, in its place. */
export async function pageCases(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  if (!(await permitted(context, 'see-cases'))) return;
  const page = readAction(CasesPage, pressed);
  const customer = page?.tenantId === undefined ? undefined : await deps.customers.byTenantId(page.tenantId);
  const filter = customer === undefined ? page?.filter : { customer };
  if (page === undefined || filter === undefined) return notify(context, { name: 'old-card' });
  await showPage(context, deps, filter, page.offset);
}

async function filterFor(context: TurnContext, deps: Needs, text: string): Promise<CasesView['filter'] | undefined> {
  switch (text) {
    case '':
      return 'open';
    case 'mine':
    case 'open':
    case 'all':
      return text;
    default: {
      const customer = await namedCustomer(context, deps, text, 'cases');
      return customer && { customer };
    }
  }
}

async function showPage(context: TurnContext, deps: Needs, filter: CasesView['filter'], offset: number): Promise<void> {
  const { locale, timeZone, person } = turnInput(context);
  const start = Math.min(offset, MOST - SHOWN);
  const { cases, ...visible } = await visibleTo(context, deps, rowsOf(filter, person.id), start);
  const shown = await Promise.all(cases.map(async (one) => ({ case: one, outlook: await deps.caseViews.outlook(one) })));
  await reply(context, casesCard(locale, { filter, cases: shown, offset: start, limit: SHOWN, ...visible, timeZone }));
}

function rowsOf(filter: CasesView['filter'], personId: string): CaseFilter {
  if (typeof filter !== 'string') return { tenantIds: [filter.customer.tenantId] };
  switch (filter) {
    case 'mine':
      return { personId, openOnly: true };
    case 'open':
      return { openOnly: true };
    case 'all':
      return {};
  }
}

/** Reads from the first page on, without the customers found closed, until all of it is open: so a page begins where the one before ended. */
async function visibleTo(
  context: TurnContext,
  deps: Needs,
  rows: CaseFilter,
  offset: number,
): Promise<Pick<CasesView, 'more' | 'unchecked'> & { readonly cases: readonly SupportCase[] }> {
  const known = new Map<string, CustomerAccess>();
  const limit = offset + SHOWN;
  for (let reads = 1; ; reads++) {
    const closed = [...known].flatMap(([tenantId, access]) => (isOpen(access) ? [] : [tenantId]));
    const { cases, more } = await deps.cases.list({ ...rows, exceptTenantIds: closed }, { limit, offset: 0 });
    await learnAccess(context, deps, cases, known);
    const open = cases.filter(({ tenantId }) => tenantId === undefined || isOpen(known.get(tenantId)));
    if (open.length === cases.length || reads === MOST_READS) {
      const unchecked = [...known.values()].includes('unknown');
      return { cases: open.slice(offset), more: more && limit < MOST, unchecked };
    }
  }
}

/** Asks the gate about customers not known yet. */
async function learnAccess(
  context: TurnContext,
  deps: Pick<Needs, 'customers' | 'gate'>,
  cases: readonly SupportCase[],
  known: Map<string, CustomerAccess>,
): Promise<void> {
  const { person, signal } = turnInput(context);
  const asked = new Map(cases.map((one) => [one.tenantId, one]));
  await Promise.all(
    [...asked.values()].map(async (one) => {
      const customer = one.tenantId === undefined || known.has(one.tenantId) ? undefined : await customerOfCase(deps, one);
      if (customer !== undefined) known.set(customer.tenantId, await deps.gate.check(person, customer, signal));
    }),
  );
}

function isOpen(access: CustomerAccess | undefined): boolean {
  return access === 'granted' || access === 'no-relationship';
}
