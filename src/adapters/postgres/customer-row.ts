import type { Insertable, Selectable } from 'kysely';
import type { Customer } from '../../domain/customer.ts';
import { searchText } from '../../domain/search-text.ts';
import type { CustomerTable } from './schema.ts';

export const CUSTOMER_COLUMNS = ['tenant_id', 'name', 'domain', 'domains', 'sources', 'language'] as const;

export type CustomerRow = Pick<Selectable<CustomerTable>, (typeof CUSTOMER_COLUMNS)[number]>;

/** The language may be left out: what a turn begins with does not need it. */
export function toCustomer(row: Omit<CustomerRow, 'language'> & Partial<Pick<CustomerRow, 'language'>>): Customer {
  const { tenant_id: tenantId, name, domain, domains, sources, language = null } = row;
  return { tenantId, name, domain: domain ?? undefined, domains, sources, ...(language === null ? {} : { language }) };
}

export function toRow(customer: Customer): Insertable<CustomerTable> {
  const domains = [
    ...new Set([...customer.domains, ...(customer.domain === undefined ? [] : [customer.domain])].map((domain) => domain.toLowerCase())),
  ];
  return {
    tenant_id: customer.tenantId.toLowerCase(),
    name: customer.name,
    domain: customer.domain?.toLowerCase() ?? null,
    domains,
    sources: [...customer.sources],
    language: customer.language ?? null,
    ...searchColumns(customer.name, domains),
  };
}

type SearchColumns = Pick<CustomerTable, 'key_plain' | 'key_sound' | 'key_core' | 'search_words' | 'search_sounds'>;

/** The name, and of each domain the first label: that is what people say of it; the rest (`onmicrosoft.com`) is everybody's. */
export function searchColumns(name: string, domains: readonly string[]): SearchColumns {
  const text = searchText(name);
  const labels = domains.map((domain) => searchText(firstLabel(domain)));
  const sounds = [text, ...labels].flatMap((one) => one.sounds);
  const words = [text, ...labels].flatMap((one) => one.words);
  return {
    key_plain: text.plain,
    key_sound: text.sound,
    key_core: text.core,
    search_words: spaced([...words, ...sounds]),
    search_sounds: spaced(sounds),
  };
}

/** A space before each word, so that the beginning of a word can be looked for. */
function spaced(words: readonly string[]): string {
  return [...new Set(words)].map((word) => ` ${word}`).join('');
}

export function firstLabel(domain: string): string {
  return domain.split('.', 1)[0] ?? domain;
}
