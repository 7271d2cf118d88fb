import type { TurnContext } from 'botbuilder';
import { healthCard, type KnownHealth } from '../cards/health.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { HealthResult } from '../src/use-cases/show-health.ts';
import { admitted } from './customer-access.ts';
import { choose, namedCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { permitted, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<DialogDependencies, 'customers' | 'findCustomer' | 'gate' | 'jobs' | 'showHealth' | 'portals' | 'noteFailure'>;

/** The health of the named customer, or of the one in force; the customer asked about is in force afterwards. */
export async function openHealth(context: TurnContext, deps: Needs, text: string): Promise<void> {
  if (!(await permitted(context, 'see-health'))) return;
  const customer = await namedCustomer(context, deps, text, 'health');
  if (customer === undefined) return;
  await choose(context, deps, customer);
  await showCustomerHealth(context, deps, customer, { fresh: false });
}

/** One card: services worst first, with the age of what is known. */
export async function showCustomerHealth(
  context: TurnContext,
  deps: Pick<Needs, 'gate' | 'showHealth' | 'portals' | 'noteFailure'>,
  customer: Customer,
  options: { readonly fresh: boolean },
): Promise<void> {
  if (!(await permitted(context, 'see-health'))) return;
  if (!(await admitted(context, deps, customer, { relationshipNeeded: true }))) return;
  const { locale, now, timeZone, signal } = turnInput(context);
  const known = knownHealth(deps, await deps.showHealth(customer.tenantId, options, signal));
  await reply(context, healthCard(locale, { ...known, customer, portal: deps.portals.serviceHealth(customer), now, timeZone }));
}

/** A result as cards show it, its failure logged. */
export function knownHealth({ noteFailure }: Pick<Needs, 'noteFailure'>, { snapshot, failure }: HealthResult): KnownHealth {
  return { snapshot, failure: failure && { code: failure.code, errorId: noteFailure(failure) } };
}
