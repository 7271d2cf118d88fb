import type { Customer, CustomerSource } from '../domain/customer.ts';

export interface CustomerList {
  readonly customers: readonly Customer[];
  /** Sources that failed: their customers may be missing from the list, so nobody is removed because of it. */
  readonly missing: readonly CustomerSource[];
}

/** The customers of the partner as Microsoft's directories know them. */
export interface CustomerDirectory {
  /**
   * Every customer, paged to the end, merged on the tenant id, with the partner's own tenant among them.
   *
   * @throws {BackEndError} when no source answered.
   */
  allCustomers(signal: AbortSignal): Promise<CustomerList>;

  /**
   * Every domain of one customer, lower case.
   *
   * @throws {BackEndError}
   */
  domainsOf(tenantId: string, signal: AbortSignal): Promise<readonly string[]>;
}
