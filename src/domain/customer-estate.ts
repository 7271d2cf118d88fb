import type { Product } from './product.ts';

/** A subscription of a customer, as Partner Center lists it. */
export interface Subscription {
  readonly name: string;
  readonly product: Product;
  readonly active: boolean;
}

/** What a customer subscribes to, with the age of that knowledge. */
export interface CustomerEstate {
  readonly readAt: Date;
  readonly subscriptions: readonly Subscription[];
}

/** Whether the estate holds Azure and nothing else: then no Entra role comes with it (B37). */
export function isAzureOnly({ subscriptions }: CustomerEstate): boolean {
  const active = subscriptions.filter(({ active: counts }) => counts);
  return active.length > 0 && active.every(({ product }) => product === 'azure');
}

/** Whether Azure matters to the customer, as far as is known. */
export function mayHaveAzure(estate: CustomerEstate | undefined): boolean {
  return estate === undefined || estate.subscriptions.some(({ active, product }) => active && product === 'azure');
}
