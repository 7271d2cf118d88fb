import type { Customer } from '../src/domain/customer.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { DialogDependencies } from './dependencies.ts';

/** The customer of a request as it is known now, else in the request's own words. */
export async function customerOf({ customers }: Pick<DialogDependencies, 'customers'>, request: ServiceRequest): Promise<Customer> {
  return (await customers.byTenantId(request.tenantId)) ?? customerAsNamed(request);
}

/** The customer of a request in the request's own words, for when it is not on the list any more. */
export function customerAsNamed({ tenantId, customerName: name, customerDomain: domain }: ServiceRequest): Customer {
  return { tenantId, name, domain, domains: [], sources: [] };
}
