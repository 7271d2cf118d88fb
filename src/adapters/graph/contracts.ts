import type { CustomerDirectory } from '../../ports/customer-directory.ts';
import type { GraphClient } from './client.ts';
import { Contract } from './schema.ts';

/** Reseller contracts: the older relationships, with the initial domain as it was when the contract was made. */
export function graphContracts(graph: GraphClient): CustomerDirectory {
  return {
    source: 'contract',
    async list(signal) {
      const contracts = await graph.list(Contract, '/contracts', { kind: 'partner-account' }, signal);
      return contracts.map(({ customerId, displayName, defaultDomainName }) => {
        const domain = defaultDomainName?.toLowerCase();
        return {
          tenantId: customerId.toLowerCase(),
          name: displayName ?? domain ?? customerId,
          domain,
          domains: domain === undefined ? [] : [domain],
          sources: ['contract'],
        };
      });
    },
  };
}
