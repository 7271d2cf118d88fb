import type { CustomerEstate } from '../domain/customer-estate.ts';

/** What each customer subscribed to when it was last read. */
export interface EstateStore {
  /** An older reading never replaces a newer one. */
  save(tenantId: string, estate: CustomerEstate): Promise<void>;
  of(tenantId: string): Promise<CustomerEstate | undefined>;
}
