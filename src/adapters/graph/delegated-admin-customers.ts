import type { CustomerDirectory } from '../../ports/customer-directory.ts';
import type { GraphClient } from './client.ts';
import { DelegatedAdminCustomer } from './schema.ts';

/** Customers with a GDAP relationship. Tells no domain names. */
export function graphDelegatedAdminCustomers(graph: GraphClient): CustomerDirectory {
  return {
    source: 'delegated-admin',
    async list(signal) {
      const customers = await graph.list(
        DelegatedAdminCustomer,
        '/tenantRelationships/delegatedAdminCustomers?$top=300',
        { kind: 'partner-account' },
        signal,
      );
      return customers.map(({ tenantId, displayName }) => ({
        tenantId: tenantId.toLowerCase(),
        name: displayName ?? tenantId,
        domain: undefined,
        domains: [],
        sources: ['delegated-admin'],
      }));
    },
  };
}
