import type { TurnContext } from 'botbuilder';
import { customerCard } from '../cards/customer.ts';
import { customersCard, type CustomersView } from '../cards/customers.ts';
import type { Customer } from '../src/domain/customer.ts';
import { may } from '../src/domain/permissions.ts';
import type { DialogDependencies } from './dependencies.ts';
import { notify, permitted, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'findCustomer' | 'gate' | 'jobs' | 'tags'>;

const SHOWN_MATCHES = 10;
const SHOWN_RECENT = 5;
const SHOWN_FAVOURITES = 20;

/** Search results, or recent and favourite customers for an empty text; the choice goes on with `goal`. */
export async function listCustomers(
  context: TurnContext,
  { customers, tags }: Pick<Needs, 'customers' | 'tags'>,
  query: string,
  goal: CustomersView['goal'],
): Promise<void> {
  if (!(await permitted(context, 'search-customers'))) return;
  const { locale, person, customer, now } = turnInput(context);
  const [refreshedAt, matches, recent, favourites] = await Promise.all([
    customers.refreshedAt(),
    query === '' ? [] : customers.search(query, SHOWN_MATCHES),
    customers.recent(person.id, SHOWN_RECENT),
    customers.favourites(person.id, SHOWN_FAVOURITES),
  ]);
  if (refreshedAt === undefined) return notify(context, { name: 'customers-loading' });
  if (query !== '' && matches.length === 0) return notify(context, { name: 'no-customer-found', query });
  const tagged = await tags.ofMany([...matches, ...recent, ...favourites].map(({ tenantId }) => tenantId));
  await reply(
    context,
    customersCard(locale, { query, matches, recent, favourites, inForce: customer, tags: tagged, refreshedAt, now, goal }),
  );
}

/** Makes the named customer the one in force, or helps to find it. */
export async function openCustomer(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'search-customers'))) return;
  const found = await namedCustomer(context, deps, text, 'customer');
  if (found === undefined) return;
  await choose(context, deps, found);
  await showCustomer(context, deps, found);
}

/**
 * The customer a look-up is for: the named one, else the one in force. undefined when that is not clear: the person then already sees a list to
 * choose from, which goes on with `goal`.
 */
export async function namedCustomer(
  context: TurnContext,
  deps: Needs,
  text: string,
  goal: CustomersView['goal'],
): Promise<Customer | undefined> {
  const { customer } = turnInput(context);
  if (text === '') {
    if (customer === undefined) await listCustomers(context, deps, '', goal);
    return customer;
  }
  const found = await deps.findCustomer(text, 'whole');
  if (found.kind === 'one') return found.customer;
  await listCustomers(context, deps, text, goal);
  return undefined;
}

/** Puts a customer in force here, and has its domains learnt, which the contact rule needs (B31). */
export async function choose(
  context: TurnContext,
  { customers, jobs }: Pick<Needs, 'customers' | 'jobs'>,
  { tenantId }: Customer,
): Promise<void> {
  const { person, conversationId, now } = turnInput(context);
  await customers.choose(person.id, conversationId, tenantId, now);
  await jobs.enqueue('learn-domains', { id: tenantId }, { key: tenantId });
}

/** The customer, whether the person has access, and what to do next. */
export async function showCustomer(
  context: TurnContext,
  { customers, gate, tags }: Pick<Needs, 'customers' | 'gate' | 'tags'>,
  customer: Customer,
): Promise<void> {
  const { locale, person, signal } = turnInput(context);
  const [access, favourites, given] = await Promise.all([
    gate.check(person, customer, signal),
    customers.favourites(person.id, SHOWN_FAVOURITES),
    tags.of(customer.tenantId),
  ]);
  const favourite = favourites.some(({ tenantId }) => tenantId === customer.tenantId);
  await reply(context, customerCard(locale, { customer, access, favourite, tags: given, mayTag: may(person, 'edit-customers') }));
}
