import type { NearCommand } from '../src/domain/command.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer, ShownWay } from '../src/domain/filing-route.ts';
import type { Locale } from '../src/domain/locale.ts';
import { whoMay, type Ability } from '../src/domain/permissions.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
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
        'nothing-to-cancel' | 'language-set' | 'old-card' | 'draft-gone' | 'customers-loading' | 'report-continues-in-chat' | 'see-below';
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
  /** A report was dropped; `another`: that was begun too. */
  | { readonly name: 'cancelled'; readonly draft: ReportDraft }
  | { readonly name: 'cancelled-another'; readonly draft: ReportDraft; readonly another: ReportDraft }
  /** Something is asked rather than reported. `customer`: whom it names. */
  | { readonly name: 'question'; readonly query: string; readonly customer: Customer | undefined }
  | { readonly name: 'did-you-mean'; readonly query: string; readonly near: NearCommand }
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
  /** A helpdesk agent wants to take a request to the Azure portal (B6). */
  | { readonly name: 'portal-not-for-helpdesk'; readonly request: { readonly requestId: string; readonly version: number } }
  /** Between the review and its button the answer has changed: nothing was sent. `route-left-azure`: what only Azure Support asks for does not go along. */
  | { readonly name: 'route-changed' | 'route-left-azure'; readonly before: ShownWay; readonly now: FilingAnswer }
  /** A request that cannot be sent again its way. `portal`: what takes it to the Azure portal, where that is the way now. */
  | {
      readonly name: 'request-way-closed';
      readonly now: FilingAnswer;
      readonly tenantId: string;
      readonly requestId: string;
      readonly portal?: { readonly requestId: string; readonly version: number } | undefined;
    }
  | { readonly name: 'request-way-closed-uncertain'; readonly now: FilingAnswer; readonly requestId: string }
  /** What was typed as Microsoft's number of a request is that of another one; `reference`: where the person may see that one. */
  | { readonly name: 'number-taken'; readonly number: string }
  | { readonly name: 'number-taken-by'; readonly number: string; readonly reference: string }
  | { readonly name: 'not-permitted'; readonly ability: Ability; readonly who: readonly PartnerRole[] }
  | { readonly name: 'access-denied' | 'access-unknown' | 'no-relationship'; readonly customer: Customer }
  /** The open issue was said to be the cause: nothing was filed, the person is asked once it is over. */
  | { readonly name: 'linked-to-issue'; readonly issueId: string; readonly followId: string; readonly customer: Customer };

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
    case 'cancelled':
      return { report: titleOf(t, notice.draft, shown) };
    case 'cancelled-another':
      return { report: titleOf(t, notice.draft, shown), another: titleOf(t, notice.another, shown) };
    case 'did-you-mean':
      return { query: shown(notice.query, LIMITS.query), line: shown(notice.near.line, LIMITS.query) };
    case 'question':
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
    case 'number-taken':
      return { number: shown(notice.number, LIMITS.name) };
    case 'number-taken-by':
      return { number: shown(notice.number, LIMITS.name), reference: notice.reference };
    case 'file-not-saved':
      return { errorId: shown(notice.errorId, LIMITS.name) };
    case 'route-changed':
    case 'route-left-azure':
      return {
        before: t(`routes.names.${notice.before.route}`),
        beforeCost: t(`routes.costs.${notice.before.cost}`),
        now: t(`routes.names.${notice.now.route}`),
        nowCost: t(`routes.costs.${notice.now.cost}`),
        why: t(`routes.reasons.${notice.now.reason}`),
      };
    case 'request-way-closed':
    case 'request-way-closed-uncertain':
      return { now: t(`routes.names.${notice.now.route}`), why: t(`routes.reasons.${notice.now.reason}`) };
    case 'linked-to-issue':
      return { customer: shown(notice.customer.name, LIMITS.name), issue: shown(notice.issueId, LIMITS.name) };
    default:
      return {};
  }
}

/** What was typed goes along with a button; a card has no room for more. */
function carried(text: string): string {
  return plain(text, LIMITS.carried, 'lines');
}

function titleOf(t: Words, { title }: ReportDraft, shown: typeof safe): string {
  return title === undefined ? t('report.resume.untitled') : shown(title, LIMITS.line);
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
      return [commandButton(t, 'report'), commandButton(t, 'health'), commandButton(t, 'customers'), commandButton(t, 'help')];
    case 'unknown-input': // The sentence goes along into the report.
      return [
        commandButton(t, 'report', { text: carried(notice.query) }),
        commandButton(t, 'health'),
        commandButton(t, 'customers'),
        commandButton(t, 'help'),
      ];
    case 'cancelled-another': {
      const data = { draftId: notice.another.id };
      return [
        button(t('report.resume.resume'), 'report.resume', data, { style: 'positive' }),
        button(t('report.cancel'), 'report.cancel', { ...data, version: notice.another.version }),
        commandButton(t, 'help'),
      ];
    }
    case 'question':
      return [
        commandButton(t, 'admin', notice.customer === undefined ? {} : { tenantId: notice.customer.tenantId }),
        commandButton(t, 'report', { text: carried(notice.query) }),
        commandButton(t, 'escalate', { text: carried(notice.query) }),
        commandButton(t, 'help'),
      ];
    case 'did-you-mean':
      return [
        button(
          plain(notice.near.line, LIMITS.query),
          'command',
          { command: notice.near.command, text: plain(notice.near.text, LIMITS.name) },
          { style: 'positive' },
        ),
        commandButton(t, 'report', { text: carried(notice.query) }),
        commandButton(t, 'help'),
      ];
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
    case 'portal-not-for-helpdesk':
      return [
        button(t('report.advice.inSupportGroup'), 'request.byPortal', { ...notice.request, inSupportGroup: true }),
        commandButton(t, 'escalate', { requestId: notice.request.requestId }),
        button(t('words.back'), 'request.refresh', { requestId: notice.request.requestId }),
      ];
    case 'request-way-closed':
      return [
        ...(notice.portal === undefined ? [] : [button(t('azure.byPortal'), 'request.byPortal', notice.portal, { style: 'positive' })]),
        commandButton(t, 'escalate', { requestId: notice.requestId }),
        commandButton(t, 'report', { tenantId: notice.tenantId }),
      ];
    case 'request-way-closed-uncertain':
      return [commandButton(t, 'escalate', { requestId: notice.requestId }), commandButton(t, 'requests')];
    case 'number-taken-by':
      return [button(t('request.reminder.show'), 'command', { command: 'request', text: notice.reference })];
    case 'no-such-request':
    case 'number-taken':
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
        button(t('incident.followUp.undo'), 'follow.undo', { followId: notice.followId }),
        commandButton(t, 'health', { tenantId: notice.customer.tenantId }),
        commandButton(t, 'report', { tenantId: notice.customer.tenantId }),
      ];
    default:
      return [];
  }
}
