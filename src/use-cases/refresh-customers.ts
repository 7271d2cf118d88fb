import type { Customer } from '../domain/customer.ts';
import { mergeCustomers } from '../domain/customer-merge.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerDirectory } from '../ports/customer-directory.ts';
import type { CustomerStore } from '../ports/customer-store.ts';

export interface RefreshResult {
  readonly customers: number;
  readonly added: number;
  readonly removed: number;
  readonly missing: readonly string[];
}

/** Reads all directories side by side, merges on the tenant id, adds the own tenant, stores. @throws {BackEndError} when no directory answered. */
export type RefreshCustomers = (signal: AbortSignal) => Promise<RefreshResult>;

export function refreshCustomers(deps: {
  readonly directories: readonly CustomerDirectory[];
  readonly store: CustomerStore;
  readonly ownTenant: Pick<Customer, 'tenantId'>;
  readonly clock: Clock;
}): RefreshCustomers {
  const { directories, store, ownTenant, clock } = deps;
  return async (signal) => {
    const answers = await Promise.allSettled(directories.map((directory) => directory.list(signal)));
    const lists = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    if (lists.length === 0 && failures.length > 0) throw failures[0];

    const customers = mergeCustomers(lists, ownTenant.tenantId);
    const missing = directories.filter((_, index) => answers[index]?.status === 'rejected').map(({ source }) => source);
    const { added, removed } = await store.replaceAll({ customers, missing }, clock.now());
    return { customers: customers.length, added, removed, missing };
  };
}
