import type { TurnContext } from 'botbuilder';
import { servicesIn, type AdminService } from '../src/domain/admin-service.ts';
import type { Customer } from '../src/domain/customer.ts';
import { listCustomers } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { turnInput } from './turn-input.ts';

/** What "admin contoso exchange" is about. */
interface AdminTarget {
  readonly customer: Customer;
  readonly service: AdminService | undefined;
  /** What is left of the text: perhaps a service that only Microsoft's list knows. */
  readonly other: string;
}

type Needs = Pick<DialogDependencies, 'customers' | 'findCustomer' | 'tags'>;

/** Ways to read a text that are tried: each costs a search. */
const MOST_READINGS = 3;
/** The name itself, in whatever spelling (`CustomerStore.search`). */
const SAME_NAME = 0.95;

/**
 * The customer and the service that a text names, both or either, in any order; without a customer the one in force. undefined when the customer is not
 * clear: the person then already sees a list to choose from.
 */
export async function adminTarget(context: TurnContext, deps: Needs, text: string): Promise<AdminTarget | undefined> {
  const { customer: inForce } = turnInput(context);
  const named = text === '' ? undefined : await sameName(deps, text);
  if (named !== undefined) return { customer: named, service: undefined, other: '' };

  const readings = servicesIn(text).slice(0, MOST_READINGS);
  const [best] = readings;
  const alone = text === '' ? { service: undefined } : readings.find(({ rest }) => rest === '');
  if (alone !== undefined && inForce !== undefined) return { customer: inForce, service: alone.service, other: '' };
  if (alone !== undefined) return choice(context, deps, '');

  for (const { service, rest } of [...readings, { service: undefined, rest: text }]) {
    const found = await customerIn(deps, rest);
    if (found !== undefined) return { customer: found.customer, service, other: service === undefined ? found.other : '' };
  }
  return choice(context, deps, best?.rest ?? text);
}

/** A customer may be called like a service. */
async function sameName({ customers }: Needs, text: string): Promise<Customer | undefined> {
  const [best, next] = await customers.search(text, 2);
  return best !== undefined && best.score >= SAME_NAME && (next === undefined || next.score < best.score) ? best : undefined;
}

/** By its name alone, else anywhere in the text: "for contoso". */
async function customerIn(
  { findCustomer }: Needs,
  text: string,
): Promise<{ readonly customer: Customer; readonly other: string } | undefined> {
  for (const how of ['in-sentence', 'whole'] as const) {
    const found = await findCustomer(text, how);
    if (found.kind === 'one') return { customer: found.customer, other: found.rest };
  }
  return undefined;
}

async function choice(context: TurnContext, deps: Needs, query: string): Promise<undefined> {
  await listCustomers(context, deps, query, 'admin');
  return undefined;
}
