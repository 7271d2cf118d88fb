import type { Customer } from '../src/domain/customer.ts';
import type { ErrorCode } from '../src/domain/errors.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { HealthSnapshot } from '../src/domain/service-health.ts';
import type { PortalLink } from '../src/domain/service-request.ts';
import type { AdaptiveCard } from './render.ts';

/** Health as known now. With `failure` the snapshot is an older copy, or absent; an error is never "healthy". */
export interface KnownHealth {
  readonly snapshot: HealthSnapshot | undefined;
  readonly failure: { readonly code: ErrorCode; readonly errorId: string } | undefined;
}

export interface HealthView extends KnownHealth {
  readonly customer: Customer;
  readonly portal: PortalLink | undefined;
  readonly now: Date;
  readonly timeZone: string;
}

/** Services worst first with their open issues, healthy ones folded, the age of the knowledge. */
export declare function healthCard(locale: Locale, view: HealthView): AdaptiveCard;
