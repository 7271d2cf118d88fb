import type { TurnContext } from 'botbuilder';
import { requestsCard } from '../cards/requests.ts';
import type { RequestsFilter } from '../cards/requests-filter.ts';
import type { Command } from '../src/domain/command.ts';
import type { Customer } from '../src/domain/customer.ts';
import { folded } from '../src/domain/word-match.ts';
import { openAzureTickets } from './azure-tickets.ts';
import { readAction } from './card-data.ts';
import { admitted } from './customer-access.ts';
import { namedCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { RequestsAction } from './requests-data.ts';
import { offerRequestsFile } from './requests-file.ts';
import { authorisedFilter, standOf, storeFilter } from './requests-filter.ts';
import { turnInput, type CardAction } from './turn-input.ts';
import { visibleTo, type RequestsPlace } from './visible-requests.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'files' | 'findCustomer' | 'gate' | 'jobs' | 'tags' | 'requests' | 'writeSheet'> &
  Parameters<typeof openAzureTickets>[1];

const EVERYTHING: RequestsFilter = { stand: 'all', customer: undefined, product: undefined, severity: undefined, ownTicket: undefined };

/** `requests`: the person's own open ones, or what was asked for; always of customers open to the person only. */
export async function listRequests(
  context: TurnContext,
  deps: Needs,
  { filter: text, customer: named }: Pick<Extract<Command, { name: 'requests' }>, 'filter' | 'customer'>,
): Promise<void> {
  if (!(await permitted(context, 'see-requests'))) return;
  const stand = standOf(text);
  if (stand !== undefined && named === undefined) return showPage(context, deps, { ...EVERYTHING, stand });
  // A customer may be called so: "Open Systems".
  const whole = named === undefined ? undefined : await deps.findCustomer(`${text} ${named}`, 'whole');
  if (whole?.kind === 'one' && folded(whole.customer.name).split(' ').includes(text))
    return showPage(context, deps, { ...EVERYTHING, customer: whole.customer });
  if (text === 'azure') return openAzureTickets(context, deps, named ?? '');
  const customer = await namedCustomer(context, deps, named ?? text, 'customer');
  if (customer !== undefined) await showPage(context, deps, { ...EVERYTHING, stand: stand ?? 'all', customer });
}

/** Several requests carry the same number of the partner's own: they are shown to be chosen from. */
export function listOfOwnTicket(context: TurnContext, deps: Needs, ownTicket: string): Promise<void> {
  return showPage(context, deps, { ...EVERYTHING, ownTicket });
}

/** Buttons `requests.…`: another page, the filter, the file. */
export async function actOnRequests(context: TurnContext, deps: Needs, pressed: CardAction): Promise<void> {
  const action = readAction(RequestsAction, pressed);
  if (action === undefined) return notify(context, { name: 'old-card' });
  if (!(await permitted(context, 'see-requests'))) return;
  if (action.verb === 'requests.csv') return offerRequestsFile(context, deps, action);
  if (action.verb === 'requests.filter') return filterRequests(context, deps, action);
  const filter = await authorisedFilter(context, deps, action);
  if (filter !== undefined) await showPage(context, deps, filter, { behind: action.behind, before: action.before });
}

async function filterRequests(
  context: TurnContext,
  deps: Needs,
  { stand, product, severity, customer: picked }: Extract<RequestsAction, { verb: 'requests.filter' }>,
): Promise<void> {
  let customer: Customer | undefined;
  if (picked !== undefined) {
    // A typed text where an id belongs is searched for.
    const found = await deps.findCustomer(picked, 'whole');
    if (found.kind !== 'one') return notify(context, { name: 'no-customer-found', query: picked });
    customer = found.customer;
    if (!(await admitted(context, deps, customer, { relationshipNeeded: false }))) return;
  }
  await showPage(context, deps, { ...EVERYTHING, stand, product, severity, customer });
}

async function showPage(context: TurnContext, deps: Needs, filter: RequestsFilter, place: RequestsPlace = {}): Promise<void> {
  const { locale, now, timeZone } = turnInput(context);
  const { more, ...visible } = await visibleTo(context, deps, storeFilter(filter, turnInput(context).person.id), place);
  const { behind, before } = place;
  // What stood there may be over by now, or gone from this list.
  if (visible.requests.length === 0 && (behind !== undefined || before !== undefined)) return showPage(context, deps, filter);
  const newer = before === undefined ? behind !== undefined : more;
  const older = before === undefined ? more : true;
  await reply(context, requestsCard(locale, { filter, ...visible, newer, older, files: deps.files.possible, now, timeZone }));
}
