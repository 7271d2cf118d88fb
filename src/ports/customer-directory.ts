import type { Customer, CustomerSource } from '../domain/customer.ts';

/** One directory that lists customers of the partner. None is complete; `refreshCustomers` merges them on the tenant id. */
export interface CustomerDirectory {
  readonly source: CustomerSource;

  /**
   * Every customer this directory knows, paged to the end.
   *
   * @throws {BackEndError}
   */
  list(signal: AbortSignal): Promise<readonly Customer[]>;
}

/** Knows the domains of one customer. */
export interface DomainDirectory {
  /**
   * Every domain of one customer, lower case.
   *
   * @throws {BackEndError}
   */
  domainsOf(tenantId: string, signal: AbortSignal): Promise<readonly string[]>;
}
