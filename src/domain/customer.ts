/** Where we learnt of a customer. None is complete on its own; they are merged on the tenant id. */
export const CUSTOMER_SOURCES = ['partner-center', 'delegated-admin', 'contract', 'own-tenant'] as const;
export type CustomerSource = (typeof CUSTOMER_SOURCES)[number];

/** A CSP customer and its Entra tenant, or the partner's own tenant. */
export interface Customer {
  readonly tenantId: string;
  readonly name: string;
  /** Initial domain (`fabrikam.onmicrosoft.com`), needed for portal links; undefined when no source told it. */
  readonly domain: string | undefined;
  /** Every domain known to be the customer's, lower case, for the contact rule (B31, B35). */
  readonly domains: readonly string[];
  readonly sources: readonly CustomerSource[];
  /** The customer's language as a source wrote it (`fr`, `fr-FR`); undefined when none told it. */
  readonly language?: string | undefined;
}

/** The partner's own tenant, which CSP support does not cover (B44). */
export function isOwnTenant(customer: Customer): boolean {
  return customer.sources.includes('own-tenant');
}

/**
 * Whether a person may act on a customer: the person's groups against the active access assignments of the customer's
 * GDAP relationships. `unknown`: it could not be found out, which allows no write.
 */
export type CustomerAccess = 'granted' | 'denied' | 'no-relationship' | 'unknown';
