import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import type { Colleague } from '../src/domain/roles.ts';
import { words, type Words } from '../src/locales/words.ts';
import adviceLinks from './advice-links.json' with { type: 'json' };
import { button, commandButton, type Button } from './buttons.ts';
import { noteBlocks, wholeAnswer } from './filing-answer.ts';
import { handOverBlock } from './hand-over-block.ts';
import { LIMITS } from './limits.ts';
import { TEXT_ROUTES } from './provider-text.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import layout from './route-advice.json' with { type: 'json' };
import { safe } from './safe-text.ts';

interface RouteAdviceView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
  /** Those who can go on with the report where this person cannot. */
  readonly colleagues: readonly Colleague[];
}

const render = cardLayout(layout);

/** The end of a report that somebody else must act on: why, who, what it costs, one press to go on; nothing is filed. Of the customer it shows the name alone. */
export function routeAdviceCard(locale: Locale, view: RouteAdviceView): AdaptiveCard {
  const t = words(locale);
  const { draft, customer, answer, colleagues } = view;
  return render(locale, {
    eyebrow: t('report.advice.eyebrow'),
    title: t(`routes.names.${answer.route}`),
    customerText: t('words.customerInForce', { name: safe(customer.name, LIMITS.name) }),
    lines: wholeAnswer(t, locale, answer, draft).map((text) => ({ text })),
    // The report ends here, so all its notes belong here.
    notes: noteBlocks(t, answer.notes),
    ...handOverBlock(t, draft, answer, colleagues),
    links: linksFor(view).map((link) => ({ title: t(`report.advice.links.${link}`), url: adviceLinks[link] })),
    buttons: [
      ...textButtons(t, view),
      ...ownButtons(t, view),
      // Of a case the experts know already.
      ...(draft.caseId === undefined ? [button(t('escalate.ask'), 'escalate.begin', { draftId: draft.id })] : []),
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
      return ['adoption', 'requirements', 'topics']; // B69–B71
    default:
      return [];
  }
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
