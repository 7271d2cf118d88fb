import type { Customer } from '../src/domain/customer.ts';
import type { SupportCase } from '../src/domain/support-case.ts';
import type { DialogDependencies } from './dependencies.ts';

/** The customer of a case, in the case's own words when it is not on the list any more; undefined of a case of several. */
export async function customerOfCase(
  { customers }: Pick<DialogDependencies, 'customers'>,
  { tenantId, customerName }: Pick<SupportCase, 'tenantId' | 'customerName'>,
): Promise<Customer | undefined> {
  if (tenantId === undefined) return undefined;
  const known = await customers.byTenantId(tenantId);
  return known ?? { tenantId, name: customerName ?? tenantId, domain: undefined, domains: [], sources: [] };
}
