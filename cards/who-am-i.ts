import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Ability, Colleague, PartnerRole } from '../src/domain/roles.ts';
import type { AdaptiveCard } from './render.ts';

export interface WhoAmIView {
  readonly person: Colleague;
  readonly customer: Customer | undefined;
  readonly abilities: readonly { readonly ability: Ability; readonly may: boolean; readonly who: readonly PartnerRole[] }[];
}

export declare function whoAmICard(locale: Locale, view: WhoAmIView): AdaptiveCard;
