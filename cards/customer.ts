import type { Customer, CustomerAccess } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { AdaptiveCard } from './render.ts';

export interface CustomerView {
  readonly customer: Customer;
  readonly access: CustomerAccess;
  readonly favourite: boolean;
}

/** The customer in force: who it is, whether this person has access, and what to do next. */
export declare function customerCard(locale: Locale, view: CustomerView): AdaptiveCard;
