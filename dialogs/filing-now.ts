import type { TurnContext } from 'botbuilder';
import { isOwnTenant, type Customer, type CustomerAccess } from '../src/domain/customer.ts';
import type { FilingFacts } from '../src/domain/filing-facts.ts';
import { filingRoute } from '../src/domain/filing-route.ts';
import type { DialogDependencies } from './dependencies.ts';
import { turnInput } from './turn-input.ts';

export type FilingNeeds = Pick<DialogDependencies, 'partner' | 'relationTo' | 'azureSubscriptions'>;

/** Everything the way to Microsoft depends on, for this person and customer as they stand now. */
export async function filingNow(
  context: TurnContext,
  { partner, relationTo, azureSubscriptions }: FilingNeeds,
  { customer, access }: { readonly customer: Customer; readonly access: CustomerAccess },
  about: Pick<FilingFacts, 'product' | 'nature' | 'criterion' | 'inSupportGroup' | 'portalChosen'>,
): Promise<FilingFacts> {
  const { plans, cloud, azureSupportApi: apiOffered, helpdeskFilesCommercial } = partner;
  const { person, signal } = turnInput(context);
  const facts: FilingFacts = {
    ...about,
    plans,
    cloud,
    apiOffered,
    helpdeskFilesCommercial,
    access,
    roles: person.roles,
    ownTenant: isOwnTenant(customer),
    partnerType: await relationTo(customer.tenantId),
  };
  // Known before the form is promised; what cannot be asked just now is not known to be missing.
  if (filingRoute(facts).route !== 'azure-support') return facts;
  const { copy, failure } = await azureSubscriptions(customer.tenantId, signal);
  return { ...facts, noSubscriptionSeen: failure === undefined && copy?.value.length === 0 };
}
