import type { TurnContext } from 'botbuilder';
import { requestsCard, type RequestsView } from '../cards/requests.ts';
import type { CustomerAccess } from '../src/domain/customer.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { RequestFilter } from '../src/ports/request-store.ts';
import { namedCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { permitted, reply } from './reply.ts';
import { customerAsNamed } from './request.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'findCustomer' | 'gate' | 'jobs' | 'tags' | 'requests'>;

const SHOWN = 10;
/** Each page but the first is read because the one before had closed customers, at most ten of them. */
const MOST_PAGES = 5;

/** What of the newest requests a person may see. */
type Visible = Pick<RequestsView, 'requests' | 'more' | 'unchecked'>;

/** The newest requests of customers open to the person: the person's own open ones, or what `text` asks for. */
export async function listRequests(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'see-requests'))) return;
  const wanted = await filterFor(context, deps, text);
  if (wanted === undefined) return;
  const { locale, timeZone } = turnInput(context);
  const visible = await visibleTo(context, deps, wanted.rows);
  await reply(context, requestsCard(locale, { filter: wanted.shown, ...visible, timeZone }));
}

async function filterFor(
  context: TurnContext,
  deps: Needs,
  text: string,
): Promise<{ readonly shown: RequestsView['filter']; readonly rows: RequestFilter } | undefined> {
  const { person } = turnInput(context);
  switch (text) {
    case '':
      return { shown: 'mine', rows: { personId: person.id, openOnly: true } };
    case 'mine':
      return { shown: 'mine', rows: { personId: person.id } };
    case 'open':
      return { shown: 'open', rows: { openOnly: true } };
    case 'all':
      return { shown: 'all', rows: {} };
    default: {
      const customer = await namedCustomer(context, deps, text, 'customer');
      return customer && { shown: { customer }, rows: { tenantIds: [customer.tenantId] } };
    }
  }
}

/** Reads a page anew without the customers found closed, until all of it is open. Access is asked per customer, so how many there are in all is not known. */
async function visibleTo(context: TurnContext, deps: Needs, rows: RequestFilter): Promise<Visible> {
  const known = new Map<string, CustomerAccess>();
  for (let page = 1; ; page++) {
    const closed = [...known].flatMap(([tenantId, access]) => (isOpen(access) ? [] : [tenantId]));
    const { requests, more } = await deps.requests.list({ ...rows, exceptTenantIds: closed }, { limit: SHOWN, offset: 0 });
    await learnAccess(context, deps, requests, known);
    const open = requests.filter(({ tenantId }) => isOpen(known.get(tenantId)));
    const unchecked = [...known.values()].includes('unknown');
    // Where access cannot be found out the next page would only wait for the same.
    if (open.length === requests.length || !more || unchecked || page === MOST_PAGES) return { requests: open, more, unchecked };
  }
}

/** Asks the gate about customers not known yet. */
async function learnAccess(
  context: TurnContext,
  { customers, gate }: Needs,
  requests: readonly ServiceRequest[],
  known: Map<string, CustomerAccess>,
): Promise<void> {
  const { person, signal } = turnInput(context);
  const named = new Map(
    requests.filter(({ tenantId }) => !known.has(tenantId)).map((request) => [request.tenantId, customerAsNamed(request)]),
  );
  for (const customer of await customers.byTenantIds([...named.keys()])) named.set(customer.tenantId, customer);
  await Promise.all(
    [...named].map(async ([tenantId, customer]) => {
      known.set(tenantId, await gate.check(person, customer, signal));
    }),
  );
}

function isOpen(access: CustomerAccess | undefined): boolean {
  return access === 'granted' || access === 'no-relationship';
}
