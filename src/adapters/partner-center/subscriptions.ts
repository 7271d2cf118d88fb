import { productOfOffer } from '../../domain/subscription-product.ts';
import type { SubscriptionDirectory } from '../../ports/subscription-directory.ts';
import type { PartnerCenterClient } from './client.ts';
import { everyItem } from './collection-pages.ts';
import { Subscriptions } from './schema.ts';

/** What the reseller sold to one customer. 500 requests a minute are allowed (cloud-apis 2.8). */
export function partnerCenterSubscriptions(partnerCenter: PartnerCenterClient): SubscriptionDirectory {
  return {
    async subscriptionsOf(tenantId, signal) {
      const items = await everyItem(partnerCenter, Subscriptions, `/customers/${encodeURIComponent(tenantId)}/subscriptions`, signal);
      return items.map(({ offerName, friendlyName, status, billingType, publisherName, isMicrosoftProduct }) => {
        const name = offerName || friendlyName || '';
        return {
          name,
          product: productOfOffer({
            offerName: name,
            billingType: billingType ?? undefined,
            publisher: publisherName ?? undefined,
            isMicrosoftProduct: isMicrosoftProduct ?? undefined,
          }),
          // Newer states (`expired`, `disabled`) are not documented everywhere: all but this one are over or not yet.
          active: status?.toLowerCase() === 'active',
        };
      });
    },
  };
}
