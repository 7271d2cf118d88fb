import type { DomainDirectory } from '../../ports/customer-directory.ts';
import type { PartnerCenterClient } from './client.ts';
import { CustomerById } from './schema.ts';

/** The initial and the custom domains of one customer. 500 requests a minute are allowed (cloud-apis 2.7). */
export function partnerCenterDomains(partnerCenter: PartnerCenterClient): DomainDirectory {
  return {
    async domainsOf(tenantId, signal) {
      const { companyProfile, customDomains } = await partnerCenter.get(CustomerById, `/customers/${encodeURIComponent(tenantId)}`, signal);
      const domains = [companyProfile.domain, ...(customDomains ?? [])].map((domain) => domain?.trim().toLowerCase() ?? '');
      return [...new Set(domains.filter((domain) => domain !== ''))];
    },
  };
}
