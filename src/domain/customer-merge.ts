import type { Customer, CustomerSource } from './customer.ts';

/** Partner Center first: its company name is the one partner staff know; a relationship or contract may carry an older one. */
const MOST_TRUSTED_FIRST: readonly CustomerSource[] = ['partner-center', 'delegated-admin', 'contract', 'own-tenant'];

/**
 * One list out of what several directories told, merged on the tenant id: name and domain of the most trusted source that has one,
 * domains and sources united. The partner's own tenant is always among them and marked, even when no directory lists it; its name is then its id.
 */
export function mergeCustomers(lists: readonly (readonly Customer[])[], ownTenantId: string): readonly Customer[] {
  const own: Customer = { tenantId: ownTenantId, name: '', domain: undefined, domains: [], sources: ['own-tenant'] };
  const sameTenant = Map.groupBy([...lists.flat(), own], (customer) => customer.tenantId.toLowerCase());
  return [...sameTenant].map(([tenantId, told]) =>
    merged(
      tenantId,
      told.toSorted((a, b) => trust(a) - trust(b)),
    ),
  );
}

function merged(tenantId: string, told: readonly Customer[]): Customer {
  const domain = told.find((customer) => customer.domain !== undefined)?.domain?.toLowerCase();
  const known = [...(domain === undefined ? [] : [domain]), ...told.flatMap((customer) => customer.domains)];
  return {
    tenantId,
    name: told.find((customer) => customer.name.trim() !== '')?.name.trim() ?? tenantId,
    domain,
    domains: [...new Set(known.map((name) => name.toLowerCase()))],
    sources: MOST_TRUSTED_FIRST.filter((source) => told.some((customer) => customer.sources.includes(source))),
  };
}

function trust(customer: Customer): number {
  return Math.min(...customer.sources.map((source) => MOST_TRUSTED_FIRST.indexOf(source)), MOST_TRUSTED_FIRST.length);
}
