import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import type { AdaptiveCard } from './render.ts';

export interface RequestsView {
  readonly filter: 'mine' | 'open' | 'all' | { readonly customer: Customer };
  readonly requests: readonly ServiceRequest[];
  readonly total: number;
  readonly timeZone: string;
}

/** The newest requests as rows to press (`command` with `request`). */
export declare function requestsCard(locale: Locale, view: RequestsView): AdaptiveCard;
