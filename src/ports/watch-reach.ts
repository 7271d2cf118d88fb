import type { CustomerView } from '../domain/customer-view.ts';
import type { Customer } from '../domain/customer.ts';
import type { HitCustomer, Watch } from '../domain/watch.ts';

/** What watches come to just now. */
export interface WatchReach {
  /** Of these customers those in view, by name; at most 1,000. */
  seen(tenantIds: readonly string[], view: CustomerView): Promise<readonly Customer[]>;
  /** How many open issues of customers in view the watches, one or the other, tell of. */
  openIssues(watches: readonly Pick<Watch, 'customers' | 'services' | 'classification'>[], view: CustomerView): Promise<number>;
  /** The customer as if an incident hit it; undefined when there is no such customer any more. */
  asHit(tenantId: string, at: Date): Promise<HitCustomer | undefined>;
}
