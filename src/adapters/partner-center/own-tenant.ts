import type { CustomerDirectory } from '../../ports/customer-directory.ts';
import type { PartnerCenterClient } from './client.ts';
import { OrganizationProfile } from './schema.ts';

/** The partner itself, by the name its people know: a problem of their own is reported by name too, and told apart (B44). */
export function partnerCenterOwnTenant(partnerCenter: PartnerCenterClient, tenantId: string): CustomerDirectory {
  return {
    source: 'own-tenant',
    async list(signal) {
      const profile = await partnerCenter.get(OrganizationProfile, '/profiles/organization', signal);
      const domain = profile.domain?.trim().toLowerCase() || undefined;
      return [
        {
          tenantId: tenantId.toLowerCase(),
          name: profile.companyName?.trim() ?? '',
          domain,
          domains: domain === undefined ? [] : [domain],
          sources: ['own-tenant'],
        },
      ];
    },
  };
}
