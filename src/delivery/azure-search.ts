import { foundSubscription } from '../../cards/report-azure.ts';
import { problemLabel } from '../domain/azure-filing.ts';
import type { Locale } from '../domain/locale.ts';
import { may } from '../domain/permissions.ts';
import type { Colleague } from '../domain/roles.ts';
import type { AzureProblemStore } from '../ports/azure-problem-store.ts';
import type { CustomerStore } from '../ports/customer-store.ts';
import type { AzureSubscriptions } from '../use-cases/azure-subscriptions.ts';
import type { CustomerGate } from '../use-cases/customer-gate.ts';
import type { SearchResult } from './answers.ts';

/** What Azure requests are filed in and under. */
export interface AzureSearchDeps {
  readonly customers: Pick<CustomerStore, 'byTenantId'>;
  readonly gate: Pick<CustomerGate, 'check'>;
  readonly azureSubscriptions: AzureSubscriptions;
  readonly azureProblems: Pick<AzureProblemStore, 'search'>;
}

/** `tenantId`: whose subscriptions are asked for; undefined: problems. Somebody who may not report, or has no access to the customer, is offered nothing. */
export type AzureSearch = (
  asked: { readonly person: Colleague; readonly locale: Locale; readonly tenantId: string | undefined; readonly text: string },
  limit: number,
  signal: AbortSignal,
) => Promise<readonly SearchResult[]>;

export function azureSearch({ customers, gate, azureSubscriptions, azureProblems }: AzureSearchDeps): AzureSearch {
  return async ({ person, locale, tenantId, text }, limit, signal) => {
    if (!may(person, 'report')) return [];
    if (tenantId === undefined) {
      const problems = await azureProblems.search(text, limit);
      return problems.map((problem) => ({ title: problemLabel(problem), value: problem.id }));
    }
    // The tenant comes from a card: whoever asks may not be the one it was made for.
    const customer = await customers.byTenantId(tenantId);
    if (customer === undefined || (await gate.check(person, customer, signal)) !== 'granted') return [];
    const { copy } = await azureSubscriptions(tenantId, signal);
    const named = (copy?.value ?? []).filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
    return named.slice(0, limit).map((one) => foundSubscription(locale, one));
  };
}
