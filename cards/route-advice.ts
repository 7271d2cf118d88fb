import type { Customer } from '../src/domain/customer.ts';
import type { FilingAnswer } from '../src/domain/filing-route.ts';
import type { Locale } from '../src/domain/locale.ts';
import type { ReportDraft } from '../src/domain/report-draft.ts';
import { words } from '../src/locales/words.ts';
import adviceLinks from './advice-links.json' with { type: 'json' };
import { button, commandButton } from './buttons.ts';
import { answerBlock, noteBlocks } from './filing-answer.ts';
import { LIMITS } from './limits.ts';
import { cardLayout, type AdaptiveCard } from './render.ts';
import layout from './route-advice.json' with { type: 'json' };
import { safe } from './safe-text.ts';

interface RouteAdviceView {
  readonly draft: ReportDraft;
  readonly customer: Customer;
  readonly answer: FilingAnswer;
}

const render = cardLayout(layout);

/** The end of a report that somebody else must act on (routes `isv` and `own-plan`): why, who, the link, nothing filed. */
export function routeAdviceCard(locale: Locale, view: RouteAdviceView): AdaptiveCard {
  const t = words(locale);
  const { draft, customer, answer } = view;
  const { route } = answer;
  const { routeName, routeMeaning, routeReason, routeCost } = answerBlock(t, answer);
  return render(locale, {
    eyebrow: t('report.advice.eyebrow'),
    title: routeName,
    customerText: t('words.customerInForce', { name: safe(customer.name, LIMITS.name) }),
    routeMeaning,
    facts: [
      { title: t('report.advice.why'), value: routeReason },
      { title: t('report.advice.cost'), value: routeCost },
    ],
    // The report ends here, so all its notes belong here.
    notes: noteBlocks(t, answer.notes),
    links: route === 'isv' || route === 'own-plan' ? [{ title: t(`report.advice.links.${route}`), url: adviceLinks[route] }] : [],
    buttons: [
      // Contacts that colleagues have entered (B40).
      ...(route === 'isv' ? [button(t('administer.publisher.button'), 'publisher.find', {})] : []),
      // Of a case they know already.
      ...(draft.caseId === undefined ? [button(t('escalate.ask'), 'escalate.begin', { draftId: draft.id })] : []),
      button(t('report.advice.changeAnswers'), 'report.back', { draftId: draft.id, version: draft.version }),
      commandButton(t, 'help'),
    ],
  });
}
