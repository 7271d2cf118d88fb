import type { Customer } from '../domain/customer.ts';
import { mergeCustomers } from '../domain/customer-merge.ts';
import { BotError } from '../domain/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { CustomerDirectory } from '../ports/customer-directory.ts';
import type { CustomerStore } from '../ports/customer-store.ts';

interface RefreshResult {
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
  readonly log: (event: string, details: Readonly<Record<string, string | number | undefined>>) => void;
}): RefreshCustomers {
  const { directories, store, ownTenant, clock, log } = deps;
  return async (signal) => {
    const answers = await Promise.allSettled(directories.map((directory) => directory.list(signal)));
    const lists = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const failures = directories.flatMap(({ source }, index) => {
      const answer = answers[index];
      return answer?.status === 'rejected' ? [{ source, error: answer.reason as unknown }] : [];
    });
    if (lists.length === 0 && failures[0] !== undefined) throw failures[0].error;
    // The list is taken over all the same, so nobody else would hear of it.
    for (const { source, error } of failures)
      log('customers not listed', error instanceof BotError ? { source, code: error.code, message: error.message } : { source });

    const customers = mergeCustomers(lists, ownTenant.tenantId);
    const missing = failures.map(({ source }) => source);
    const { added, removed } = await store.replaceAll({ customers, missing }, clock.now());
    return { customers: customers.length, added, removed, missing };
  };
}
