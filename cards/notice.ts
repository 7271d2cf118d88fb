import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Ability } from '../src/domain/permissions.ts';
import type { PartnerRole } from '../src/domain/roles.ts';
import { anyOf } from '../src/locales/formats.ts';
import { words, type Words } from '../src/locales/words.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { issueKey } from './health-words.ts';
import { LIMITS } from './limits.ts';
import layout from './notice.json' with { type: 'json' };
import { cardLayout, type AdaptiveCard } from './render.ts';
import { plain, safe } from './safe-text.ts';

/** A short answer with what to do next. Its sentences: `notices.<name>.title` and `.text`. */
export type Notice =
  | { readonly name: 'guest' | 'no-role' | 'unknown-person' | 'other-tenant' | 'busy' | 'personal-or-team-only' | 'text-too-long' }
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
  /** In a channel, beside an answer that went to the person's own chat, or could not. */
  | { readonly name: 'outsiders-here' | 'outsiders-here-no-chat' | 'readers-unknown' | 'readers-unknown-no-chat' }
  | {
      readonly name: 'unknown-input' | 'no-customer-found' | 'no-such-request' | 'no-such-incident' | 'no-watch-target';
      readonly query: string;
    }
  /** A file that was asked for; Teams gives files in personal chats only. */
  | { readonly name: 'file-in-own-chat' | 'file-no-chat' | 'file-empty' | 'file-declined' }
  /** `again`: the button that the file is asked for with. */
  | { readonly name: 'file-not-saved'; readonly errorId: string; readonly again: Pick<Button, 'verb' | 'data'> }
  | { readonly name: 'not-permitted'; readonly ability: Ability; readonly who: readonly PartnerRole[] }
  | { readonly name: 'access-denied' | 'access-unknown' | 'no-relationship'; readonly customer: Customer }
  /** The open issue was said to be the cause: nothing was filed, the person is asked once it is over. */
  | { readonly name: 'linked-to-issue'; readonly issueId: string; readonly customer: Customer }
  /** No escalation criterion fits (B22): guidance instead of a request. */
  | { readonly name: 'not-for-microsoft'; readonly customer: Customer };

const render = cardLayout(layout);

/** A notice as a card, with buttons for what one can do next. */
export function noticeCard(locale: Locale, notice: Notice): AdaptiveCard {
  const t = words(locale);
  const { title, text } = sentences(t, locale, notice, safe);
  return render(locale, { fallbackText: noticeText(locale, notice), title, text, buttons: next(t, notice) });
}

/** The same as one plain text, for notifications and clients that show no card. */
function noticeText(locale: Locale, notice: Notice): string {
  const { title, text } = sentences(words(locale), locale, notice, plain);
  return /[.?!]$/.test(title) ? `${title} ${text}` : `${title}. ${text}`;
}

function sentences(t: Words, locale: Locale, notice: Notice, shown: typeof safe): { readonly title: string; readonly text: string } {
  const values = valuesOf(t, locale, notice, shown);
  return { title: t(`notices.${notice.name}.title`, values), text: t(`notices.${notice.name}.text`, values) };
}

function valuesOf(t: Words, locale: Locale, notice: Notice, shown: typeof safe): Readonly<Record<string, string>> {
  switch (notice.name) {
    case 'unknown-input':
    case 'no-customer-found':
    case 'no-such-request':
    case 'no-such-incident':
    case 'no-watch-target':
      return { query: shown(notice.query, LIMITS.query) };
    case 'not-permitted':
      return {
        ability: t(`abilities.${notice.ability}`),
        roles: anyOf(
          locale,
          notice.who.map((role) => t(`roles.${role}`)),
        ),
      };
    case 'access-denied':
    case 'access-unknown':
    case 'no-relationship':
    case 'not-for-microsoft':
      return { customer: shown(notice.customer.name, LIMITS.name) };
    case 'file-not-saved':
      return { errorId: shown(notice.errorId, LIMITS.name) };
    case 'linked-to-issue':
      return { customer: shown(notice.customer.name, LIMITS.name), issue: shown(notice.issueId, LIMITS.name) };
    default:
      return {};
  }
}

/** What one can do from here; nothing where only somebody else can help. */
function next(t: Words, notice: Notice): readonly Button[] {
  switch (notice.name) {
    case 'cancelled':
    case 'nothing-to-cancel':
    case 'language-set':
    case 'old-card':
    case 'unknown-input':
      return [commandButton(t, 'report'), commandButton(t, 'health'), commandButton(t, 'customers'), commandButton(t, 'help')];
    case 'draft-gone':
      return [commandButton(t, 'report'), commandButton(t, 'requests')];
    case 'no-such-request':
      return [commandButton(t, 'requests')];
    case 'no-such-incident':
      return [commandButton(t, 'incidents'), commandButton(t, 'health')];
    case 'no-watch-target':
      return [commandButton(t, 'watches'), commandButton(t, 'customers')];
    case 'no-customer-found':
      return [commandButton(t, 'customers')];
    case 'file-empty':
    case 'file-declined':
      return [commandButton(t, 'incidents'), commandButton(t, 'board')];
    case 'file-not-saved':
      return [button(t('csv.button'), notice.again.verb, notice.again.data), commandButton(t, 'incidents')];
    case 'not-permitted':
      return [commandButton(t, 'whoami')];
    case 'access-denied':
    case 'access-unknown':
      return [
        commandButton(t, 'access', { tenantId: notice.customer.tenantId }),
        button(t('words.changeCustomer'), 'command', { command: 'customers' }),
      ];
    case 'no-relationship':
      return [
        commandButton(t, 'access', { tenantId: notice.customer.tenantId }),
        commandButton(t, 'report', { tenantId: notice.customer.tenantId }),
        button(t('words.changeCustomer'), 'command', { command: 'customers' }),
      ];
    case 'linked-to-issue':
      return [
        button(t('incident.show'), 'command', { command: 'incident', text: issueKey(notice.issueId) }),
        commandButton(t, 'health', { tenantId: notice.customer.tenantId }),
        commandButton(t, 'report', { tenantId: notice.customer.tenantId }),
      ];
    case 'not-for-microsoft':
      return [
        commandButton(t, 'health', { tenantId: notice.customer.tenantId }),
        commandButton(t, 'report', { tenantId: notice.customer.tenantId }),
      ];
    default:
      return [];
  }
}
