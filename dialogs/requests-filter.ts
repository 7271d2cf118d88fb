import type { TurnContext } from 'botbuilder';
import type { RequestsFilter, RequestStand } from '../cards/requests-filter.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { RequestFilter } from '../src/ports/request-store.ts';
import { admitted } from './customer-access.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify } from './reply.ts';
import type { RequestsData } from './requests-data.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate'>;

/** The filter of a button, with its customer if this person may see it; undefined when the reason why not has been shown. */
export async function authorisedFilter(
  context: TurnContext,
  deps: Needs,
  { stand, tenantId, product, severity, ownTicket }: RequestsData,
): Promise<RequestsFilter | undefined> {
  let customer: Customer | undefined;
  if (tenantId !== undefined) {
    customer = await deps.customers.byTenantId(tenantId);
    if (customer === undefined) {
      await notify(context, { name: 'old-card' });
      return undefined;
    }
    if (!(await admitted(context, deps, customer, { relationshipNeeded: false }))) return undefined;
  }
  return { stand, customer, product, severity, ownTicket };
}

/** What the store is asked for. */
export function storeFilter({ stand, customer, product, severity, ownTicket }: RequestsFilter, personId: string): RequestFilter {
  return {
    ...standing(stand, personId),
    tenantIds: customer === undefined ? undefined : [customer.tenantId],
    product,
    severity,
    ownTicket,
  };
}

function standing(stand: RequestStand, personId: string): RequestFilter {
  switch (stand) {
    case 'mine-open':
      return { concerning: personId, openOnly: true };
    case 'mine':
      return { concerning: personId };
    case 'open':
      return { openOnly: true };
    case 'waiting':
      return { waitingForUs: true };
    case 'closed':
      return { closedOnly: true };
    case 'all':
      return {};
  }
}

/** How the requests stand that a word of the command asks for; undefined when it is none. */
export function standOf(text: string): RequestStand | undefined {
  switch (text) {
    case '':
      return 'mine-open';
    case 'mine':
    case 'open':
    case 'waiting':
    case 'closed':
    case 'all':
      return text;
    default:
      return undefined;
  }
}
