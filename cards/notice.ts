import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Ability, PartnerRole } from '../src/domain/roles.ts';
import type { AdaptiveCard } from './render.ts';

/** A short answer with what to do next. Its sentences: `notices.<name>.title` and `.text`. */
export type Notice =
  | { readonly name: 'guest' | 'no-role' | 'unknown-person' | 'other-tenant' | 'busy' | 'personal-or-team-only' }
  | {
      readonly name:
        | 'cancelled'
        | 'nothing-to-cancel'
        | 'language-set'
        | 'old-card'
        | 'draft-gone'
        | 'customers-loading'
        | 'report-continues-in-chat'
        | 'see-below';
    }
  | { readonly name: 'report-needs-personal-chat' }
  | { readonly name: 'unknown-input' | 'no-customer-found' | 'no-such-request'; readonly query: string }
  | { readonly name: 'customer-needed'; readonly for: 'health' | 'report' }
  | { readonly name: 'not-permitted'; readonly ability: Ability; readonly who: readonly PartnerRole[] }
  | { readonly name: 'access-denied' | 'access-unknown' | 'no-relationship'; readonly customer: Customer }
  /** The open issue was said to be the cause: nothing was filed, it is followed instead. */
  | { readonly name: 'linked-to-issue'; readonly issueId: string; readonly customer: Customer }
  /** No escalation criterion fits (B22): guidance instead of a request. */
  | { readonly name: 'not-for-microsoft'; readonly customer: Customer };

export declare function noticeCard(locale: Locale, notice: Notice): AdaptiveCard;
