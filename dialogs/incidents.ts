import type { TurnContext } from 'botbuilder';
import { incidentFilterCard } from '../cards/incident-filter.ts';
import { incidentsCard, type ShownFilter } from '../cards/incidents.ts';
import { askedTag } from '../src/domain/customer-tag.ts';
import type { Customer } from '../src/domain/customer.ts';
import { searchText } from '../src/domain/search-text.ts';
import type { IncidentFilter } from '../src/ports/board-store.ts';
import type { BoardAction, FilterData } from './board-data.ts';
import { admitted } from './customer-access.ts';
import { choose, listCustomers } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'gate' | 'board' | 'files'>;

const ROWS = 8;
const TAGS_OFFERED = 25;

/** Open issues: of all customers, of a customer named, of those with a tag ("#gold"), or of a service when no customer is called so. */
export async function openIncidents(
  context: TurnContext,
  deps: Needs & Pick<DialogDependencies, 'findCustomer' | 'jobs' | 'tags'>,
  text: string,
): Promise<void> {
  if (!(await permitted(context, 'see-health'))) return;
  if (text === '') return showIncidents(context, deps, {}, 0);
  if (text.startsWith('#')) return showIncidents(context, deps, { tag: askedTag(text) }, 0);
  const found = await deps.findCustomer(text, 'whole');
  if (found.kind === 'one') {
    await choose(context, deps, found.customer);
    return showIncidents(context, deps, { tenantId: found.customer.tenantId }, 0);
  }
  const service = await serviceNamed(context, deps, text);
  if (service !== undefined) return showIncidents(context, deps, { service }, 0);
  await listCustomers(context, deps, text, 'incidents');
}

/** A page of the open issues that fit, worst first. The filter comes from a button: it is authorised here. */
export async function showIncidents(context: TurnContext, deps: Needs, asked: FilterData, offset: number): Promise<void> {
  const filter = await authorised(context, deps, asked);
  if (filter === undefined) return;
  const { board, gate, files } = deps;
  const { locale, person, now, timeZone } = turnInput(context);
  const page = { limit: ROWS, offset };
  const { rows, total } = await board.incidents(gate.view(person, now), storeFilter(filter), page);
  // Some may be over by now, so that there is no such page any more.
  if (total === 0 && offset > 0) return showIncidents(context, deps, asked, 0);
  await reply(context, incidentsCard(locale, { ...page, total, incidents: rows, filter, files: files.possible, timeZone }));
}

/** What the list can be narrowed to. */
export async function showFilter(context: TurnContext, deps: Needs & Pick<DialogDependencies, 'tags'>, asked: FilterData): Promise<void> {
  const filter = await authorised(context, deps, asked);
  if (filter === undefined) return;
  const { locale, person, now } = turnInput(context);
  const view = deps.gate.view(person, now);
  const [services, groups] = await Promise.all([deps.board.services(view), deps.tags.all(view, TAGS_OFFERED)]);
  await reply(context, incidentFilterCard(locale, { filter, services, tags: groups.map(({ tag }) => tag) }));
}

/** The filter as the form has it. */
export async function filterIncidents(
  context: TurnContext,
  deps: Needs,
  { service, classification, tag, customer: picked }: Extract<BoardAction, { verb: 'board.filter' }>,
): Promise<void> {
  if (!(await permitted(context, 'see-health'))) return;
  const customer = picked === undefined ? undefined : await deps.customers.byTenantId(picked);
  if (picked !== undefined && customer === undefined) return notify(context, { name: 'no-customer-found', query: picked });
  await showIncidents(context, deps, { tenantId: customer?.tenantId, service, classification, tag }, 0);
}

/** What this person may ask for; undefined when the reason why not has been shown. */
export async function authorised(
  context: TurnContext,
  deps: Pick<Needs, 'customers' | 'gate'>,
  { tenantId, service, classification, tag }: FilterData,
): Promise<ShownFilter | undefined> {
  if (!(await permitted(context, 'see-health'))) return undefined;
  let customer: Customer | undefined;
  if (tenantId !== undefined) {
    customer = await deps.customers.byTenantId(tenantId);
    if (customer === undefined) {
      await notify(context, { name: 'old-card' });
      return undefined;
    }
    if (!(await admitted(context, deps, customer, { relationshipNeeded: true }))) return undefined;
  }
  return { customer, service, classification, tag };
}

export function storeFilter({ customer, service, classification, tag }: ShownFilter): IncidentFilter {
  return { tenantId: customer?.tenantId, service, classification, tag };
}

/** A service with open issues whose name has all the words, "exchange" of "Exchange Online"; undefined when there is none, or more than one. */
async function serviceNamed(
  context: TurnContext,
  { board, gate }: Pick<Needs, 'board' | 'gate'>,
  text: string,
): Promise<string | undefined> {
  const { person, now } = turnInput(context);
  const wanted = searchText(text).words;
  const services = (await board.services(gate.view(person, now))).filter((service) => {
    const { words } = searchText(service);
    return wanted.length > 0 && wanted.every((word) => words.includes(word));
  });
  return services.length === 1 ? services[0] : undefined;
}
