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

/** What is known of one customer beyond the list. */
interface CustomerProfile {
  /** Every domain, lower case. */
  readonly domains: readonly string[];
  /** As a language tag (`fr`, `fr-FR`); undefined when it is not told. */
  readonly language: string | undefined;
}

/** Knows more of one customer than the list does. */
export interface CustomerProfileDirectory {
  /** @throws {BackEndError} */
  profileOf(tenantId: string, signal: AbortSignal): Promise<CustomerProfile>;
}
