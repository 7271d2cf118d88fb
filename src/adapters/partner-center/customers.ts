import type { Customer } from '../../domain/customer.ts';
import type { CustomerDirectory } from '../../ports/customer-directory.ts';
import type { PartnerCenterClient } from './client.ts';
import { everyItem } from './collection-pages.ts';
import { Customers, type CustomerBody } from './schema.ts';

/** Every customer of the reseller. */
export function partnerCenterCustomers(partnerCenter: PartnerCenterClient): CustomerDirectory {
  return {
    source: 'partner-center',
    async list(signal) {
      return (await everyItem(partnerCenter, Customers, '/customers?size=500', signal)).flatMap(toCustomer);
    },
  };
}

function toCustomer({ id, companyProfile }: CustomerBody): Customer[] {
  const tenantId = (companyProfile.tenantId ?? id)?.toLowerCase();
  const domain = companyProfile.domain?.toLowerCase() || undefined;
  if (tenantId === undefined) return [];
  return [
    {
      tenantId,
      name: companyProfile.companyName || (domain ?? tenantId),
      domain,
      domains: domain === undefined ? [] : [domain],
      sources: ['partner-center'],
    },
  ];
}
