import { isOwnTenant } from '../domain/customer.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { CustomerProfileDirectory } from '../ports/customer-directory.ts';

/**
 * Adds the customer's own domains to what is known of it, so that the contact rule (B31, B35) knows more than the initial domain, and its language, in which
 * words for the customer are written. Does nothing for a tenant that is no customer.
 *
 * @throws {BackEndError} for the queue to try again.
 */
export type LearnDomains = (tenantId: string, signal: AbortSignal) => Promise<void>;

export function learnDomains(deps: { readonly directory: CustomerProfileDirectory; readonly customers: CustomerStore }): LearnDomains {
  const { directory, customers } = deps;
  return async (tenantId, signal) => {
    const customer = await customers.byTenantId(tenantId);
    // Partner Center has no customer record of the partner itself, and the contact rule does not hold there.
    if (customer === undefined || isOwnTenant(customer)) return;
    const { domains, language } = await directory.profileOf(tenantId, signal);
    await customers.addDomains(tenantId, domains);
    if (language !== undefined && language !== customer.language) await customers.setLanguage(tenantId, language);
  };
}
