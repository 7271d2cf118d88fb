import type { CustomerProfileDirectory } from '../../ports/customer-directory.ts';
import type { PartnerCenterClient } from './client.ts';
import { CustomerById } from './schema.ts';

/** The domains and the language of one customer. 500 requests a minute are allowed (cloud-apis 2.7). */
export function partnerCenterCustomerProfile(partnerCenter: PartnerCenterClient): CustomerProfileDirectory {
  return {
    async profileOf(tenantId, signal) {
      const found = await partnerCenter.get(CustomerById, `/customers/${encodeURIComponent(tenantId)}`, signal);
      const { companyProfile, customDomains, billingProfile } = found;
      const domains = [companyProfile.domain, ...(customDomains ?? [])].map((domain) => domain?.trim().toLowerCase() ?? '');
      const tags = [billingProfile?.language, billingProfile?.culture].map((tag) => tag?.trim() ?? '');
      return { domains: [...new Set(domains.filter((domain) => domain !== ''))], language: tags.find((tag) => LANGUAGE.test(tag)) };
    },
  };
}

/** A tag as Partner Center writes it: `fr`, `fr-FR`, `zh-Hans-CN`. */
const LANGUAGE = /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}$/i;
