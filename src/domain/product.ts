/** What a problem is about. `marketplace` is a product of an independent publisher, `commercial` the partner's own business with Microsoft. */
export const PRODUCTS = ['azure', 'microsoft365', 'dynamics365', 'ems', 'marketplace', 'commercial'] as const;
export type Product = (typeof PRODUCTS)[number];

/** The nature of a problem: decides the clock (B60) and, with the product, the route (B23, B25). */
export const NATURES = ['break-fix', 'question', 'billing', 'subscription', 'fraud'] as const;
export type Nature = (typeof NATURES)[number];

/** Billing, subscription and fraud are commercial matters whatever the product (B23). */
export function isCommercial(nature: Nature): boolean {
  return nature === 'billing' || nature === 'subscription' || nature === 'fraud';
}
