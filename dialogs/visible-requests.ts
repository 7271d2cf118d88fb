import type { TurnContext } from 'botbuilder';
import type { RequestsView } from '../cards/requests.ts';
import type { CustomerAccess } from '../src/domain/customer.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { RequestFilter } from '../src/ports/request-store.ts';
import type { DialogDependencies } from './dependencies.ts';
import { customerAsNamed } from './request-customer.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate' | 'requests'>;

const SHOWN = 7;
/** Each reading but the first is needed because the one before had closed customers, at most as many as rows. */
const MOST_READS = 5;

/** Where a page begins; nowhere said: at the newest. */
export interface RequestsPlace {
  readonly behind?: string | undefined;
  readonly before?: string | undefined;
}

/** What of a page a person may see. */
type Visible = Pick<RequestsView, 'requests' | 'unchecked'> & { readonly more: boolean };

/** Reads a page anew without the customers found closed, until all of it is open. Access is asked per customer, so how many there are in all is not known. */
export async function visibleTo(context: TurnContext, deps: Needs, rows: RequestFilter, place: RequestsPlace = {}): Promise<Visible> {
  const known = new Map<string, CustomerAccess>();
  for (let read = 1; ; read++) {
    const closed = [...known].flatMap(([tenantId, access]) => (isOpen(access) ? [] : [tenantId]));
    // One beyond the page: whether more follow counts only for what the person may see.
    const page = { limit: SHOWN + 1, offset: 0, ...place };
    const { requests, more } = await deps.requests.list({ ...rows, exceptTenantIds: closed }, page);
    await learnAccess(context, deps, requests, known);
    const open = requests.filter(({ tenantId }) => isOpen(known.get(tenantId)));
    const unchecked = [...known.values()].includes('unknown');
    const isWhole = open.length === requests.length || !more;
    // Where access cannot be found out the next reading would only wait for the same.
    if (isWhole || open.length > SHOWN || unchecked || read === MOST_READS) {
      const shown = place.before === undefined ? open.slice(0, SHOWN) : open.slice(-SHOWN);
      return { requests: shown, more: open.length > SHOWN || (more && !isWhole), unchecked };
    }
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
