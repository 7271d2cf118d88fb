import type { Customer } from '../domain/customer.ts';
import type { Product } from '../domain/product.ts';
import type { PortalLink } from '../domain/service-request.ts';

/** Links into Microsoft's portals in a customer's context. */
export interface AdminPortals {
  /** Where a new support request for this product is opened; undefined when the customer's domain is needed and not known. */
  newRequest(customer: Pick<Customer, 'tenantId' | 'domain'>, product: Product): PortalLink | undefined;
  /** Service health of the customer in the portal. */
  serviceHealth(customer: Pick<Customer, 'tenantId' | 'domain'>): PortalLink | undefined;
}
