import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { AdaptiveCard } from './render.ts';

export interface CustomersView {
  /** What was searched for; empty shows recent and favourites. */
  readonly query: string;
  readonly matches: readonly Customer[];
  readonly recent: readonly Customer[];
  readonly favourites: readonly Customer[];
  readonly inForce: Customer | undefined;
  /** Age of the list. */
  readonly refreshedAt: Date | undefined;
  readonly now: Date;
  /** Where to go on after the choice: the command that asked. */
  readonly then: 'customer' | 'health' | 'report';
}

/** Search results as rows to press (`customer.choose`), a typeahead (`customer`, dataset `customers`) to search further. */
export declare function customersCard(locale: Locale, view: CustomersView): AdaptiveCard;
