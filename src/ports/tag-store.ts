import type { CustomerView } from '../domain/customer-view.ts';
import type { Customer } from '../domain/customer.ts';
import type { Page } from './board-store.ts';

/** Who changes something, and when. */
interface Changing {
  /** Entra object id. */
  readonly actor: string;
  readonly at: Date;
}

/** A tag and how many customers in view have it. */
export interface TagCount {
  readonly tag: string;
  readonly customers: number;
}

/** Tags that people give customers; the customers with one tag are a group. Every change stands in the audit. Tags are compared by `tagKey`. */
export interface TagStore {
  /** By name. */
  of(tenantId: string): Promise<readonly string[]>;
  /** Those that have any, of at most 100. */
  ofMany(tenantIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** `changed`: they are other ones than `seen` by now, so nothing was done. `gone`: no such customer any more. */
  replace(tenantId: string, seen: readonly string[], tags: readonly string[], by: Changing): Promise<'done' | 'changed' | 'gone'>;
  /** `full`: the customer has as many as it may. `done` also when it had the tag already. */
  add(tenantId: string, tag: string, by: Changing): Promise<'done' | 'full' | 'gone'>;
  /** Nothing happens when the customer had no such tag. */
  remove(tenantId: string, tag: string, by: Changing): Promise<void>;
  /** Customers in view with this tag, by name, and the tag as it is mostly spelt. A page behind the end is empty, with a total of 0. */
  group(
    tag: string,
    view: CustomerView,
    page: Page,
  ): Promise<{ readonly tag: string; readonly customers: readonly Customer[]; readonly total: number }>;
  /** Tags of customers in view, by name; at most `limit`. */
  all(view: CustomerView, limit: number): Promise<readonly TagCount[]>;
}
