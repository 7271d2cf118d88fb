import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Ability } from '../src/domain/roles.ts';
import type { AdaptiveCard } from './render.ts';

export interface HelpView {
  readonly scope: 'personal' | 'team';
  readonly abilities: readonly Ability[];
  readonly customer: Customer | undefined;
}

/** What this person can do here: the commands with a line each, the most useful ones as buttons. */
export declare function helpCard(locale: Locale, view: HelpView): AdaptiveCard;
