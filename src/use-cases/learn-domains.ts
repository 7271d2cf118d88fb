import { isOwnTenant } from '../domain/customer.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { DomainDirectory } from '../ports/customer-directory.ts';

/**
 * Adds the customer's own domains to what is known of it, so that the contact rule (B31, B35) knows more than the initial domain.
 * Does nothing for a tenant that is no customer.
 *
 * @throws {BackEndError} for the queue to try again.
 */
export type LearnDomains = (tenantId: string, signal: AbortSignal) => Promise<void>;

export function learnDomains(deps: { readonly directory: DomainDirectory; readonly customers: CustomerStore }): LearnDomains {
  const { directory, customers } = deps;
  return async (tenantId, signal) => {
    const customer = await customers.byTenantId(tenantId);
    // Partner Center has no customer record of the partner itself, and the contact rule does not hold there.
    if (customer === undefined || isOwnTenant(customer)) return;
    await customers.addDomains(tenantId, await directory.domainsOf(tenantId, signal));
  };
}
