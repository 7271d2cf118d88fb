import type { Customer } from '../src/domain/customer.ts';
import { stillNamed } from '../src/domain/still-named.ts';
import type { DialogDependencies } from './dependencies.ts';
import type { ReportSituation } from './report-situation.ts';

/** The customer that a report was for before, where its texts name it still. */
export async function customerStillNamed(
  { customers }: Pick<DialogDependencies, 'customers'>,
  { draft, customer }: ReportSituation,
): Promise<Customer | undefined> {
  const { earlierTenantId } = draft;
  if (earlierTenantId === undefined || customer === undefined || earlierTenantId === customer.tenantId) return undefined;
  const earlier = await customers.byTenantId(earlierTenantId);
  return earlier && stillNamed(draft, earlier.name, customer.name) ? earlier : undefined;
}
