import type { Customer } from '../src/domain/customer.ts';
import type { Locale } from '../src/domain/locale.ts';
import { whoMay, type Ability } from '../src/domain/permissions.ts';
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
  | { readonly name: 'escalate-continues-in-chat' | 'escalate-needs-personal-chat' | 'escalate-dropped' }
  /** `reference` of the request. */
  | { readonly name: 'case-has-request'; readonly reference: string; readonly caseReference: string }
  /** A press on a case that could not be carried out: a form is not filled in, or the colleague may not have it. */
  | { readonly name: 'case-unfinished' | 'case-no-colleague' }
  | { readonly name: 'case-colleague-denied' | 'case-colleague-unknown'; readonly customer: Customer; readonly colleague: string }
  /** In a channel that is told of no incident any more. */
  | { readonly name: 'watches-without-view' }
  /** In a channel, beside an answer that went to the person's own chat, or could not. */
  | { readonly name: 'outsiders-here' | 'outsiders-here-no-chat' | 'readers-unknown' | 'readers-unknown-no-chat' }
  | {
      readonly name: 'unknown-input' | 'no-customer-found' | 'no-such-request' | 'no-such-incident' | 'no-such-case' | 'no-watch-target';
      readonly query: string;
    }
  /** `escalation setup`, where it does nothing. */
  | { readonly name: 'setup-in-channel' | 'channel-readers-unknown' | 'channel-in-use' | 'channel-not-set-up' | 'channel-removed' }
  | { readonly name: 'channel-not-owner' | 'channel-owner-unknown'; readonly who: readonly PartnerRole[] }
  /** A file that was sent, or the calendar in it. */
  | {
      readonly name:
        | 'sent-file-unknown'
        | 'sent-file-gone'
        | 'sent-file-unreadable'
        | 'calendar-no-rota'
        | 'calendar-nobody'
        | 'calendar-empty'
        | 'no-shifts-to-swap'
        | 'calendar-no-calendar'
        | 'calendar-too-large'
        | 'calendar-unknown-zone'
        | 'calendar-unsupported';
    }
  /** A file that was asked for; Teams gives files in personal chats only. */
  | { readonly name: 'file-in-own-chat' | 'file-no-chat' | 'file-empty' | 'file-declined' }
  /** `again`: the button that the file is asked for with. */
  | { readonly name: 'file-not-saved'; readonly errorId: string; readonly again: Pick<Button, 'verb' | 'data'> }
  /** A report that changes hands. */
  | { readonly name: 'hand-over-nobody' }
  | {
      readonly name: 'handed-over' | 'handed-over-unsure' | 'hand-over-unreachable' | 'hand-over-unknown' | 'handed-back';
      readonly colleague: string;
    }
  | { readonly name: 'hand-over-refused'; readonly customer: Customer; readonly colleague: string }
  | { readonly name: 'not-permitted'; readonly ability: Ability; readonly who: readonly PartnerRole[] }
  | { readonly name: 'access-denied' | 'access-unknown' | 'no-relationship'; readonly customer: Customer }
  /** The open issue was said to be the cause: nothing was filed, the person is asked once it is over. */
  | { readonly name: 'linked-to-issue'; readonly issueId: string; readonly customer: Customer };

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
    case 'no-such-case':
    case 'no-watch-target':
      return { query: shown(notice.query, LIMITS.query) };
    case 'not-permitted':
      return {
        ability: t(`abilities.${notice.ability}`),
        roles: rolesText(t, locale, notice.who),
      };
    case 'channel-not-owner':
    case 'channel-owner-unknown':
      return { roles: rolesText(t, locale, notice.who) };
    case 'access-denied':
    case 'access-unknown':
    case 'no-relationship':
      return { customer: shown(notice.customer.name, LIMITS.name) };
    case 'case-no-colleague':
      return { roles: rolesText(t, locale, whoMay('work-cases')) };
    case 'handed-over':
    case 'handed-over-unsure':
    case 'hand-over-unreachable':
    case 'hand-over-unknown':
    case 'handed-back':
      return { colleague: shown(notice.colleague, LIMITS.name) };
    case 'hand-over-refused':
    case 'case-colleague-denied':
    case 'case-colleague-unknown':
      return { customer: shown(notice.customer.name, LIMITS.name), colleague: shown(notice.colleague, LIMITS.name) };
    case 'case-has-request':
      return { reference: notice.reference, caseReference: notice.caseReference };
    case 'file-not-saved':
      return { errorId: shown(notice.errorId, LIMITS.name) };
    case 'linked-to-issue':
      return { customer: shown(notice.customer.name, LIMITS.name), issue: shown(notice.issueId, LIMITS.name) };
    default:
      return {};
  }
}

function rolesText(t: Words, locale: Locale, who: readonly PartnerRole[]): string {
  return anyOf(
    locale,
    who.map((role) => t(`roles.${role}`)),
  );
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
    case 'escalate-dropped':
      return [commandButton(t, 'escalate'), commandButton(t, 'cases'), commandButton(t, 'help')];
    case 'case-has-request':
      return [button(t('request.reminder.show'), 'command', { command: 'request', text: notice.reference })];
    case 'sent-file-unknown':
    case 'sent-file-gone':
    case 'sent-file-unreadable':
    case 'calendar-no-rota':
      return [commandButton(t, 'oncall'), commandButton(t, 'escalation')];
    case 'calendar-nobody':
    case 'calendar-empty':
    case 'calendar-no-calendar':
    case 'calendar-too-large':
    case 'calendar-unknown-zone':
    case 'calendar-unsupported':
    case 'no-shifts-to-swap':
      return [commandButton(t, 'oncall')];
    case 'draft-gone':
    case 'handed-over':
    case 'handed-over-unsure':
      return [commandButton(t, 'report'), commandButton(t, 'requests')];
    case 'no-such-request':
      return [commandButton(t, 'requests')];
    case 'no-such-case':
      return [commandButton(t, 'cases'), commandButton(t, 'escalate')];
    case 'no-such-incident':
      return [commandButton(t, 'incidents'), commandButton(t, 'health')];
    case 'watches-without-view':
      return [commandButton(t, 'watches')];
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
    case 'setup-in-channel':
    case 'channel-in-use':
      return [commandButton(t, 'escalation'), commandButton(t, 'setup')];
    case 'channel-owner-unknown':
    case 'channel-readers-unknown':
      return [commandButton(t, 'escalation', { text: 'setup' }), commandButton(t, 'setup')];
    case 'channel-not-set-up':
    case 'channel-removed':
      return [commandButton(t, 'escalation', { text: 'setup' })];
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
    default:
      return [];
  }
}
