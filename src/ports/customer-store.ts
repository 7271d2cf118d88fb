import type { Customer, CustomerSource } from '../domain/customer.ts';

/** A merged customer list. */
export interface CustomerList {
  readonly customers: readonly Customer[];
  /** Directories that failed: their customers may be missing from the list, so nobody is removed because of it. */
  readonly missing: readonly CustomerSource[];
}

/** Our own copy of the customer list, with its age, and what each person chose lately. */
export interface CustomerStore {
  /** Takes over a fresh list. Customers that are gone are removed, unless a source was missing. */
  replaceAll(list: CustomerList, at: Date): Promise<{ readonly added: number; readonly removed: number }>;

  /** How old the list is: as its oldest part, since a source that fails leaves its part as it was. undefined before the first time. */
  refreshedAt(): Promise<Date | undefined>;

  /** Adds domains learnt of one customer. */
  addDomains(tenantId: string, domains: readonly string[]): Promise<void>;
  /** Takes over the language learnt of one customer. */
  setLanguage(tenantId: string, language: string): Promise<void>;

  byTenantId(tenantId: string): Promise<Customer | undefined>;
  /** Those of them that are on the list, in any order; at most 100. */
  byTenantIds(tenantIds: readonly string[]): Promise<readonly Customer[]>;

  /**
   * Best matches first. Forgives accents, case, typos, word order, and Latin for Cyrillic and back; also matches domains and a whole tenant id.
   * An empty query gives the first customers by name.
   */
  search(query: string, limit: number): Promise<readonly CustomerMatch[]>;

  /** The person's last chosen customers, newest first. */
  recent(personId: string, limit: number): Promise<readonly Customer[]>;
  favourites(personId: string, limit: number): Promise<readonly Customer[]>;
  setFavourite(personId: string, tenantId: string, on: boolean): Promise<void>;

  /** The customer in force for a person in a conversation. Choosing also makes it recent. */
  choose(personId: string, conversationId: string, tenantId: string, at: Date): Promise<void>;
  chosen(personId: string, conversationId: string): Promise<Customer | undefined>;
}

/** A customer that a search found, and how well it fits. */
export interface CustomerMatch extends Customer {
  /** 0–1; 1 is the exact name, domain or tenant id. */
  readonly score: number;
}
