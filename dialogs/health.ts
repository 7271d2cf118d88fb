import type { TurnContext } from 'botbuilder';
import { healthCard, type KnownHealth } from '../cards/health.ts';
import { mayHaveAzure } from '../src/domain/customer-estate.ts';
import type { Customer } from '../src/domain/customer.ts';
import { BackEndError } from '../src/domain/errors.ts';
import type { HealthResult } from '../src/use-cases/show-health.ts';
import { admitted } from './customer-access.ts';
import { choose, namedCustomer } from './customers.ts';
import type { DialogDependencies } from './dependencies.ts';
import { permitted, reply } from './reply.ts';
import { turnInput } from './turn-input.ts';

type Needs = Pick<
  DialogDependencies,
  'customers' | 'estateOf' | 'findCustomer' | 'gate' | 'incidents' | 'jobs' | 'tags' | 'showHealth' | 'portals' | 'noteFailure'
>;

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
  deps: Pick<Needs, 'estateOf' | 'gate' | 'incidents' | 'showHealth' | 'portals' | 'noteFailure'>,
  customer: Customer,
  options: { readonly fresh: boolean },
): Promise<void> {
  if (!(await permitted(context, 'see-health'))) return;
  if (!(await admitted(context, deps, customer, { relationshipNeeded: true }))) return;
  const { locale, now, timeZone, signal } = turnInput(context);
  const [result, estate] = await Promise.all([
    deps.showHealth(customer.tenantId, options, signal),
    deps.estateOf(customer.tenantId, signal),
  ]);
  const issueIds = (result.snapshot?.overviews ?? []).flatMap(({ issues }) => issues.map(({ id }) => id));
  await reply(
    context,
    healthCard(locale, {
      ...knownHealth(deps, result),
      customer,
      incidents: await deps.incidents.byIds(issueIds),
      portal: deps.portals.serviceHealth(customer),
      azure: mayHaveAzure(estate) ? deps.portals.azureHealth(customer) : undefined,
      now,
      timeZone,
    }),
  );
}

/** A result as cards show it, its failure logged. */
export function knownHealth({ noteFailure }: Pick<Needs, 'noteFailure'>, { snapshot, failure }: HealthResult): KnownHealth {
  if (failure === undefined) return { snapshot, failure };
  const vendorCode = failure instanceof BackEndError ? failure.vendorCode : undefined;
  return { snapshot, failure: { code: failure.code, vendorCode, errorId: noteFailure(failure) } };
}
