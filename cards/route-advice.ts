import type { AzureTicket } from '../src/domain/azure-ticket.ts';
import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { Product } from '../src/domain/product.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { AbleColleague } from '../src/domain/roles.ts';
import type { ServiceRequest } from '../src/domain/service-request.ts';
import { words, type Words } from '../src/locales/words.ts';
import adviceLinks from './advice-links.json' with { type: 'json' };
import { elsewhereBlock } from './azure-elsewhere.ts';
import { button, commandButton, type Button } from './buttons.ts';
import { noteBlocks, wholeAnswer } from './filing-answer.ts';
import { handOverBlock } from './hand-over-block.ts';
import { LIMITS } from './limits.ts';
import { topicMenu } from './microsoft-pages.ts';
import { openIssuesBlock, type OpenIssuesView } from './open-issues.ts';
import { TEXT_ROUTES } from './provider-text.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import layout from './route-advice.json' with { type: 'json' };
import { safe } from './safe-text.ts';
import { similarBlock } from './similar-requests.ts';

interface RouteAdviceView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
  /** Those who can go on with the report where this person cannot. */
  readonly colleagues: readonly AbleColleague[];
  /** What the person may be shown of what is going on already, where no card showed it before; undefined: nothing. */
  readonly health: OpenIssuesView | undefined;
  /** Open requests that may be about the same. */
  readonly similar: readonly ServiceRequest[];
  /** What is open at Azure for the customer and is none of our requests. */
  readonly elsewhere?: readonly AzureTicket[] | undefined;
  /** Whether the person may ask the experts about this customer. */
  readonly mayAskExperts: boolean;
  readonly now: Date;
  readonly timeZone: string;
}

const render = cardLayout(layout);

/**
 * The end of a report that somebody else must act on: why, who, what it costs, one press to go on; nothing is filed. What is going on already stands above its
 * notes (B19). Every button takes along what was written for the colleague.
 */
export function routeAdviceCard(locale: Locale, view: RouteAdviceView): AdaptiveCard {
  const t = words(locale);
  const { draft, customer, answer, colleagues, health } = view;
  return render(locale, {
    eyebrow: t('report.advice.eyebrow'),
    title: t(`routes.names.${answer.route}`),
    customerText: t('words.customerInForce', { name: safe(customer.name, LIMITS.name) }),
    lines: [...wholeAnswer(t, answer, draft), ...(answer.route === 'partner-first' ? topicMenu(t) : [])].map((text) => ({ text })),
    // The report ends here, so all its notes belong here.
    notes: noteBlocks(t, answer.notes),
    ...openIssuesBlock(t, locale, health, view),
    ...similarBlock(t, locale, view),
    elsewhere: elsewhereBlock(t, locale, view),
    ...handOverBlock(t, draft, answer, colleagues),
    links: linksFor(view).map((link) => ({ title: t(`report.advice.links.${link}`), url: adviceLinks[link] })),
    buttons: [
      ...textButtons(t, view),
      ...ownButtons(t, view),
      // Of a case the experts know already.
      ...(view.mayAskExperts && draft.caseId === undefined ? [button(t('escalate.ask'), 'escalate.begin', { draftId: draft.id })] : []),
      changeButton(t, view),
    ],
  });
}

type Link = Exclude<keyof typeof adviceLinks, 'comment' | 'date'>;

function linksFor({ draft, answer: { route, reason } }: RouteAdviceView): readonly Link[] {
  // B53: more help with Dynamics 365, wherever its way ends.
  const dynamics = draft.product === 'dynamics365' ? (['dynamics'] as const) : [];
  switch (route) {
    case 'isv':
      return ['isv']; // B40
    case 'own-plan':
      return ['own-plan', ...dynamics]; // B52
    case 'not-entitled':
      return reason === 'dynamics-contract' ? ['contracts', ...dynamics] : dynamics; // B7
    case 'partner-first':
      return ['adoption', supportOf(draft.product)]; // B69, B70
    default:
      return [];
  }
}

/** What partners support themselves of each service (B70); EMS is told of with Microsoft 365. */
function supportOf(product: Product | undefined): Link {
  return product === 'azure' || product === 'dynamics365' ? `support-${product}` : 'support-microsoft365';
}

/** The report as a text, for whoever files it outside of this chat. */
function textButtons(t: Words, { draft, answer }: RouteAdviceView): readonly Button[] {
  const route = TEXT_ROUTES.find((each) => each === answer.route);
  if (route === undefined) return [];
  const data = { draftId: draft.id, version: draft.version };
  return [button(t(`advice.text.${route}.button`), 'report.text', data, { style: route === 'ask-provider' ? 'positive' : null })];
}

/** What this way offers beside an expert and a change of the answers. */
function ownButtons(t: Words, { draft, customer, answer: { route, reason } }: RouteAdviceView): readonly Button[] {
  const { tenantId } = customer;
  switch (route) {
    case 'isv':
      // Contacts that colleagues have entered (B40).
      return [button(t('administer.publisher.button'), 'publisher.find', {})];
    case 'ask-admin-agent':
      // It tells which groups reach the customer.
      if (reason === 'no-access') return [commandButton(t, 'access', { tenantId })];
      return reason === 'helpdesk-in-azure'
        ? [button(t('report.advice.inSupportGroup'), 'report.inSupportGroup', { draftId: draft.id, version: draft.version })]
        : [];
    case 'partner-first':
      return [commandButton(t, 'health', { tenantId })];
    case 'not-entitled':
      // It tells how to get a relationship.
      return reason === 'no-relationship' ? [commandButton(t, 'access', { tenantId })] : [];
    default:
      return [];
  }
}

/** The reasons for an escalation stand on the second card, everything else on the first. */
function changeButton(t: Words, { draft, answer }: RouteAdviceView): Button {
  const data = { draftId: draft.id, version: draft.version };
  return answer.route === 'partner-first'
    ? button(t('report.advice.changeAnswers'), 'report.edit', { ...data, step: 'health' })
    : button(t('report.advice.changeAnswers'), 'report.back', data);
}
