import type { AdminPortal } from '../domain/admin-portal.ts';
import type { Customer } from '../domain/customer.ts';
import type { FilingRoute } from '../domain/filing-route.ts';
import type { Product } from '../domain/product.ts';
import type { PortalLink } from '../domain/service-request.ts';

/** What a link is made of. */
export type LinkedCustomer = Pick<Customer, 'tenantId' | 'domain'>;

/** Links into Microsoft's portals in a customer's context, from a table of ours. Each is undefined where what it needs is not known. */
export interface AdminPortals {
  /** Where a new support request for this product is opened; undefined when the customer's domain is needed and not known. */
  newRequest(customer: LinkedCustomer, product: Product): PortalLink | undefined;
  /** Where the Azure portal lists the customer's support requests, whoever filed them. */
  azureRequests(customer: LinkedCustomer): PortalLink | undefined;
  /** Where Microsoft lists what was sent there by this route; undefined where no such page is known. */
  requestsOf(route: FilingRoute, customer: LinkedCustomer): PortalLink | undefined;
  /** Service health of the customer in the portal. */
  serviceHealth(customer: LinkedCustomer): PortalLink | undefined;
  /** Where the customer's portal shows an issue: its service health, since no link to one issue is known to work for partners. */
  issue(customer: LinkedCustomer, issueId: string): PortalLink | undefined;
  /** Azure's own service health in the customer's directory, which Graph does not tell. */
  azureHealth(customer: LinkedCustomer): PortalLink | undefined;
  /** The Azure portal by the customer's domain, for those without admin rights on the customer (B38); undefined where the domain is not known. */
  azureByDomain(customer: LinkedCustomer): PortalLink | undefined;
  /** The usual portals of each service; `own`: of the partner's own tenant. */
  ofServices(customer: LinkedCustomer & { readonly own: boolean }): readonly AdminPortal[];
  /** When the table was last looked over, such as `2026-11-20`. */
  readonly templateDate: string;
}
